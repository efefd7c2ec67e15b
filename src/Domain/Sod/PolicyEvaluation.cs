using NodaTime;

namespace Schedules.Domain.Sod;

/// <summary>That a run evaluated a policy, and what it came to: what the next run compares itself with, even where nobody violated.</summary>
public sealed class PolicyEvaluation
{
    /// <param name="runId">The run.</param>
    /// <param name="policyId">The policy.</param>
    /// <param name="policy">The policy as it was then.</param>
    /// <param name="counts">What was found.</param>
    /// <param name="comparedWith">The run whose evaluation of the policy was the one before; null where there was none.</param>
    /// <param name="isReport">Whether somebody asked for it beside the policy's schedule.</param>
    /// <param name="evaluatedAt">When.</param>
    public PolicyEvaluation(
        Guid runId, Guid policyId, EvaluatedPolicy policy, ViolationCounts counts, Guid? comparedWith, bool isReport, Instant evaluatedAt)
        : this(runId, policyId, evaluatedAt)
    {
        (Policy, ComparedWith, IsReport) = (policy, comparedWith, isReport);
        (Violations, New, Resolved, Excepted) = (counts.Violations, counts.New, counts.Resolved, counts.Excepted);
    }

    private PolicyEvaluation(Guid runId, Guid policyId, Instant evaluatedAt) =>
        (RunId, PolicyId, EvaluatedAt, Policy) = (runId, policyId, evaluatedAt, null!);

    public Guid RunId { get; private set; }

    public Guid PolicyId { get; private set; }

    public Instant EvaluatedAt { get; private set; }

    /// <summary>The policy as it was when it was evaluated: later changes do not rewrite the report.</summary>
    public EvaluatedPolicy Policy { get; private set; }

    /// <summary>How many identities violated; those with an exception are not among them.</summary>
    public int Violations { get; private set; }

    /// <summary>How many of them did not in the evaluation before.</summary>
    public int New { get; private set; }

    /// <summary>How many did in the evaluation before and do not now, with an exception or without.</summary>
    public int Resolved { get; private set; }

    /// <summary>How many would violate, had they no exception.</summary>
    public int Excepted { get; private set; }

    public Guid? ComparedWith { get; private set; }

    /// <summary>Somebody asked for it beside the schedule: the schedule's next run does not compare itself with it, for nobody was told.</summary>
    public bool IsReport { get; private set; }
}

/// <summary>A violation that a run found, as it stays in the books.</summary>
public sealed class SodViolation
{
    /// <param name="runId">The run.</param>
    /// <param name="policyId">The policy.</param>
    /// <param name="violation">Who violates, and by what.</param>
    /// <param name="isNew">Whether he did not in the evaluation before.</param>
    /// <param name="exceptionId">The exception that covers it; null where it counts.</param>
    public SodViolation(Guid runId, Guid policyId, Violation violation, bool isNew, Guid? exceptionId)
        : this(runId, policyId, violation.IdentityId, violation.Name, violation.Left, violation.Right)
    {
        (IdentityEmail, IsNew, ExceptionId) = (violation.Email, isNew, exceptionId);
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

    public string? IdentityEmail { get; private set; }

    /// <summary>What is held of the left side; of a GENERAL policy, what makes the first part of its query true.</summary>
    public IReadOnlyList<EntitlementRef> Left { get; private set; }

    /// <summary>What is held of the right side; of a GENERAL policy, what makes the other parts true.</summary>
    public IReadOnlyList<EntitlementRef> Right { get; private set; }

    /// <summary>Not among the violations of the evaluation before. Never so where an exception covers it.</summary>
    public bool IsNew { get; private set; }

    /// <summary>The exception that covers it: it is listed apart, does not count, and nobody is told of it.</summary>
    public Guid? ExceptionId { get; private set; }
}
