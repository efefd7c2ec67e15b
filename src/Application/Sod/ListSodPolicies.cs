using System.Linq.Expressions;
using AutoMapper;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>The policies of the caller's organization that are in force.</summary>
/// <param name="Limit">0 to 250.</param>
/// <param name="Offset">How many to pass over.</param>
/// <param name="Count">Whether to tell how many there are in all.</param>
/// <param name="Filters">Which of them: <c>state eq "ENFORCED" and not name in ("a", "b")</c>.</param>
/// <param name="Sorters">Members, separated by commas, each with <c>-</c> before it for descending order.</param>
/// <param name="Version">Which filters and sorters there are, and which members are shown.</param>
public sealed record ListSodPolicies(
    int Limit = 250, int Offset = 0, bool Count = false, string? Filters = null, string? Sorters = null, SodPolicyVersion Version = SodPolicyVersion.V1)
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
        var policies = db.SodPolicies.AsNoTracking().InForce()
            .Where(policy => policy.OrganizationId == user.OrganizationId)
            .Filtered(request.Filters, request.Version, OwnerName());
        var page = await policies
            .Sorted(request.Sorters, request.Version, OwnerName())
            .Skip(request.Offset).Take(request.Limit)
            .ToListAsync(cancellationToken);
        var shown = await db.ShowAsync(mapper, page, request.Version, cancellationToken);
        return new(shown, request.Count ? await policies.CountAsync(cancellationToken) : null);
    }

    // As it is shown: an identity's name where it is known, and else what the client wrote.
    private Expression<Func<SodPolicy, string?>> OwnerName() => policy =>
        db.Identities
            .Where(identity => identity.OrganizationId == policy.OrganizationId
                && identity.Id == policy.OwnerRef!.Id && policy.OwnerRef.Type == OwnerType.Identity)
            .Select(identity => identity.Name)
            .FirstOrDefault() ?? policy.OwnerRef!.Name;
}
