using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <param name="RunId">The run that evaluates.</param>
/// <param name="OrganizationId">Whose policies and identities.</param>
/// <param name="IsReport">Whether somebody asked for it beside a schedule.</param>
internal sealed record EvaluationRun(Guid RunId, Guid OrganizationId, bool IsReport);

/// <param name="Policy">What was evaluated.</param>
/// <param name="Counts">What it came to.</param>
/// <param name="Violations">Those that count, ordered by identity id.</param>
internal sealed record Evaluated(SodPolicy Policy, ViolationCounts Counts, IEnumerable<Violation> Violations);

/// <summary>Evaluates policies over the identities of their organization, and adds what was found to the unit of work.</summary>
public sealed class PolicyEvaluations(ISchedulesDb db, IAccessReader access, TimeProvider clock)
{
    /// <summary>Identities stream through, once for all policies: only the violators stay in memory.</summary>
    /// <exception cref="UnevaluablePolicyException">A policy's query is not understood.</exception>
    internal async Task<IReadOnlyList<Evaluated>> Add(EvaluationRun run, IReadOnlyList<SodPolicy> policies, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var found = await Find(run.OrganizationId, policies, cancellationToken);
        var exceptions = await Exceptions(policies, now, cancellationToken);
        var people = await People(run.OrganizationId, policies, cancellationToken);
        var before = await Before(run, policies, cancellationToken);
        var evaluated = new List<Evaluated>(policies.Count);
        foreach (var (i, policy) in policies.Index())
        {
            var comparison = new ViolationComparison(found[i], before.Violators[policy.Id].ToHashSet(StringComparer.Ordinal), [.. exceptions[policy.Id]]);
            var runBefore = before.Runs.GetValueOrDefault(policy.Id);
            db.SodEvaluations.Add(new(run.RunId, policy.Id, policy.Reported(people), comparison.Counts, runBefore, run.IsReport, now));
            evaluated.Add(new(policy, comparison.Counts, comparison.Counted));
            db.AddLater(comparison.Compared.Select(item => new SodViolation(run.RunId, policy.Id, item.Violation, item.IsNew, item.ExceptionId)));
        }

        return evaluated;
    }

    private async Task<List<Violation>[]> Find(Guid organizationId, IReadOnlyList<SodPolicy> policies, CancellationToken cancellationToken)
    {
        await using var snapshot = await access.Open(organizationId, cancellationToken);
        var matcher = new PolicyMatcher(new PolicySet(policies, snapshot.Catalogue));
        var violations = policies.Select(_ => new List<Violation>()).ToArray();
        var found = new List<(int Policy, Violation Violation)>();
        await foreach (var identities in snapshot.Identities(cancellationToken).ReadAhead(cancellationToken))
        {
            foreach (var identity in identities)
                matcher.Check(identity, found);
            found.ForEach(item => violations[item.Policy].Add(item.Violation));
            found.Clear();
        }

        return violations;
    }

    private async Task<ILookup<Guid, ExceptionGrant>> Exceptions(IReadOnlyList<SodPolicy> policies, Instant now, CancellationToken cancellationToken)
    {
        var ids = policies.Select(policy => policy.Id).ToList();
        var exceptions = await db.SodExceptions.AsNoTracking()
            .Where(exception => ids.Contains(exception.PolicyId) && exception.Expires > now && exception.Revoked == null)
            .OrderBy(exception => exception.Created).ToListAsync(cancellationToken);
        return exceptions.ToLookup(exception => exception.PolicyId);
    }

    /// <summary>A schedule's run compares itself with what recipients were told last; a report that was asked for, with the last such report.</summary>
    private async Task<(IReadOnlyDictionary<Guid, Guid?> Runs, ILookup<Guid, string> Violators)> Before(
        EvaluationRun run, IReadOnlyList<SodPolicy> policies, CancellationToken cancellationToken)
    {
        var ids = policies.Select(policy => policy.Id).ToList();
        var runs = await db.SodPolicies.Where(policy => ids.Contains(policy.Id))
            .Select(policy => new
            {
                policy.Id,
                RunId = db.SodEvaluations
                    .Where(evaluation => evaluation.PolicyId == policy.Id && evaluation.RunId != run.RunId && evaluation.IsReport == run.IsReport)
                    .OrderByDescending(evaluation => evaluation.EvaluatedAt).ThenByDescending(evaluation => evaluation.RunId)
                    .Select(evaluation => (Guid?)evaluation.RunId)
                    .FirstOrDefault(),
            })
            .ToDictionaryAsync(policy => policy.Id, policy => policy.RunId, cancellationToken);
        return (runs, await Violators(ids, runs, cancellationToken));
    }

    // Of all policies in one query. A run that is the last of one policy may have found something of another, too: that is left out here.
    private async Task<ILookup<Guid, string>> Violators(List<Guid> ids, Dictionary<Guid, Guid?> runs, CancellationToken cancellationToken)
    {
        var runIds = runs.Values.OfType<Guid>().Distinct().ToList();
        var violators = await db.SodViolations
            .Where(violation => runIds.Contains(violation.RunId) && ids.Contains(violation.PolicyId) && violation.ExceptionId == null)
            .Select(violation => new { violation.RunId, violation.PolicyId, violation.IdentityId })
            .ToListAsync(cancellationToken);
        return violators.Where(violator => runs.GetValueOrDefault(violator.PolicyId) == violator.RunId)
            .ToLookup(violator => violator.PolicyId, violator => violator.IdentityId);
    }

    /// <summary>Owners and creators, where they are identities that are known.</summary>
    private async Task<IReadOnlyDictionary<string, ReportedIdentity>> People(
        Guid organizationId, IReadOnlyList<SodPolicy> policies, CancellationToken cancellationToken)
    {
        var ids = policies.SelectMany(policy => new[] { policy.OwnerRef?.Id, policy.CreatorId }).OfType<string>().Distinct().ToArray();
        return await db.Identities.AsNoTracking()
            .Where(identity => identity.OrganizationId == organizationId && ids.Contains(identity.Id))
            .Select(identity => new ReportedIdentity(identity.Id, identity.Name, identity.Email))
            .ToDictionaryAsync(identity => identity.Id, StringComparer.Ordinal, cancellationToken);
    }
}

internal static class ReportedPolicies
{
    /// <summary>The policy as a report will tell it.</summary>
    /// <param name="policy">As it is now.</param>
    /// <param name="people">What is known of owners and creators.</param>
    public static EvaluatedPolicy Reported(this SodPolicy policy, IReadOnlyDictionary<string, ReportedIdentity> people) => new()
    {
        Name = policy.Name,
        Description = policy.Description,
        Owner = policy.OwnerRef is { } owner ? people.GetValueOrDefault(owner.Id) ?? new(owner.Id, owner.Name, null) : null,
        Tags = policy.Tags,
        ExternalPolicyReference = policy.ExternalPolicyReference,
        PolicyQuery = policy.PolicyQuery,
        CompensatingControls = policy.CompensatingControls,
        CorrectionAdvice = policy.CorrectionAdvice,
        Created = policy.Created.ToIsoMilliseconds(),
        Creator = people.GetValueOrDefault(policy.CreatorId) ?? new(policy.CreatorId, null, null),
        LeftName = policy.ConflictingAccessCriteria?.LeftCriteria.Name,
        RightName = policy.ConflictingAccessCriteria?.RightCriteria.Name,
        IsEnforced = policy.State == PolicyState.Enforced,
    };
}
