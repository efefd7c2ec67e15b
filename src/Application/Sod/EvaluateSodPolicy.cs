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
public sealed record EvaluateSodPolicy(Guid RunId, Guid OrganizationId, Guid PolicyId) : IRequest<SodRunResult>;

/// <summary>A run's result, as it stands in the ledger.</summary>
/// <param name="Violations">How many identities violate.</param>
/// <param name="New">How many of them did not in the evaluation before.</param>
/// <param name="Resolved">How many did in the evaluation before and do not now.</param>
/// <param name="Sample">The first 20, ordered by identity id.</param>
public sealed record SodRunResult(int Violations, int New, int Resolved, IReadOnlyList<Violation> Sample)
{
    public const int MaxSample = 20;
}

/// <remarks>
/// Throws NotFoundException where the policy is gone, and UnevaluablePolicyException, whose message is the reason, for a GENERAL one.
/// </remarks>
internal sealed class EvaluateSodPolicyHandler(ISchedulesDb db, IAccessReader access, TimeProvider clock) : IRequestHandler<EvaluateSodPolicy, SodRunResult>
{
    public async Task<SodRunResult> Handle(EvaluateSodPolicy request, CancellationToken cancellationToken)
    {
        var policy = await db.SodPolicies.AsNoTracking()
            .GetAsync(request.OrganizationId, request.PolicyId.ToString(), cancellationToken);
        var violations = await FindAsync(SodEvaluation.Of(policy), request.OrganizationId, cancellationToken);
        var before = await ViolatorsBeforeAsync(request, cancellationToken);
        db.SodEvaluations.Add(new(request.RunId, request.PolicyId, clock.Now()));
        db.SodViolations.AddRange(violations.Select(violation => new SodViolation(request.RunId, request.PolicyId, violation)));
        var changes = ViolationChanges.Between(before, [.. violations.Select(violation => violation.IdentityId)]);
        return new(violations.Count, changes.New, changes.Resolved, [.. violations.Take(SodRunResult.MaxSample)]);
    }

    // Identities stream through: only the violators stay in memory.
    private async Task<List<Violation>> FindAsync(SodEvaluation evaluation, Guid organizationId, CancellationToken cancellationToken)
    {
        var violations = new List<Violation>();
        await using var snapshot = await access.Open(organizationId, cancellationToken);
        await foreach (var identity in snapshot.Identities(cancellationToken))
        {
            if (evaluation.Check(identity) is { } violation)
                violations.Add(violation);
        }

        return violations;
    }

    private async Task<List<string>> ViolatorsBeforeAsync(EvaluateSodPolicy request, CancellationToken cancellationToken)
    {
        var before = await db.SodEvaluations
            .Where(evaluation => evaluation.PolicyId == request.PolicyId && evaluation.RunId != request.RunId)
            .OrderByDescending(evaluation => evaluation.EvaluatedAt).ThenByDescending(evaluation => evaluation.RunId)
            .Select(evaluation => (Guid?)evaluation.RunId)
            .FirstOrDefaultAsync(cancellationToken);
        return await db.SodViolations
            .Where(violation => violation.RunId == before)
            .Select(violation => violation.IdentityId)
            .ToListAsync(cancellationToken);
    }
}
