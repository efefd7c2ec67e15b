using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Text;
using Schedules.Application;
using Schedules.Application.Common;
using Schedules.Application.Trackers;
using Schedules.Domain.Access;
using Schedules.Domain.Schedules;
using Schedules.Domain.Trackers;
using Schedules.Infrastructure;
using Schedules.Infrastructure.Persistence;
using Schedules.Infrastructure.Persistence.PostgreSql;
using Schedules.Infrastructure.Persistence.Sqlite;

namespace Schedules.IntegrationTests.Schedules;

/// <summary>The ledger on a database of its own: a clock that stands still, a browser that a test plays, an engine that only takes notes.</summary>
internal sealed class LedgerHost : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private LedgerHost(TestDatabase database, string now, IReadOnlyDictionary<string, string?> settings)
    {
        _database = database;
        Clock = new FakeClock(InstantPattern.ExtendedIso.Parse(now).Value);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([.. settings, .. database.Settings]).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddApplication(autoMapperLicenseKey: null);
        services.AddInfrastructure(configuration);
        // A context that is used again remembers for a second that nobody listened to its statements; a test may begin to.
        services.ConfigureDbContext<SqliteDb>(options => options.ConfigureLoggingCacheTime(TimeSpan.Zero));
        services.ConfigureDbContext<PostgreSqlDb>(options => options.ConfigureLoggingCacheTime(TimeSpan.Zero));
        services.AddSingleton<IJobEngine>(Engine);
        services.AddSingleton<IWebsiteBrowser>(Browser);
        services.AddSingleton<ICurrentUser>(User);
        _services = services.BuildServiceProvider();
    }

    public FakeClock Clock { get; }

    public NotedEngine Engine { get; } = new();

    public PlayedBrowser Browser { get; } = new();

    public SomeUser User { get; } = new();

    public static async Task<LedgerHost> Start(string now, params (string Name, string Value)[] settings) =>
        await Start(await TestDatabase.Migrated(), now, settings);

    public static async Task<LedgerHost> Start(TestDatabase database, string now, params (string Name, string Value)[] settings)
    {
        var host = new LedgerHost(database, now, settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value));
        await host.In(async db =>
        {
            db.Organizations.Add(new Organization(host.User.OrganizationId, "Acme", host.Clock.Now()));
            return await db.SaveChangesAsync(default);
        });
        return host;
    }

    /// <summary>Sends in a unit of work of its own.</summary>
    public async Task<T> Send<T>(IRequest<T> request, CancellationToken cancellationToken = default)
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
    }

    public async Task<T> In<T>(Func<ISchedulesDb, Task<T>> look)
    {
        await using var scope = _services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<ISchedulesDb>());
    }

    public Task<T> Ledger<T>(Func<ILedger, Task<T>> use) => Use(services => use(services.GetRequiredService<ILedger>()));

    public async Task<T> Use<T>(Func<IServiceProvider, Task<T>> use)
    {
        await using var scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider);
    }

    /// <summary>A project with one domain and an enabled schedule.</summary>
    public async Task<Guid> Project(string scanPeriod = "daily", int hour = 9)
    {
        var id = await ProjectWithoutSchedule();
        await Send(new UpdateTrackerScanSchedule(User.OrganizationId, id, new(ScheduledScanEnabled: true, ScanPeriod: scanPeriod, ScheduledHour: hour), null));
        return id;
    }

    public Task<Guid> ProjectWithoutSchedule() => In(async db =>
    {
        var project = new Project(Guid.NewGuid(), User.OrganizationId, "Shop", ["shop.example"], Clock.Now());
        db.Projects.Add(project);
        await db.SaveChangesAsync(default);
        return project.Id;
    });

    public Task<List<Run>> Runs() => In(db => db.Runs.AsNoTracking().OrderBy(run => run.At).ThenBy(run => run.Id).ToListAsync());

    public Task<Schedule> ScheduleOf(Guid projectId) => In(db => db.Schedules.AsNoTracking().SingleAsync(s => s.TargetId == projectId));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    internal sealed class SomeUser : ICurrentUser
    {
        public Guid OrganizationId { get; set; } = Guid.NewGuid();

        public string Id => "somebody";
    }

    internal sealed class NotedEngine : IJobEngine
    {
        public List<Guid> Enqueued { get; } = [];

        public Task Enqueue(IReadOnlyList<Guid> runIds, CancellationToken cancellationToken)
        {
            lock (Enqueued)
                Enqueued.AddRange(runIds);
            return Task.CompletedTask;
        }

        public Task ScheduleChanged(Guid scheduleId, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task ScheduleRemoved(Guid scheduleId, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    internal sealed class PlayedBrowser : IWebsiteBrowser
    {
        private int _visits;

        public int Visits => _visits;

        public bool FindsNothing { get; set; }

        /// <summary>What a visit does; by default it sees one cookie.</summary>
        public Func<CancellationToken, Task> During { get; set; } = _ => Task.CompletedTask;

        /// <summary>The last one.</summary>
        public ScanOrder? Order { get; private set; }

        public async Task<BrowserScan> Scan(ScanOrder order, IProgress<ScanProgress> progress, CancellationToken cancellationToken)
        {
            Order = order;
            progress.Report(new(ScanPass.Baseline, order.Domains.Count, 0, 0));
            Interlocked.Increment(ref _visits);
            await During(cancellationToken);
            List<PlannedPage> pages = [.. order.Domains.Select(domain => new PlannedPage(domain, WebAddress.Of($"https://{domain}/")!, PageChoice.Landing))];
            var evidence = new ScanEvidence(
                new(ScanDepth.Quick, order.Seed, [ScanPass.Baseline], pages, new Dictionary<string, int>(StringComparer.Ordinal), []),
                new("played", "1", "1", null),
                [.. pages.Select(Seen)]);
            return new(evidence, new Dictionary<int, byte[]>());
        }

        private PageEvidence Seen(PlannedPage page)
        {
            CookieEvidence cookie = new(
                "_ga", page.Domain, "/", null, false, null, null, false, false, CookieSameSite.Unspecified, CookieSource.Unknown, null, [], false);
            return new(ScanPass.Baseline, page, page.Address, null, null, [], FindsNothing ? [] : [cookie], [], [], []);
        }
    }
}
