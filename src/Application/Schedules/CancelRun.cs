using MediatR;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>Ends a run that is queued or going. Its check is told to stop: at once in this process, at the next beat in another.</summary>
/// <exception cref="ConflictException">The run has ended.</exception>
public sealed record CancelRun(Guid Id) : IRequest<RunDto>;

public sealed class CancelRunHandler(ISchedulesDb db, ILedger ledger, ICurrentUser user, HeldRuns held) : IRequestHandler<CancelRun, RunDto>
{
    public async Task<RunDto> Handle(CancelRun request, CancellationToken cancellationToken)
    {
        // Anew where a worker took the run, or gave it back, between the look and the write: it may be cancelled still.
        Run? run;
        do
            run = await Cancel(await db.Runs.GetAsync(user.OrganizationId, request.Id, cancellationToken), cancellationToken);
        while (run is null);
        return RunDtos.Of(run, await TargetNames.Load(db, [run.Target], cancellationToken));
    }

    /// <returns>Null where the run is not as it was read any more.</returns>
    private async Task<Run?> Cancel(Run run, CancellationToken cancellationToken)
    {
        if (!run.IsOpen)
            throw new ConflictException($"The run has ended: it is {RunDtos.Camel(run.Status)}. Only what is queued or running can be cancelled.");
        FencingToken? execution = run.Status == RunStatus.Running ? run.Token : null;
        run.Cancel(user.Id, await ledger.Now(cancellationToken));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (ConflictException)
        {
            db.DiscardChanges();
            return null;
        }

        if (execution is { } token)
            held.Lose(token);
        return run;
    }
}
