using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Trackers;
using Schedules.Domain.Trackers;

namespace Schedules.Benchmarks;

/// <summary>
/// 100,000 schedules set through the API's own handlers on PostgreSQL: one a request by 32 callers at once, then 500 a request by four. Goal: 2,000 a second.
/// </summary>
internal static class Registration
{
    private const int ARequest = 500;

    private static readonly TrackerScanTerms _terms = new(ScheduledScanEnabled: true, ScanPeriod: "daily", ScheduledHour: 9);

    private static int WarmingUp => Size.Of(10_000);

    private static int Alone => Size.Of(40_000);

    public static async Task Run()
    {
        await using var many = await ManySchedules.Create(await BenchmarkDatabase.PostgreSql(), count: 0);
        var projects = await Projects(many);
        // As a server that has run for a while.
        await One(many, projects[..WarmingUp]);
        await Measure(many, "one a request", () => One(many, projects[WarmingUp..(WarmingUp + Alone)]));
        await Measure(many, $"{ARequest} a request", () => Many(many, projects[(WarmingUp + Alone)..]));
    }

    private static async Task Measure(ManySchedules many, string how, Func<Task> register)
    {
        var before = await Count(many);
        var watch = Stopwatch.StartNew();
        await register();
        watch.Stop();
        var count = await Count(many) - before;
        Console.WriteLine(
            $"registration, {how}: {count:N0} schedules in {watch.Elapsed.TotalSeconds:F2} s: {count / watch.Elapsed.TotalSeconds:N0}/s (goal 2,000/s)");
    }

    private static Task<int> Count(ManySchedules many) => many.In(db => db.Schedules.CountAsync(schedule => schedule.IsEnabled));

    private static Task One(ManySchedules many, IEnumerable<Guid> projects) => Parallel.ForEachAsync(
        projects, Callers(32), async (project, _) => await many.Send(new UpdateTrackerScanSchedule(ManySchedules.Organization, project, _terms, null)));

    private static Task Many(ManySchedules many, IEnumerable<Guid> projects) => Parallel.ForEachAsync(
        projects.Chunk(ARequest), Callers(4),
        async (chunk, _) => await many.Send(new UpdateTrackerScanSchedules(ManySchedules.Organization, chunk, _terms)));

    private static ParallelOptions Callers(int count) => new() { MaxDegreeOfParallelism = count };

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
