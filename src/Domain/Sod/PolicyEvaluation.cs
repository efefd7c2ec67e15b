using NodaTime;

namespace Schedules.Domain.Sod;

/// <summary>That a run evaluated a policy: what the next run compares itself with, even where nobody violated.</summary>
public sealed class PolicyEvaluation(Guid runId, Guid policyId, Instant evaluatedAt)
{
    public Guid RunId { get; private set; } = runId;

    public Guid PolicyId { get; private set; } = policyId;

    public Instant EvaluatedAt { get; private set; } = evaluatedAt;
}

/// <summary>A violation that a run found, as it stays in the books.</summary>
public sealed class SodViolation
{
    public SodViolation(Guid runId, Guid policyId, Violation violation)
        : this(runId, policyId, violation.IdentityId, violation.Name, violation.Left, violation.Right)
    {
    }

    private SodViolation(
        Guid runId,
        Guid policyId,
        string identityId,
        string identityName,
        IReadOnlyList<EntitlementRef> left,
        IReadOnlyList<EntitlementRef> right)
    {
        (RunId, PolicyId, IdentityId, IdentityName) = (runId, policyId, identityId, identityName);
        (Left, Right) = (left, right);
    }

    public Guid RunId { get; private set; }

    public Guid PolicyId { get; private set; }

    public string IdentityId { get; private set; }

    public string IdentityName { get; private set; }

    public IReadOnlyList<EntitlementRef> Left { get; private set; }

    public IReadOnlyList<EntitlementRef> Right { get; private set; }
}
