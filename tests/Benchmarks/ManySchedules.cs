using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Schedules.Application;
using Schedules.Domain.Access;
using Schedules.Domain.Schedules;
using Schedules.Infrastructure;
using Schedules.Infrastructure.Persistence;

namespace Schedules.Benchmarks;

/// <summary>A SQLite file with many schedules of one organization that are due at one instant.</summary>
internal sealed class ManySchedules : IAsyncDisposable
{
    public const int Count = 100_000;

    private ManySchedules(string folder, ServiceProvider services) => (Folder, Services) = (folder, services);

    public static Instant DueAt { get; } = Instant.FromUtc(2026, 3, 1, 9, 0);

    public string Folder { get; }

    public string File => Path.Combine(Folder, "schedules.db");

    public ServiceProvider Services { get; }

    public static async Task<ManySchedules> Create()
    {
        var folder = Directory.CreateTempSubdirectory("schedules-benchmark-").FullName;
        var many = new ManySchedules(folder, Build(Path.Combine(folder, "schedules.db")));
        await many.Fill();
        return many;
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private static ServiceProvider Build(string file)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new ClockAt(DueAt));
        services.AddApplication(autoMapperLicenseKey: null);
        services.AddInfrastructure(new ConfigurationBuilder()
            .AddInMemoryCollection([new("ConnectionStrings:Schedules", $"Data Source={file}")]).Build());
        services.AddSingleton<Application.Common.IJobEngine, NoEngine>();
        return services.BuildServiceProvider();
    }

    private async Task Fill()
    {
        var (organization, dayBefore) = (Guid.NewGuid(), DueAt - Duration.FromDays(1));
        await using (var scope = Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<SchedulesDb>();
            await db.Database.MigrateAsync();
            db.Organizations.Add(new Organization(organization, "Benchmark", dayBefore));
            await db.SaveChangesAsync();
        }

        foreach (var chunk in Enumerable.Range(0, Count).Chunk(5000))
        {
            await using var scope = Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<SchedulesDb>();
            db.Schedules.AddRange(chunk.Select(i => Due(i, organization, dayBefore)));
            await db.SaveChangesAsync();
        }
    }

    /// <summary>Half tracker scans, half policies with a zone, as a real server would have.</summary>
    private static Schedule Due(int i, Guid organization, Instant now)
    {
        var zone = new[] { "UTC", "Europe/London", "Africa/Accra" }[i % 3];
        Rule rule = i % 2 == 0
            ? new PeriodRule(ScanPeriod.Daily, 9, 0, 1)
            : new SelectorRule(
                ScheduleType.WEEKLY, null, new Selector(SelectorType.LIST, ["SUN", "WED"], null), new Selector(SelectorType.LIST, ["9"], null), null, zone);
        var target = new Target(i % 2 == 0 ? TargetType.TrackerScan : TargetType.SodPolicy, Guid.NewGuid());
        var schedule = Schedule.Create(Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(i)), organization, target, rule, "benchmark", now);
        schedule.Change(rule, true, null, "benchmark", now, new DispatchPolicy(Duration.FromDays(1), DateTimeZone.Utc));
        return schedule;
    }

    private sealed class ClockAt(Instant now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now.ToDateTimeOffset();
    }

    private sealed class NoEngine : Application.Common.IJobEngine
    {
        public Task Enqueue(IReadOnlyList<Guid> runIds, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task ScheduleChanged(Guid scheduleId, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task ScheduleRemoved(Guid scheduleId, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
