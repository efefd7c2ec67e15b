namespace Schedules.Domain.Sod;

/// <summary>A violation beside the evaluation before and the exceptions in force.</summary>
/// <param name="Violation">Who violates.</param>
/// <param name="IsNew">It counts, and did not count before.</param>
/// <param name="ExceptionId">What covers it; null where it counts.</param>
public sealed record ComparedViolation(Violation Violation, bool IsNew, Guid? ExceptionId);

/// <summary>What was found of a policy, held against what was found before. An exception takes a violation out of the count, and its end makes it new.</summary>
public sealed class ViolationComparison
{
    private readonly IReadOnlyList<Violation> _found;
    private readonly IReadOnlySet<string> _before;
    private readonly ILookup<string, SodException> _exceptions;

    /// <param name="found">Violations of one policy, an identity at most once.</param>
    /// <param name="before">Identity ids of the violations that counted in the evaluation before.</param>
    /// <param name="exceptions">The policy's exceptions that are in force.</param>
    public ViolationComparison(IReadOnlyList<Violation> found, IReadOnlySet<string> before, IReadOnlyList<SodException> exceptions)
    {
        (_found, _before) = (found, before);
        _exceptions = exceptions.ToLookup(exception => exception.IdentityId, StringComparer.Ordinal);
        Counts = Count();
    }

    public ViolationCounts Counts { get; }

    /// <summary>Made anew whenever it is enumerated.</summary>
    public IEnumerable<ComparedViolation> Compared => _found.Select(Compare);

    /// <summary>Those without an exception.</summary>
    public IEnumerable<Violation> Counted => Compared.Where(item => item.ExceptionId is null).Select(item => item.Violation);

    private ComparedViolation Compare(Violation violation)
    {
        var exception = _exceptions[violation.IdentityId].FirstOrDefault(exception => exception.Covers(violation));
        return new(violation, exception is null && !_before.Contains(violation.IdentityId), exception?.Id);
    }

    private ViolationCounts Count()
    {
        var (violations, added, stayed) = (0, 0, 0);
        foreach (var item in Compared)
        {
            violations += item.ExceptionId is null ? 1 : 0;
            added += item.IsNew ? 1 : 0;
            stayed += _before.Contains(item.Violation.IdentityId) ? 1 : 0;
        }

        return new(violations, added, _before.Count - stayed, _found.Count - violations);
    }
}
