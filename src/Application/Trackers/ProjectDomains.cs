using MediatR;
using Schedules.Application.Common;

namespace Schedules.Application.Trackers;

/// <summary>Adds a domain to a project. One that is there already is answered as it stands.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Name">A bare host name.</param>
public sealed record AddDomain(Guid ProjectId, string? Name) : IRequest<DomainDto>, IRepeatable;

public sealed record ListDomains(Guid ProjectId, ListQuery Query) : IRequest<Page<DomainDto>>;

public sealed class AddDomainHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<AddDomain, DomainDto>
{
    public async Task<DomainDto> Handle(AddDomain request, CancellationToken cancellationToken)
    {
        var project = await db.Projects.GetAsync(user.OrganizationId, request.ProjectId, cancellationToken);
        var domain = project.AddDomain(request.Name, clock.Now());
        await db.SaveChangesAsync(cancellationToken);
        return new(domain, project.Id, project.OrganizationId);
    }
}

public sealed class ListDomainsHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<ListDomains, Page<DomainDto>>
{
    public async Task<Page<DomainDto>> Handle(ListDomains request, CancellationToken cancellationToken)
    {
        var project = await db.Projects.GetAsync(user.OrganizationId, request.ProjectId, cancellationToken);
        List<DomainDto> domains = [.. project.Domains.Select(name => new DomainDto(name, project.Id, project.OrganizationId))];
        return domains.ToPage(request.Query, domain => domain.Name);
    }
}
