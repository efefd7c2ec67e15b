using System.Text.Json;
using MediatR;
using Schedules.Application.Common;
using Schedules.Application.Sod;
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
                TargetType.TrackerScan => await mediator.Send(new ScanTrackers(run.Id, run.OrganizationId, run.TargetId), cancellationToken),
                TargetType.SodPolicy => Found(
                    await mediator.Send(new EvaluateSodPolicy(run.Id, run.OrganizationId, run.TargetId), cancellationToken)),
            };
        }
        catch (Exception exception) when (exception is NotFoundException or UnevaluablePolicyException or BrowserUnavailableException)
        {
            // Known, and the same at the next attempt: that is an outcome.
            return RunOutcome.Failed(exception.Message);
        }
    }

    private static RunOutcome Found(SodRunResult result) =>
        new(true, null, JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
}
