using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Access;
using Schedules.Application.Common;
using Schedules.Domain.Trackers;

namespace Schedules.WebApi;

/// <summary>The first start on an empty database: an organization to try things with. <c>Demo=false</c> leaves it out.</summary>
public sealed record Demo(CreatedOrganization Tenant, Guid ProjectId)
{
    // Not cancelled: half a demo would never be told.
    public static async Task<Demo?> MakeAsync(IServiceProvider services)
    {
        var db = services.GetRequiredService<ISchedulesDb>();
        if (!services.GetRequiredService<IConfiguration>().GetValue("Demo", true) || await db.Organizations.AnyAsync())
            return null;
        var clock = services.GetRequiredService<TimeProvider>();
        var tenant = await services.GetRequiredService<IMediator>().Send(new CreateOrganization("Demo"));
        var project = new Project(clock.NewId(), tenant.Organization.Id, "Demo website", ["example.com"], clock.Now());
        db.Projects.Add(project);
        await db.SaveChangesAsync(CancellationToken.None);
        return new(tenant, project.Id);
    }

    /// <summary>The credentials and three calls to try, for a terminal.</summary>
    /// <param name="address">Where the server listens.</param>
    public string Describe(string address)
    {
        var project = $"{address}/privacy-v1/organizations/{Tenant.Organization.Id}/projects/{ProjectId}";
        return $"""

            A demo organization was made. Its secrets are shown this once:
              organizationId  {Tenant.Organization.Id}
              apiKey          {Tenant.ApiKey}
              clientId        {Tenant.ClientId}
              clientSecret    {Tenant.ClientSecret}
            Open {address} and sign in with the apiKey, or try:
              curl -s -X PATCH {project}/tracker-scan-schedule -H 'x-api-key: {Tenant.ApiKey}' -H 'Content-Type: application/json' -d '{Example}'
              curl -s {project}/tracker-scan-history -H 'x-api-key: {Tenant.ApiKey}'
              curl -s {address}/v3/sod-policies -H "Authorization: Bearer $(curl -s {address}/oauth/token -d grant_type=client_credentials -d client_id={Tenant.ClientId} -d client_secret={Tenant.ClientSecret} | sed 's/.*"access_token":"\([^"]*\)".*/\1/')"

            """;
    }

    private const string Example = """{"scheduledScanEnabled":true,"scanPeriod":"quarterly","scheduledHour":9,"scheduledDayOfMonth":31}""";
}
