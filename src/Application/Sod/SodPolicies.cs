using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>How policies are found.</summary>
public static class SodPolicies
{
    /// <param name="policies">All policies.</param>
    /// <param name="organizationId">Whose policy it must be.</param>
    /// <param name="id">A UUID with dashes, or 32 hex digits; anything else names no policy.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="NotFoundException">There is none, or it is another organization's.</exception>
    public static async Task<SodPolicy> GetAsync(
        this IQueryable<SodPolicy> policies, Guid organizationId, string id, CancellationToken cancellationToken)
    {
        var policy = ParseId(id) is { } guid
            ? await policies.SingleOrDefaultAsync(policy => policy.Id == guid && policy.OrganizationId == organizationId, cancellationToken)
            : null;
        return policy ?? throw new NotFoundException("SOD policy", id);
    }

    /// <summary>The id, or null where the text is no id.</summary>
    public static Guid? ParseId(string id) =>
        id.Length is 32 or 36 && id.All(c => char.IsAsciiHexDigit(c) || c == '-') && Guid.TryParse(id, out var guid) ? guid : null;

    /// <summary>
    /// Which of these policies have a schedule: the one place that knows. Nothing can schedule a policy yet; schedules answer here
    /// once they can, with one query for all of the ids.
    /// </summary>
    internal static Task<IReadOnlySet<Guid>> ScheduledAsync(
        this ISchedulesDb db, IReadOnlyCollection<Guid> policyIds, CancellationToken cancellationToken)
    {
        _ = (db, policyIds, cancellationToken);
        return Task.FromResult<IReadOnlySet<Guid>>(new HashSet<Guid>());
    }
}
