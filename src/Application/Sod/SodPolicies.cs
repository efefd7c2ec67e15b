using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;
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

    /// <summary>Which of these policies have a schedule.</summary>
    internal static async Task<IReadOnlySet<Guid>> ScheduledAsync(
        this ISchedulesDb db, IReadOnlyCollection<Guid> policyIds, CancellationToken cancellationToken) =>
        await db.Schedules
            .Where(schedule => schedule.TargetType == TargetType.SodPolicy && policyIds.Contains(schedule.TargetId))
            .Select(schedule => schedule.TargetId)
            .ToHashSetAsync(cancellationToken);
}
