using MediatR;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>Takes the runs of a kind whose turn it is, and executes one after another.</summary>
/// <param name="Type">The kind of target.</param>
/// <param name="Limit">The most runs to take. More than one is for checks that take next to no time: a slow one has the others given back.</param>
/// <returns>How many there were.</returns>
public sealed record ExecuteQueuedRuns(TargetType Type, int Limit) : IRequest<int>;

public sealed class ExecuteQueuedRunsHandler(ILedger ledger, RunExecutor executor) : IRequestHandler<ExecuteQueuedRuns, int>
{
    public async Task<int> Handle(ExecuteQueuedRuns request, CancellationToken cancellationToken)
    {
        var now = await ledger.Now(cancellationToken);
        var runs = await ledger.Claim(request.Type, now, request.Limit, executor.Claim(now), cancellationToken);
        await executor.Execute(runs, cancellationToken);
        return runs.Count;
    }
}
