using AutoMapper;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>How policies are shown: with what other tables know of them.</summary>
internal static class ShownSodPolicies
{
    public static async Task<Versioned<SodPolicyDto>> ShowAsync(
        this ISchedulesDb db, IMapper mapper, SodPolicy policy, SodPolicyVersion version, CancellationToken cancellationToken) =>
        new((await db.ShowAsync(mapper, [policy], version, cancellationToken))[0], Versions.Of(policy.Id, policy.Version));

    /// <param name="db">Tells which of them have a schedule, and how their owners are called now.</param>
    /// <param name="mapper">Tells the rest.</param>
    /// <param name="policies">Of one organization.</param>
    /// <param name="version">Which members are shown.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public static async Task<IReadOnlyList<SodPolicyDto>> ShowAsync(
        this ISchedulesDb db, IMapper mapper, IReadOnlyList<SodPolicy> policies, SodPolicyVersion version, CancellationToken cancellationToken)
    {
        var scheduled = await db.ScheduledAsync(policies, cancellationToken);
        var names = await db.OwnersAsync(policies, cancellationToken);
        return [.. policies.Select(policy => Show(mapper.Map<SodPolicyDto>(policy), names, version) with { Scheduled = scheduled.Contains(policy.Id) })];
    }

    private static SodPolicyDto Show(SodPolicyDto policy, Dictionary<string, string> names, SodPolicyVersion version)
    {
        var config = policy.ViolationOwnerAssignmentConfig;
        return policy with
        {
            OwnerRef = Named(policy.OwnerRef, names),
            ViolationOwnerAssignmentConfig = config is null ? null : config with { OwnerRef = Named(config.OwnerRef, names) },
            Level = version == SodPolicyVersion.V1 ? policy.Level : null,
            SecondaryOwnerRefs = version == SodPolicyVersion.V1 ? [.. policy.SecondaryOwnerRefs!.Select(owner => Named(owner, names))] : null,
            AllowedControls = version == SodPolicyVersion.V1 ? policy.AllowedControls : null,
        };
    }

    private static OwnerRefDto? Named(OwnerRefDto? owner, Dictionary<string, string> names) =>
        owner is { Type: "IDENTITY", Id: { } id } && names.TryGetValue(id, out var name) ? owner with { Name = name } : owner;

    // One that is deleted is not scheduled, though its schedule waits for it.
    private static async Task<HashSet<Guid>> ScheduledAsync(
        this ISchedulesDb db, IReadOnlyList<SodPolicy> policies, CancellationToken cancellationToken)
    {
        var ids = policies.Where(policy => policy.DeletedAt is null).Select(policy => policy.Id).ToList();
        return await db.Schedules
            .Where(schedule => schedule.TargetType == TargetType.SodPolicy && ids.Contains(schedule.TargetId))
            .Select(schedule => schedule.TargetId)
            .ToHashSetAsync(cancellationToken);
    }

    private static async Task<Dictionary<string, string>> OwnersAsync(
        this ISchedulesDb db, IReadOnlyList<SodPolicy> policies, CancellationToken cancellationToken)
    {
        var ids = policies.SelectMany(OwnersOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (ids.Count == 0)
            return [];
        var organizationId = policies[0].OrganizationId;
        return await db.Identities.AsNoTracking()
            .Where(identity => identity.OrganizationId == organizationId && ids.Contains(identity.Id))
            .ToDictionaryAsync(identity => identity.Id, identity => identity.Name, cancellationToken);
    }

    private static IEnumerable<string?> OwnersOf(SodPolicy policy) =>
        [policy.OwnerRef?.Id, policy.ViolationOwnerAssignmentConfig?.OwnerRef?.Id, .. policy.SecondaryOwnerRefs.Select(owner => owner.Id)];
}
