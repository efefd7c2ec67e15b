using Schedules.Domain.Schedules;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod.Reports;

/// <summary>What a report is made of; its rows are read while it is written.</summary>
/// <param name="Run">The run, which succeeded.</param>
/// <param name="Name">The policy's name, or that of the report of many.</param>
/// <param name="Evaluations">A line a policy, ordered by name.</param>
/// <param name="Columns">Of the CSV, from left to right.</param>
public sealed record ReportContents(Run Run, string Name, IReadOnlyList<PolicyEvaluation> Evaluations, IReadOnlyList<ReportColumn> Columns)
{
    public int Violations => Evaluations.Sum(evaluation => evaluation.Violations);

    public int New => Evaluations.Sum(evaluation => evaluation.New);

    public int Resolved => Evaluations.Sum(evaluation => evaluation.Resolved);

    public int Excepted => Evaluations.Sum(evaluation => evaluation.Excepted);

    /// <summary>What stands in place of the rows; null where they are listed.</summary>
    public string? ViolationLimit => Limit(Violations, "violations");

    /// <summary>As <see cref="ViolationLimit"/>, of those with an exception.</summary>
    public string? ExceptionLimit => Limit(Excepted, "violations with an exception");

    private static string? Limit(int count, string what) => count <= ReportReferences.MaxViolations
        ? null
        : FormattableString.Invariant($"Limit exceeded: there are {count:N0} {what}, and a report lists at most {ReportReferences.MaxViolations:N0}.");
}

/// <summary>A violation in a report.</summary>
/// <param name="Evaluation">Of its policy.</param>
/// <param name="Violation">Who, and by what.</param>
/// <param name="Exception">What covers it; null where it counts.</param>
public sealed record ReportRow(PolicyEvaluation Evaluation, SodViolation Violation, SodException? Exception);
