using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>
/// Finds who violates a policy, and adds the violations to the unit of work. Does not save: the caller stores the run's outcome and
/// the violations in one transaction. All of the violations are then rows of <see cref="ISchedulesDb.SodViolations"/> with this run's id.
/// </summary>
/// <param name="RunId">The run that evaluates.</param>
/// <param name="OrganizationId">Whose policy it must be.</param>
/// <param name="PolicyId">The policy.</param>
/// <param name="IsReport">Whether somebody asked for it beside the policy's schedule.</param>
public sealed record EvaluateSodPolicy(Guid RunId, Guid OrganizationId, Guid PolicyId, bool IsReport = false) : IRequest<SodRunResult>;

/// <summary>A run's result, as it stands in the ledger.</summary>
/// <param name="Violations">How many identities violate.</param>
/// <param name="New">How many of them did not in the evaluation before.</param>
/// <param name="Resolved">How many did in the evaluation before and do not now.</param>
/// <param name="Sample">The first 20, ordered by identity id.</param>
public sealed record SodRunResult(int Violations, int New, int Resolved, IReadOnlyList<Violation> Sample)
{
    public const int MaxSample = 20;

    /// <summary>How many would violate, had they no exception.</summary>
    public int Excepted { get; init; }
}

/// <remarks>
/// Throws NotFoundException where the policy is gone, and UnevaluablePolicyException, whose message is the reason, where its query is not understood.
/// </remarks>
internal sealed class EvaluateSodPolicyHandler(ISchedulesDb db, PolicyEvaluations evaluations) : IRequestHandler<EvaluateSodPolicy, SodRunResult>
{
    public async Task<SodRunResult> Handle(EvaluateSodPolicy request, CancellationToken cancellationToken)
    {
        var policy = await db.SodPolicies.AsNoTracking()
            .GetAsync(request.OrganizationId, request.PolicyId.ToString(), cancellationToken);
        var run = new EvaluationRun(request.RunId, request.OrganizationId, request.IsReport);
        var (_, counts, violations) = (await evaluations.Add(run, [policy], cancellationToken)).Single();
        return new(counts.Violations, counts.New, counts.Resolved, [.. violations.Take(SodRunResult.MaxSample)]) { Excepted = counts.Excepted };
    }
}
