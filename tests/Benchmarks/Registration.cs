using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Trackers;
using Schedules.Domain.Trackers;

namespace Schedules.Benchmarks;

/// <summary>100,000 schedules set through the API's own handlers, 32 callers at once, on PostgreSQL. Goal: 2,000 a second.</summary>
internal static class Registration
{
    private const int Callers = 32;
    private const int WarmingUp = 10_000;

    public static async Task Run()
    {
        await using var many = await ManySchedules.Create(await BenchmarkDatabase.PostgreSql(), count: 0);
        var projects = await Projects(many);
        // As a server that has run for a while.
        await Register(many, projects.Take(WarmingUp));
        var watch = Stopwatch.StartNew();
        await Register(many, projects.Skip(WarmingUp));
        watch.Stop();
        var count = await many.In(db => db.Schedules.CountAsync(schedule => schedule.IsEnabled)) - WarmingUp;
        Console.WriteLine($"registration: {count:N0} schedules in {watch.Elapsed.TotalSeconds:F2} s: {count / watch.Elapsed.TotalSeconds:N0}/s (goal 2,000/s)");
    }

    private static Task Register(ManySchedules many, IEnumerable<Guid> projects) => Parallel.ForEachAsync(
        projects, new ParallelOptions { MaxDegreeOfParallelism = Callers },
        async (project, _) => await many.Send(
            new UpdateTrackerScanSchedule(ManySchedules.Organization, project, true, "daily", 9, null, null, ExpectedVersion: null)));

    private static async Task<List<Guid>> Projects(ManySchedules many)
    {
        var ids = Enumerable.Range(0, ManySchedules.Usual).Select(i => Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(i))).ToList();
        foreach (var chunk in ids.Chunk(5000))
        {
            await many.In(db =>
            {
                db.Projects.AddRange(chunk.Select(id => new Project(id, ManySchedules.Organization, "Shop", ["shop.example"], Instant.FromUnixTimeSeconds(0))));
                return db.SaveChangesAsync();
            });
        }

        await many.In(db => db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE"));
        return ids;
    }
}
