using MediatR;
using Schedules.Application.Sod;
using Schedules.Application.Trackers;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>The command that makes the check of a kind of target.</summary>
/// <remarks>It adds what it found to the unit of work and saves nothing: the executor saves findings and outcome as one.</remarks>
public static class RunTarget
{
    public static IRequest<RunOutcome> Command(Run run) => run.TargetType switch
    {
        TargetType.TrackerScan => new ScanTrackers(run.Id, run.OrganizationId, run.TargetId),
        TargetType.SodPolicy => new EvaluateSodPolicy(run.Id, run.OrganizationId, run.TargetId),
    };
}
