using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;

namespace Schedules.Infrastructure.JobEngine;

/// <summary>Timers on Quartz: dispatch, renew, recover, retention, mail, and a worker for each kind of target.</summary>
public static class QuartzRegistration
{
    public static IServiceCollection AddQuartzJobEngine(this IServiceCollection services, IConfiguration configuration)
    {
        var workers = configuration.GetSection("JobEngine").Get<JobEngineOptions>() ?? new JobEngineOptions();
        var dispatch = configuration.GetSection("Dispatch").Get<DispatchOptions>() ?? new DispatchOptions();
        var runs = configuration.GetSection("Runs").Get<RunOptions>() ?? new RunOptions();

        // Where the product's clock runs fast, the ticks that read it keep up.
        var tick = Longer(dispatch.Interval / AdjustedClock.SpeedOf(configuration), _shortest);
        services.AddSingleton<WorkerCount>();
        services.AddSingleton<DatabaseWatch>();
        services.AddSingleton<IJobEngine, QuartzJobEngine>();
        services.AddQuartz(SchedulerName, quartz =>
        {
#pragma warning disable RS0030 // The engine's ticks are the machine's. A name keeps this clock the engine's: unnamed, it would become the container's.
            quartz.UseTimeProvider(TimeProvider.System);
#pragma warning restore RS0030
            quartz.UseDefaultThreadPool(Enum.GetValues<TargetType>().Sum(workers.WorkersOf) + Timers);
            quartz.AddTimer<DispatchJob>(DispatchJob.Name, tick);
            quartz.AddTimer<RenewJob>("renew", runs.Lease / 3);
            quartz.AddTimer<RecoverJob>("recover", runs.Lease / 4);
            quartz.AddTimer<RetentionJob>("retention", TimeSpan.FromHours(1));
            if (workers.Workers > 0)
                quartz.AddTimer<MailJob>("mail", tick);
            foreach (var type in Enum.GetValues<TargetType>())
                quartz.AddTimer<WorkJob>(WorkJob.Key(type).Name, tick);
            // A stop tells the runs, which are given back at once; unheard, they would be waited for, and then be lost.
            quartz.ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always);
        });
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    public const string SchedulerName = "schedules";

    /// <summary>A thread for each timer beside the workers: a tick never waits for a scan to end.</summary>
    private const int Timers = 7;

    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(20);

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static void AddTimer<TJob>(this IQuartzBuilder quartz, string name, TimeSpan interval)
        where TJob : IJob
    {
        quartz.AddJob<TJob>(job => job.WithIdentity(name).StoreDurably());
        quartz.AddTrigger(trigger => trigger.ForJob(name).StartNow()
            .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever()));
    }
}
