using AutoMapper;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>The organizations that the credential opens: its own.</summary>
public sealed record ListOrganizations(ListOrganizationsQuery Query) : IRequest<Page<OrganizationDto>>;

public sealed record ListOrganizationsQuery : ListQuery
{
    /// <summary>Lists those of exactly this name.</summary>
    public string? Name { get; init; }

    /// <summary>Lists those of this status, which is <c>active</c> for each.</summary>
    public string? Status { get; init; }

    /// <summary>Refused: domains are those of projects.</summary>
    public string? PrimaryDomain { get; init; }
}

public sealed record GetOrganization(Guid Id) : IRequest<OrganizationDto>;

public sealed class ListOrganizationsHandler(ISchedulesDb db, ICurrentUser user, IMapper mapper)
    : IRequestHandler<ListOrganizations, Page<OrganizationDto>>
{
    private static readonly SortFields<Organization> _fields = new()
    {
        ["id"] = organization => organization.Id,
        ["name"] = organization => organization.Name,
        ["dateCreated"] = organization => organization.CreatedAt,
    };

    public Task<Page<OrganizationDto>> Handle(ListOrganizations request, CancellationToken cancellationToken) =>
        Filtered(request.Query).ToPageAsync(request.Query, _fields, mapper.Map<OrganizationDto>, cancellationToken);

    private IQueryable<Organization> Filtered(ListOrganizationsQuery query)
    {
        if (query.PrimaryDomain is not null)
            throw new InvalidValueException("primaryDomain", query.PrimaryDomain, "absent: organizations have no domain of their own");
        var organizations = db.Organizations.AsNoTracking()
            .Where(organization => organization.Id == user.OrganizationId)
            .Where(organization => query.Name == null || organization.Name == query.Name);
        return query.Status is null or "active" ? organizations : organizations.Where(_ => false);
    }
}

public sealed class GetOrganizationHandler(ISchedulesDb db, IMapper mapper) : IRequestHandler<GetOrganization, OrganizationDto>
{
    public async Task<OrganizationDto> Handle(GetOrganization request, CancellationToken cancellationToken)
    {
        var organization = await db.Organizations.FindAsync([request.Id], cancellationToken);
        return mapper.Map<OrganizationDto>(organization ?? throw new NotFoundException("Organization", request.Id.ToString()));
    }
}
