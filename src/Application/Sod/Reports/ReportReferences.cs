using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Sod.Reports;

/// <summary>A violation report, and how far it is.</summary>
/// <param name="Type">REPORT_RESULT.</param>
/// <param name="Id">The id of the run that makes it; by it the report is downloaded.</param>
/// <param name="Name">The policy's name, or "Multi Query Report".</param>
/// <param name="Status">
/// PENDING; SUCCESS; WARNING: made, but there are more violations than it lists, or a policy could not be evaluated; ERROR; TERMINATED: cancelled.
/// </param>
public sealed record ReportResultReference(string Type, Guid Id, string Name, string Status);

/// <summary>Runs as reports.</summary>
public static class ReportReferences
{
    /// <summary>More violations than these are not listed.</summary>
    public const int MaxViolations = 5000;

    /// <summary>The target of the report of all policies: the organization.</summary>
    public static Target AllPolicies(Guid organizationId) => new(TargetType.SodPolicy, organizationId);

    public static string StatusOf(Run run) => run.Status switch
    {
        RunStatus.Queued or RunStatus.Running => "PENDING",
        RunStatus.Succeeded => run.Code == ReasonCode.Partial ? "WARNING" : "SUCCESS",
        RunStatus.Failed => "ERROR",
        RunStatus.Skipped or RunStatus.Missed or RunStatus.Cancelled => "TERMINATED",
    };

    /// <summary>The run of a report.</summary>
    /// <param name="db">The database.</param>
    /// <param name="organizationId">Whose it must be.</param>
    /// <param name="id">A UUID with dashes or without; anything else names no report.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="NotFoundException">There is none.</exception>
    internal static async Task<Run> GetReport(this ISchedulesDb db, Guid organizationId, string id, CancellationToken cancellationToken) =>
        await db.FindReport(organizationId, id, cancellationToken) ?? throw new NotFoundException("Report", id);

    internal static async Task<Run?> FindReport(this ISchedulesDb db, Guid organizationId, string id, CancellationToken cancellationToken) =>
        SodPolicies.ParseId(id) is { } guid
            ? await db.Runs.AsNoTracking().SingleOrDefaultAsync(
                run => run.Id == guid && run.OrganizationId == organizationId && run.TargetType == TargetType.SodPolicy, cancellationToken)
            : null;

    /// <summary>The report of a target that was asked for, or due, last; null where none was made or is to be.</summary>
    internal static Task<Run?> LatestReport(this ISchedulesDb db, Guid organizationId, Target target, CancellationToken cancellationToken) => db.Runs.AsNoTracking()
        .Where(run => run.TargetId == target.Id && run.TargetType == target.Type && run.OrganizationId == organizationId)
        .Where(run => run.Status != RunStatus.Skipped && run.Status != RunStatus.Missed)
        .OrderByDescending(run => run.At).ThenByDescending(run => run.Id).FirstOrDefaultAsync(cancellationToken);

    internal static async Task<ReportResultReference> Refer(this ISchedulesDb db, Run run, CancellationToken cancellationToken)
    {
        var names = await TargetNames.Load(db, [run.Target], cancellationToken);
        var name = names.Show(run.Target).Name ?? await db.NameThen(run, cancellationToken);
        return new("REPORT_RESULT", run.Id, name ?? "", StatusOf(run));
    }

    // Of a policy that was deleted for good, the name stands in what was found.
    private static async Task<string?> NameThen(this ISchedulesDb db, Run run, CancellationToken cancellationToken)
    {
        var evaluation = await db.SodEvaluations.AsNoTracking()
            .SingleOrDefaultAsync(evaluation => evaluation.RunId == run.Id && evaluation.PolicyId == run.TargetId, cancellationToken);
        return evaluation?.Policy.Name;
    }
}
