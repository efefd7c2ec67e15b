using AutoMapper;
using MediatR;
using Schedules.Application.Common;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>Makes a tenant with its first credentials: an API key, and an OAuth client whose identity administers it.</summary>
public sealed record CreateOrganization([property: MustBeSent] string? Name) : IRequest<CreatedOrganization>;

/// <summary>A new organization. The three secrets are told here and never again.</summary>
public sealed record CreatedOrganization(OrganizationDto Organization, string ApiKey, string ClientId, string ClientSecret);

public sealed class CreateOrganizationHandler(ISchedulesDb db, TimeProvider clock, IMapper mapper)
    : IRequestHandler<CreateOrganization, CreatedOrganization>
{
    public async Task<CreatedOrganization> Handle(CreateOrganization request, CancellationToken cancellationToken)
    {
        var organization = new Organization(clock.NewId(), request.Name!, clock.Now());
        var (key, secret) = (Secret.New(), Secret.New());
        var client = new OAuthClient(clock.NewId(), organization.Id, secret, clock.NewId(), clock.Now());
        db.Organizations.Add(organization);
        db.ApiKeys.Add(new ApiKey(clock.NewId(), organization.Id, key, clock.Now()));
        db.OAuthClients.Add(client);
        await db.SaveChangesAsync(cancellationToken);
        return new(mapper.Map<OrganizationDto>(organization), key, client.Id.ToString("N"), secret);
    }
}
