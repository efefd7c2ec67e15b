using Schedules.Application.Common;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod.Reports;

/// <summary>A column of the CSV.</summary>
/// <param name="Name">Its header.</param>
/// <param name="Value">What a row has in it.</param>
/// <param name="IsRequired">No organization can leave it out.</param>
public sealed record ReportColumn(string Name, Func<ReportRow, string?> Value, bool IsRequired = false);

/// <summary>The columns that there are: of the policy as the governance API documents them, then of the violator and of the conflict.</summary>
public static class ReportColumns
{
    /// <summary>In the order of a report whose organization has not said anything else.</summary>
    public static IReadOnlyList<ReportColumn> All { get; } =
    [
        new("SOD Business Name", row => row.Evaluation.Policy.Name, IsRequired: true),
        new("SOD Description", row => row.Evaluation.Policy.Description),
        new("SOD Policy Owner Display Name", row => row.Evaluation.Policy.Owner?.Name),
        new("SOD Policy Owner IDN Unique ID", row => row.Evaluation.Policy.Owner?.Id),
        new("SOD Policy Owner Email", row => row.Evaluation.Policy.Owner?.Email),
        new("SOD Tags", row => string.Join(", ", row.Evaluation.Policy.Tags)),
        new("SOD External Reference", row => row.Evaluation.Policy.ExternalPolicyReference),
        new("SOD Policy Implementation", row => row.Evaluation.Policy.PolicyQuery),
        new("SOD Mitigating Controls", row => row.Evaluation.Policy.CompensatingControls),
        new("SOD Correction Advice", row => row.Evaluation.Policy.CorrectionAdvice),
        new("SOD Policy Created Date", row => row.Evaluation.Policy.Created),
        new("SOD Policy Creator IDN Unique ID", row => row.Evaluation.Policy.Creator?.Id),
        new("SOD Policy Creator Display Name", row => row.Evaluation.Policy.Creator?.Name),
        new("SOD Policy Creator Email", row => row.Evaluation.Policy.Creator?.Email),
        new("Violator Display Name", row => row.Violation.IdentityName, IsRequired: true),
        new("Violator IDN Unique ID", row => row.Violation.IdentityId, IsRequired: true),
        new("Violator Email", row => row.Violation.IdentityEmail),
        new("Left Criteria Name", row => row.Evaluation.Policy.LeftName),
        new("Left Conflicting Access", row => Listed(row.Violation.Left), IsRequired: true),
        new("Right Criteria Name", row => row.Evaluation.Policy.RightName),
        new("Right Conflicting Access", row => Listed(row.Violation.Right), IsRequired: true),
        new("Violation Status", row => StatusOf(row.Violation)),
        new("Violation Evaluated Date", row => row.Evaluation.EvaluatedAt.ToIsoMilliseconds()),
    ];

    /// <summary>What the list of those with an exception has besides.</summary>
    public static IReadOnlyList<ReportColumn> OfExceptions { get; } =
    [
        new("Exception Reason", row => row.Exception?.Reason),
        new("Exception Granted By", row => row.Exception?.GrantedBy),
        new("Exception Granted Date", row => row.Exception?.Created.ToIsoMilliseconds()),
        new("Exception End Date", row => row.Exception?.Expires.ToIsoMilliseconds()),
    ];

    /// <summary>The columns that an organization wants; all where it has not said.</summary>
    public static IReadOnlyList<ReportColumn> Of(ReportLayout? layout) => layout is null
        ? All
        : [.. layout.Columns.Select(name => All.FirstOrDefault(column => column.Name == name)).OfType<ReportColumn>()];

    /// <summary>NEW, EXISTING or EXCEPTED.</summary>
    public static string StatusOf(SodViolation violation) => violation switch
    {
        { ExceptionId: not null } => "EXCEPTED",
        { IsNew: true } => "NEW",
        _ => "EXISTING",
    };

    /// <summary>For example: Approve payments (PAY_APPROVE); POST.</summary>
    public static string Listed(IReadOnlyList<EntitlementRef> entitlements) =>
        string.Join("; ", entitlements.Select(item => item.Name is null ? item.Id : $"{item.Name} ({item.Id})"));
}
