using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace Schedules.Benchmarks;

/// <summary>The peer: a trigger a schedule in Quartz's ADO.NET store on PostgreSQL, clustered, with batches as large as it is advised to take them.</summary>
internal static class QuartzStore
{
    private const int Threads = 10;
    private static int _fired;

    private static int Triggers => Size.Of(5000);

    /// <returns>Firings a second of triggers that are due at one instant.</returns>
    public static async Task<double> Firings()
    {
        await using var database = await BenchmarkDatabase.PostgreSql();
        await using var services = Build(database.ConnectionString);
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.AddJob(JobBuilder.Create<CountJob>().WithIdentity("count").StoreDurably().Build());
        for (var i = 0; i < Triggers; i++)
            await scheduler.ScheduleJob(TriggerBuilder.Create().WithIdentity($"{i}").ForJob("count").StartNow().Build());
        var watch = Stopwatch.StartNew();
        await scheduler.Start();
        while (Volatile.Read(ref _fired) < Triggers && watch.Elapsed < TimeSpan.FromMinutes(3))
            await Task.Delay(20);
        var rate = _fired / watch.Elapsed.TotalSeconds;
        await scheduler.Shutdown();
        Console.WriteLine($"Quartz's store on PostgreSQL: {_fired:N0} firings in {watch.Elapsed.TotalSeconds:F2} s: {rate:N0}/s");
        return rate;
    }

    private static ServiceProvider Build(string connectionString)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddQuartz(quartz =>
        {
            quartz.UseDefaultThreadPool(Threads);
            quartz.ConfigureScheduler(scheduler => scheduler.MaxBatchSize = Threads);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(NpgsqlFactory.Instance, connectionString);
                store.UseClustering();
                store.ProvisionSchema();
            });
        });
        return services.BuildServiceProvider();
    }

    private sealed class CountJob : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _fired);
            return ValueTask.CompletedTask;
        }
    }
}
