using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Quartz;
using Schedules.Application.Access;
using Schedules.Application.Schedules;
using Schedules.Application.Sod;
using Schedules.Application.Sod.Mails;
using Schedules.Domain.Schedules;

namespace Schedules.Infrastructure.JobEngine;

/// <summary>The tick: what is due goes into the ledger.</summary>
[DisallowConcurrentExecution]
public sealed class DispatchJob(IMediator mediator, DatabaseWatch watch) : IJob
{
    public const string Name = "dispatch";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await watch.Do(context, () => mediator.Send(new DispatchDueSchedules(), cancellationToken));
}

/// <summary>Looks for runs and imports that nobody works on any more.</summary>
[DisallowConcurrentExecution]
public sealed class RecoverJob(IMediator mediator, DatabaseWatch watch) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await watch.Do(context, async () =>
    {
        await mediator.Send(new RecoverRuns(), cancellationToken);
        await mediator.Send(new RecoverImports(), cancellationToken);
    });
}

/// <summary>The heartbeat: this process keeps the runs that it works on.</summary>
[DisallowConcurrentExecution]
public sealed class RenewJob(IMediator mediator, DatabaseWatch watch) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await watch.Do(context, () => mediator.Send(new RenewLeases(), cancellationToken));
}

/// <summary>Deletes what organizations do not keep.</summary>
[DisallowConcurrentExecution]
public sealed class RetentionJob(IMediator mediator, DatabaseWatch watch) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await watch.Do(context, () => mediator.Send(new DeleteOldRuns(), cancellationToken));
}

/// <summary>Sends the mails that are due, until none is left.</summary>
[DisallowConcurrentExecution]
public sealed class MailJob(IServiceScopeFactory scopes, DatabaseWatch watch) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await watch.Do(context, () => SendAll(cancellationToken));

    private async Task SendAll(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && await SendNext(cancellationToken) > 0)
        {
        }
    }

    private async Task<int> SendNext(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new SendMails(), cancellationToken);
    }
}

/// <summary>A worker: takes queued runs of one kind of target, until none is left.</summary>
public sealed class WorkJob(
    IServiceScopeFactory scopes, WorkerCount workers, DatabaseWatch watch, TimeProvider clock, IOptions<JobEngineOptions> options) : IJob
{
    /// <summary>A worker takes more at a time, up to this, while that takes it next to no time.</summary>
    private const int Most = 256;

    private static readonly TimeSpan _quick = TimeSpan.FromMilliseconds(500);

    public static JobKey Key(TargetType type) => new($"work-{type}");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var type = Enum.GetValues<TargetType>().Single(type => Key(type).Equals(context.JobDetail.Key));
        if (!workers.TryEnter(type, options.Value.WorkersOf(type)))
            return;
        try
        {
            await watch.Do(context, () => Work(type, cancellationToken));
        }
        finally
        {
            workers.Leave(type);
        }
    }

    private async Task Work(TargetType type, CancellationToken cancellationToken)
    {
        var limit = 1;
        while (true)
        {
            var start = clock.GetTimestamp();
            if (await ExecuteNext(type, limit, cancellationToken) == 0)
                return;
            cancellationToken.ThrowIfCancellationRequested();
            limit = clock.GetElapsedTime(start) < _quick ? Math.Min(limit * 2, Most) : Math.Max(limit / 2, 1);
        }
    }

    private async Task<int> ExecuteNext(TargetType type, int limit, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ExecuteQueuedRuns(type, limit), cancellationToken);
    }
}
