using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Schedules.Application;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Application.Sod.Mails;
using Schedules.Domain.Access;
using Schedules.Domain.Schedules;
using Schedules.Infrastructure;
using Schedules.Infrastructure.Persistence;

namespace Schedules.Benchmarks;

/// <summary>A database with many schedules of one organization that are due at one instant, and the product's own parts on it.</summary>
internal sealed class ManySchedules : IAsyncDisposable
{
    public static int Usual => Size.Of(100_000);

    private ManySchedules(BenchmarkDatabase database, ServiceProvider services) => (Database, Services) = (database, services);

#pragma warning disable RS0030 // Benchmarks measure real time.
    public static TimeProvider RealClock => TimeProvider.System;
#pragma warning restore RS0030

    public static Instant DueAt { get; } = Instant.FromUtc(2026, 3, 1, 9, 0);

    public static Guid Organization { get; } = new("0190b1c2-0000-7000-8000-000000000001");

    public BenchmarkDatabase Database { get; }

    public ServiceProvider Services { get; }

    /// <param name="database">An empty database; disposed of with this.</param>
    /// <param name="count">Of schedules; null for the usual.</param>
    public static async Task<ManySchedules> Create(BenchmarkDatabase database, int? count = null)
    {
        var services = new ServiceCollection();
        Add(services, database.Settings, new ClockAt(DueAt));
        services.AddSingleton<IJobEngine, NoEngine>();
        var many = new ManySchedules(database, services.BuildServiceProvider());
        await many.Fill(count ?? Usual);
        return many;
    }

    /// <summary>A process of the product's own that dispatches and executes, on the machine's clock; its checks find nothing at once.</summary>
    public static IHost Node(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        Add(builder.Services, settings, RealClock);
        return builder.Build();
    }

    public async Task<T> Send<T>(MediatR.IRequest<T> request)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MediatR.IMediator>().Send(request);
    }

    public async Task<T> In<T>(Func<SchedulesDb, Task<T>> look)
    {
        await using var scope = Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<SchedulesDb>());
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static void Add(IServiceCollection services, IEnumerable<KeyValuePair<string, string?>> settings, TimeProvider clock)
    {
        services.AddLogging();
        services.AddSingleton(clock);
        services.AddApplication(autoMapperLicenseKey: null);
        services.AddInfrastructure(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddSingleton<ICurrentUser>(new Somebody());
        services.AddTransient<MediatR.IRequestHandler<EvaluateSodPolicy, SodRunResult>, EmptyTarget>();
        services.AddTransient<MediatR.IRequestHandler<QueueMails, int>, EmptyTarget>();
    }

    private async Task Fill(int count)
    {
        var dayBefore = DueAt - Duration.FromDays(1);
        await In(async db =>
        {
            await db.MigrateAsync(CancellationToken.None);
            db.Organizations.Add(new Organization(Organization, "Benchmark", dayBefore));
            return await db.SaveChangesAsync();
        });
        foreach (var chunk in Enumerable.Range(0, count).Chunk(5000))
        {
            await In(db =>
            {
                db.Schedules.AddRange(chunk.Select(i => Due(i, dayBefore)));
                return db.SaveChangesAsync();
            });
        }

        // As a server that has run for a while: the planner knows how many rows there are.
        if (Database.Provider == "PostgreSql")
            await In(db => db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE"));
    }

    /// <summary>Half tracker scans, half policies with a zone, as a real server would have.</summary>
    private static Schedule Due(int i, Instant now)
    {
        var zone = new[] { "UTC", "Europe/London", "Africa/Accra" }[i % 3];
        Rule rule = i % 2 == 0
            ? new PeriodRule(ScanPeriod.Daily, 9, 0, 1)
            : new SelectorRule(
                ScheduleType.WEEKLY, null, new Selector(SelectorType.LIST, ["SUN", "WED"], null), new Selector(SelectorType.LIST, ["9"], null), null, zone);
        var target = new Target(i % 2 == 0 ? TargetType.TrackerScan : TargetType.SodPolicy, Guid.NewGuid());
        var schedule = Schedule.Create(Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(i)), Organization, target, rule, "benchmark", now);
        schedule.Change(rule, true, null, "benchmark", now, new DispatchPolicy(Duration.FromDays(1), DateTimeZone.Utc));
        return schedule;
    }

    private sealed class ClockAt(Instant now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now.ToDateTimeOffset();
    }

    private sealed class Somebody : ICurrentUser
    {
        public Guid OrganizationId => Organization;

        public string Id => "benchmark";
    }

    private sealed class EmptyTarget : MediatR.IRequestHandler<EvaluateSodPolicy, SodRunResult>, MediatR.IRequestHandler<QueueMails, int>
    {
        public Task<SodRunResult> Handle(EvaluateSodPolicy request, CancellationToken cancellationToken) =>
            Task.FromResult(new SodRunResult(0, 0, 0, []));

        public Task<int> Handle(QueueMails request, CancellationToken cancellationToken) => Task.FromResult(0);
    }

    private sealed class NoEngine : IJobEngine
    {
        public Task Enqueue(IReadOnlyList<Guid> runIds, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task ScheduleChanged(Guid scheduleId, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task ScheduleRemoved(Guid scheduleId, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
