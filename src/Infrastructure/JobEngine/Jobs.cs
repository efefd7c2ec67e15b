using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Quartz;
using Schedules.Application.Schedules;

namespace Schedules.Infrastructure.JobEngine;

/// <summary>The tick: what is due goes into the ledger.</summary>
[DisallowConcurrentExecution]
public sealed class DispatchJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await mediator.Send(new DispatchDueSchedules(), cancellationToken);
}

/// <summary>Looks for runs that nobody works on any more.</summary>
[DisallowConcurrentExecution]
public sealed class RecoverJob(IMediator mediator) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await mediator.Send(new RecoverRuns(), cancellationToken);
}

/// <summary>A worker: takes queued runs, one after another, until none is left.</summary>
public sealed class WorkJob(IServiceScopeFactory scopes, WorkerCount workers, IOptions<JobEngineOptions> options) : IJob
{
    public static readonly JobKey Key = new("work");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (!workers.TryEnter(options.Value.Workers))
            return;
        try
        {
            var owner = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
            while (await ExecuteNext(owner, cancellationToken))
                cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            workers.Leave();
        }
    }

    private async Task<bool> ExecuteNext(string owner, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        if (await mediator.Send(new FindQueuedRun(), cancellationToken) is not { } runId)
            return false;
        await mediator.Send(new ExecuteRun(runId, owner), cancellationToken);
        return true;
    }
}
