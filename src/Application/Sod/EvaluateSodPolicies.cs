using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>Finds who violates which of many policies, in one pass, and adds what was found to the unit of work, as <see cref="EvaluateSodPolicy"/> does.</summary>
/// <param name="RunId">The run that evaluates.</param>
/// <param name="OrganizationId">Whose policies.</param>
/// <param name="PolicyIds">Which of them; null for all. Those that are gone are left out.</param>
public sealed record EvaluateSodPolicies(Guid RunId, Guid OrganizationId, IReadOnlyList<Guid>? PolicyIds) : IRequest<SodPoliciesRunResult>;

/// <summary>The result of a run of many policies, as it stands in the ledger: sums over the policies.</summary>
/// <param name="Violations">How many violations there are; an identity that violates two policies counts twice.</param>
/// <param name="Policies">How many policies were evaluated.</param>
/// <param name="MostViolated">The first 20 that are violated, most violations first.</param>
/// <param name="Unevaluated">Names of policies whose query is not understood.</param>
public sealed record SodPoliciesRunResult(
    int Violations, int New, int Resolved, int Excepted, int Policies, IReadOnlyList<PolicyViolations> MostViolated, IReadOnlyList<string> Unevaluated);

/// <summary>What an evaluation of a policy came to.</summary>
public sealed record PolicyViolations(Guid PolicyId, string Name, int Violations, int New, int Resolved, int Excepted);

internal sealed class EvaluateSodPoliciesHandler(ISchedulesDb db, PolicyEvaluations evaluations)
    : IRequestHandler<EvaluateSodPolicies, SodPoliciesRunResult>
{
    public async Task<SodPoliciesRunResult> Handle(EvaluateSodPolicies request, CancellationToken cancellationToken)
    {
        var policies = (await Load(request, cancellationToken)).ToLookup(PolicySet.CanEvaluate);
        var run = new EvaluationRun(request.RunId, request.OrganizationId, IsReport: true);
        var evaluated = (await evaluations.Add(run, [.. policies[true]], cancellationToken)).Select(Told).ToList();
        return new(
            evaluated.Sum(policy => policy.Violations), evaluated.Sum(policy => policy.New), evaluated.Sum(policy => policy.Resolved),
            evaluated.Sum(policy => policy.Excepted), evaluated.Count,
            [.. evaluated.Where(policy => policy.Violations > 0).OrderByDescending(policy => policy.Violations).Take(SodRunResult.MaxSample)],
            [.. policies[false].Select(policy => policy.Name)]);
    }

    private Task<List<SodPolicy>> Load(EvaluateSodPolicies request, CancellationToken cancellationToken)
    {
        var policies = db.SodPolicies.AsNoTracking().Where(policy => policy.OrganizationId == request.OrganizationId);
        if (request.PolicyIds is { } ids)
            policies = policies.Where(policy => ids.Contains(policy.Id));
        return policies.OrderBy(policy => policy.Id).ToListAsync(cancellationToken);
    }

    private static PolicyViolations Told(Evaluated item) =>
        new(item.Policy.Id, item.Policy.Name, item.Counts.Violations, item.Counts.New, item.Counts.Resolved, item.Counts.Excepted);
}
