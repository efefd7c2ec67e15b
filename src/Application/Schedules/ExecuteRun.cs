using MediatR;
using Schedules.Application.Common;

namespace Schedules.Application.Schedules;

/// <summary>Takes one queued run, makes its check under a lease, and records the outcome together with what the check found.</summary>
/// <param name="RunId">The run.</param>
/// <returns>False where the run was not to be had: somebody else took it first.</returns>
public sealed record ExecuteRun(Guid RunId) : IRequest<bool>;

public sealed class ExecuteRunHandler(ILedger ledger, RunExecutor executor) : IRequestHandler<ExecuteRun, bool>
{
    public async Task<bool> Handle(ExecuteRun request, CancellationToken cancellationToken)
    {
        var now = await ledger.Now(cancellationToken);
        if (await ledger.Claim(request.RunId, executor.Claim(now), cancellationToken) is not { } run)
            return false;
        await executor.Execute([run], cancellationToken);
        return true;
    }
}
