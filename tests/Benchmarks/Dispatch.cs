using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Schedules;

namespace Schedules.Benchmarks;

/// <summary>100,000 schedules due at one instant: occurrences per second until all stand in the ledger.</summary>
internal static class Dispatch
{
    private const int Rounds = 3;

    /// <summary>Goal: 20,000 a second.</summary>
    public static async Task OnSqlite()
    {
        for (var round = 1; round <= Rounds; round++)
            await Measure($"dispatch on SQLite, round {round}, goal 20,000/s", BenchmarkDatabase.Sqlite());
    }

    /// <summary>Beside a trigger a schedule in Quartz's own store, on the same server. Goals: 10,000 a second, and 20 times the peer.</summary>
    public static async Task OnPostgreSql()
    {
        var ours = 0.0;
        for (var round = 1; round <= Rounds; round++)
            ours = Math.Max(ours, await Measure($"dispatch on PostgreSQL, round {round}, goal 10,000/s", await BenchmarkDatabase.PostgreSql()));
        var theirs = await QuartzStore.Firings();
        Console.WriteLine($"dispatch on PostgreSQL, best round beside a Quartz trigger a schedule: {ours / theirs:F0} times as fast (goal 20)");
    }

    private static async Task<double> Measure(string name, BenchmarkDatabase database)
    {
        await using var many = await ManySchedules.Create(database);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await many.Send(new DispatchDueSchedules());
        watch.Stop();
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        var runs = await many.In(db => db.Runs.CountAsync());
        var rate = runs / watch.Elapsed.TotalSeconds;
        Console.WriteLine($"{name}: {runs:N0} occurrences in {watch.Elapsed.TotalSeconds:F2} s: {rate:N0}/s, {cpu.TotalSeconds:F2} s of this process's processor time");
        return rate;
    }
}
