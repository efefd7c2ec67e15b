using System.Text.Json;
using MediatR;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Application.Sod.Mails;
using Schedules.Application.Sod.Reports;
using Schedules.Application.Trackers;
using Schedules.Domain.Sod;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>Makes the check of a run's target.</summary>
/// <remarks>The check adds what it found to the unit of work and saves nothing: the executor saves findings and outcome as one.</remarks>
public static class RunTarget
{
    public static async Task<RunOutcome> Check(this IMediator mediator, Run run, CancellationToken cancellationToken)
    {
        try
        {
            return run.TargetType switch
            {
                TargetType.TrackerScan => await mediator.Send(new ScanTrackers(run.Id, run.OrganizationId, run.TargetId, ScanRequest.Of(run)), cancellationToken),
                TargetType.SodPolicy when run.Target == ReportReferences.AllPolicies(run.OrganizationId) => Found(
                    await mediator.Send(new EvaluateSodPolicies(run.Id, run.OrganizationId, PolicyIds(run)), cancellationToken)),
                TargetType.SodPolicy => await Evaluate(mediator, run, cancellationToken),
            };
        }
        catch (Exception exception) when (exception is NotFoundException or UnevaluablePolicyException or BrowserUnavailableException)
        {
            // Known, and the same at the next attempt: that is an outcome.
            return RunOutcome.Failed(exception.Message);
        }
    }

    private static async Task<RunOutcome> Evaluate(IMediator mediator, Run run, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(
            new EvaluateSodPolicy(run.Id, run.OrganizationId, run.TargetId, IsReport: run.ScheduleId is null), cancellationToken);
        await mediator.Send(new QueueMails(run, result.Violations), cancellationToken);
        return Found(result);
    }

    private static RunOutcome Found(SodRunResult result) =>
        new(true, TooMany(result.Violations), JsonSerializer.Serialize(result, JsonSerializerOptions.Web));

    private static RunOutcome Found(SodPoliciesRunResult result)
    {
        var unevaluated = result.Unevaluated.Count == 0
            ? null
            : $"partial: the query of {result.Unevaluated.Count} policies is not understood, the first of them {result.Unevaluated[0]}";
        return new(true, TooMany(result.Violations) ?? unevaluated, JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
    }

    private static string? TooMany(int violations) => violations <= ReportReferences.MaxViolations
        ? null
        : $"partial: {violations} violations; the report lists none, for it ends at {ReportReferences.MaxViolations}";

    private static List<Guid>? PolicyIds(Run run) => run.Parameters is null ? null : JsonSerializer.Deserialize<List<Guid>>(run.Parameters);
}
