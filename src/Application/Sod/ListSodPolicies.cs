using AutoMapper;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>The policies of the caller's organization.</summary>
/// <param name="Limit">0 to 250.</param>
/// <param name="Offset">How many to pass over.</param>
/// <param name="Count">Whether to tell how many there are in all.</param>
/// <param name="Filters">Refused: this version does not filter.</param>
/// <param name="Sorters">Members, separated by commas, each with <c>-</c> before it for descending order.</param>
public sealed record ListSodPolicies(int Limit = 250, int Offset = 0, bool Count = false, string? Filters = null, string? Sorters = null)
    : IRequest<SodPolicyList>;

/// <param name="Items">This part of the list.</param>
/// <param name="Total">How many there are in all; null where nobody asked.</param>
public sealed record SodPolicyList(IReadOnlyList<SodPolicyDto> Items, int? Total);

internal sealed class ListSodPoliciesValidator : AbstractValidator<ListSodPolicies>
{
    public ListSodPoliciesValidator()
    {
        RuleFor(query => query.Limit).InclusiveBetween(0, 250).OverridePropertyName("limit");
        RuleFor(query => query.Offset).GreaterThanOrEqualTo(0).OverridePropertyName("offset");
    }
}

internal sealed class ListSodPoliciesHandler(ISchedulesDb db, ICurrentUser user, IMapper mapper)
    : IRequestHandler<ListSodPolicies, SodPolicyList>
{
    public async Task<SodPolicyList> Handle(ListSodPolicies request, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(request.Filters))
            throw new InvalidValueException("filters", request.Filters, "absent: this version does not filter policies");
        var policies = db.SodPolicies.AsNoTracking().Where(policy => policy.OrganizationId == user.OrganizationId);
        var page = await policies.Sorted(request.Sorters).Skip(request.Offset).Take(request.Limit).ToListAsync(cancellationToken);
        return new(await ShownAsync(page, cancellationToken), request.Count ? await policies.CountAsync(cancellationToken) : null);
    }

    private async Task<IReadOnlyList<SodPolicyDto>> ShownAsync(List<SodPolicy> policies, CancellationToken cancellationToken)
    {
        var scheduled = await db.ScheduledAsync([.. policies.Select(policy => policy.Id)], cancellationToken);
        return [.. policies.Select(policy => mapper.Map<SodPolicyDto>(policy) with { Scheduled = scheduled.Contains(policy.Id) })];
    }
}
