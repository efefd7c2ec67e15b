using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;
using Schedules.Infrastructure.Persistence;

namespace Schedules.Benchmarks;

/// <summary>Runs of a target that finds nothing, from start to recorded outcome, by 1, 2 and 4 processes on one PostgreSQL. Goal: 5,000 a second.</summary>
internal static class Execution
{
    public static async Task Run()
    {
        foreach (var processes in new[] { 1, 2, 4 })
            await Measure(processes);
    }

    /// <summary>A process that executes what is queued: started by <see cref="Run"/>, ended by the end of its input.</summary>
    public static async Task Work(string connectionString)
    {
        using var node = ManySchedules.Node(
            [new("Database:Provider", "PostgreSql"), new("ConnectionStrings:Schedules", connectionString), new("JobEngine:Scans", "0")]);
        await Warm(node.Services);
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        await node.StartAsync();
        await Console.In.ReadToEndAsync();
        await node.StopAsync();
    }

    private static async Task Measure(int count)
    {
        await using var many = await ManySchedules.Create(await BenchmarkDatabase.PostgreSql());
        await many.Send(new DispatchDueSchedules());
        // The workers' clock is the machine's: what would be due by it is not what is measured.
        await many.In(db => db.Schedules.ExecuteUpdateAsync(set => set.SetProperty(schedule => schedule.NextDueAt, (Instant?)null)));
        await many.In(db => db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE"));
        var total = await many.In(db => Light(db).CountAsync());
        var workers = Enumerable.Range(0, count).Select(_ => Start(many.Database.ConnectionString)).ToList();
        foreach (var worker in workers)
        {
            if (await worker.StandardOutput.ReadLineAsync() is null)
                throw new InvalidOperationException("A worker has ended before its work.");
        }

        var watch = Stopwatch.StartNew();
        workers.ForEach(worker => worker.StandardInput.WriteLine("go"));
        while (await many.In(db => Light(db).AnyAsync(run => run.Status == RunStatus.Queued || run.Status == RunStatus.Running)))
            await Task.Delay(20);
        var rate = total / watch.Elapsed.TotalSeconds;
        Console.WriteLine($"execution, {count} processes: {total:N0} runs in {watch.Elapsed.TotalSeconds:F2} s: {rate:N0}/s (goal 5,000/s)");
        await Task.WhenAll(workers.Select(End));
    }

    private static IQueryable<Run> Light(SchedulesDb db) => db.Runs.Where(run => run.TargetType == TargetType.SodPolicy);

    private static async Task Warm(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MediatR.IMediator>().Send(new RecoverRuns());
    }

    private static Process Start(string connectionString) => Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["work", connectionString])
    {
        RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
    })!;

    private static async Task End(Process worker)
    {
        worker.StandardInput.Close();
        await worker.WaitForExitAsync();
        worker.Dispose();
    }
}
