using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Schedules;

namespace Schedules.Benchmarks;

/// <summary>What a tick costs when nothing is due, by the number of schedules, on PostgreSQL. Goal: the same.</summary>
internal static class Tick
{
    private const int Ticks = 500;

    public static async Task Run()
    {
        await using var many = await ManySchedules.Create(await BenchmarkDatabase.PostgreSql(), count: 1000);
        await many.In(db => db.Schedules.ExecuteUpdateAsync(set => set.SetProperty(s => s.NextDueAt, ManySchedules.DueAt + Duration.FromDays(1))));
        for (var count = 1000; ; count *= 10)
        {
            await many.In(db => db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE"));
            Console.WriteLine($"tick, {count:N0} schedules, none due: median {await Median(many):F3} ms");
            if (count >= Size.Of(1_000_000))
                return;
            await Multiply(many, count);
        }
    }

    private static async Task<double> Median(ManySchedules many)
    {
        var times = new List<double>();
        for (var i = 0; i < Ticks; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await many.Send(new DispatchDueSchedules());
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times.Order().ElementAt(Ticks / 2);
    }

    // Nine more of each; a million through EF Core would take longer than all the rest.
    private static Task<int> Multiply(ManySchedules many, int count) => many.In(async db =>
    {
        var others = string.Join(", ", db.Model.FindEntityType(typeof(Domain.Schedules.Schedule))!.GetProperties()
            .Select(property => property.Name).Where(name => name is not ("Id" or "TargetId")).Select(name => $"\"{name}\""));
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
#pragma warning disable EF1002 // The names of columns, from the model.
        return await db.Database.ExecuteSqlRawAsync(
            $"INSERT INTO \"Schedules\" (\"Id\", \"TargetId\", {others}) SELECT gen_random_uuid(), gen_random_uuid(), {others} FROM \"Schedules\", generate_series(1, 9)");
#pragma warning restore EF1002
    });
}
