using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Schedules.Application.Common;
using Schedules.Application.Schedules;

namespace Schedules.Infrastructure.JobEngine;

/// <summary>Three timers on Quartz: dispatch, recover, work.</summary>
public static class QuartzRegistration
{
    public static IServiceCollection AddQuartzJobEngine(this IServiceCollection services, IConfiguration configuration)
    {
        var workers = configuration.GetSection("JobEngine").Get<JobEngineOptions>() ?? new JobEngineOptions();
        var dispatch = configuration.GetSection("Dispatch").Get<DispatchOptions>() ?? new DispatchOptions();
        var runs = configuration.GetSection("Runs").Get<RunOptions>() ?? new RunOptions();

        // Quartz's timers run on the machine's clock, and keep up with the product's.
        var tick = dispatch.Interval / AdjustedClock.SpeedOf(configuration);
        services.AddSingleton<WorkerCount>();
        services.AddSingleton<IJobEngine, QuartzJobEngine>();
        services.AddQuartz(quartz =>
        {
#pragma warning disable RS0030 // The engine's ticks are the machine's; what is due is asked of the product's clock.
            quartz.UseTimeProvider(TimeProvider.System);
#pragma warning restore RS0030
            quartz.UseDefaultThreadPool(workers.Workers + Timers);
            quartz.AddTimer<DispatchJob>("dispatch", tick);
            quartz.AddTimer<RecoverJob>("recover", runs.Lease / 4);
            quartz.AddTimer<WorkJob>(WorkJob.Key.Name, tick);
            // A stop tells the runs, which are given back at once; unheard, they would be waited for, and then be lost.
            quartz.ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always);
            quartz.AddTimer<DispatchJob>("dispatch", dispatch.Interval / clockSpeed);
            quartz.AddTimer<RecoverJob>("recover", runs.Lease / 4 / clockSpeed);
            quartz.AddTimer<WorkJob>(WorkJob.Key.Name, dispatch.Interval / clockSpeed);
        });
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    /// <summary>A thread for each timer beside the workers: a tick never waits for a scan to end.</summary>
    private const int Timers = 3;

    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(20);

    private static void AddTimer<TJob>(this IQuartzBuilder quartz, string name, TimeSpan interval)
        where TJob : IJob
    {
        var pause = interval < _shortest ? _shortest : interval;
        quartz.AddJob<TJob>(job => job.WithIdentity(name).StoreDurably());
        quartz.AddTrigger(trigger => trigger.ForJob(name).StartNow()
            .WithSimpleSchedule(schedule => schedule.WithInterval(pause).RepeatForever()));
    }
}
