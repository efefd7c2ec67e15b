using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;
using Schedules.IntegrationTests.Schedules;
using Schedules.IntegrationTests.Sod;

namespace Schedules.IntegrationTests;

/// <summary>
/// One server for all tests of a fixture, with a browser that is played, and short ways to what tests need. Each test makes its own
/// project or policy. Nothing is dispatched or executed unless a test says so.
/// </summary>
public abstract class HttpFixture
{
    protected Server Server { get; private set; } = null!;

    /// <summary>The tenant's key, for the privacy and own surfaces.</summary>
    protected HttpClient Key { get; private set; } = null!;

    /// <summary>The tenant's token, for the governance and own surfaces; fetched anew when the clock moves.</summary>
    protected HttpClient Token { get; private set; } = null!;

    internal LedgerHost.PlayedBrowser Browser { get; } = new();

    protected string Organization => $"/organizations/{Server.Tenant.OrganizationId}";

    [OneTimeSetUp]
    public async Task StartServer()
    {
        Server = await Server.Start(services => services.AddSingleton<IWebsiteBrowser>(Browser));
        Key = Server.WithKey();
        Token = await Server.WithToken();
    }

    [OneTimeTearDown]
    public async Task StopServer()
    {
        Key.Dispose();
        Token.Dispose();
        await Server.DisposeAsync();
    }

    /// <returns>The path of a new project with one domain.</returns>
    protected async Task<string> NewProject(string name = "Shop")
    {
        var (status, project) = await Key.Send("POST", $"{Organization}/projects", $$"""{"name":"{{name}}","domains":["shop.example"]}""");
        Assert.That(status, Is.EqualTo(201));
        return $"{Organization}/projects/{project.Text("id")}";
    }

    /// <returns>The path of the schedule of a new project; it is due daily at an hour.</returns>
    protected async Task<string> DailyScan(int hour)
    {
        var path = $"{await NewProject()}/tracker-scan-schedule";
        var (status, _) = await Key.Send(
            "PATCH", path, $$"""{"scheduledScanEnabled":true,"scanPeriod":"daily","scheduledHour":{{hour}}}""");
        Assert.That(status, Is.EqualTo(200));
        return path;
    }

    /// <returns>The id of a new policy that can be evaluated.</returns>
    protected async Task<string> NewPolicy()
    {
        var (status, policy) = await Token.Send("POST", "/v3/sod-policies", Bodies.Conflicting);
        Assert.That(status, Is.EqualTo(201));
        return policy.Text("id");
    }

    /// <summary>Moves the clock, without a tick.</summary>
    protected async Task MoveTo(string instant)
    {
        Server.Clock.Set(InstantPattern.ExtendedIso.Parse(instant).Value);
        Token.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Server.Token(Server.Tenant));
    }

    protected Task Dispatch() => Mediate(new DispatchDueSchedules());

    /// <summary>Executes every queued run.</summary>
    protected async Task Work()
    {
        foreach (var type in Enum.GetValues<TargetType>())
        {
            while (await Mediate(new ExecuteQueuedRuns(type, 1)) > 0)
            {
                // Until none is left.
            }
        }
    }

    protected async Task<T> Mediate<T>(IRequest<T> request)
    {
        await using var scope = Server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>The stored row of a target's schedule, as one text; "none" where there is no such row.</summary>
    protected async Task<string> Row(string targetId)
    {
        var id = Guid.Parse(targetId);
        var row = await Server.Database(db => db.Schedules.AsNoTracking().SingleOrDefaultAsync(schedule => schedule.TargetId == id));
        return row is null
            ? "none"
            : $"{row.Id} v{row.Version} {row.IsEnabled} {row.NextDueAt} {row.ModifiedAt} {row.ModifierId} {RuleJson.Write(row.Rule)} {row.Report}";
    }

    /// <summary>Sends with If-Match.</summary>
    protected static async Task<(int Status, string? ETag, JsonNode? Body)> Match(
        HttpClient client, string method, string path, string? body, string? ifMatch)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, response.Headers.ETag?.ToString(), text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>The ETag of a thing that was changed so often.</summary>
    protected static string Tag(int changes, string id) => $"\"{changes}-{id[^8..]}\"";

    /// <summary>The members of an object, in alphabetical order.</summary>
    protected static string Members(JsonNode? node) => string.Join(' ', node!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));

    /// <summary>The whole address, which keeps slashes at the start of a path as they are.</summary>
    protected string Whole(string path) => Key.BaseAddress!.GetLeftPart(UriPartial.Authority) + path;

    protected static string IdOf(string projectPath) => projectPath.Split('/')[4];

    protected Instant Now => Server.Clock.Now();
}
