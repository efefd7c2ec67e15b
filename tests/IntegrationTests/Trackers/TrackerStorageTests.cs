using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Access;
using Schedules.Domain.Trackers;
using Schedules.Infrastructure;
using Schedules.Infrastructure.Persistence;
using Schedules.Infrastructure.Trackers;

namespace Schedules.IntegrationTests.Trackers;

public sealed class TrackerStorageTests
{
    private static readonly Instant _now = Instant.FromUtc(2026, 4, 1, 4, 0);

    private readonly Guid _organization = Guid.NewGuid();
    private readonly Guid _project = Guid.NewGuid();
    private TestDatabase _database = null!;
    private ServiceProvider _services = null!;

    [SetUp]
    public async Task CreateDatabase()
    {
        _database = await TestDatabase.Migrated();
        _services = new ServiceCollection().AddInfrastructure(new ConfigurationBuilder().AddInMemoryCollection(_database.Settings).Build())
            .BuildServiceProvider();
        await using var db = Db();
        db.Organizations.Add(new Organization(_organization, "Acme", _now));
        db.Projects.Add(new Project(_project, _organization, "Shop", ["shop.example"], _now));
        await db.SaveChangesAsync();
    }

    [TearDown]
    public async Task DropDatabase()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Test]
    public async Task A_visited_sites_trackers_are_new_at_first_and_the_projects_own_in_the_next_scan()
    {
        await using var web = await TestWeb.Start();
        web.Page("shop.example/", "<script src='https://odd.example/a.js'></script>", "_ga_ABC123=1", "session=1");

        var first = await Scan(web, _now);
        var second = await Scan(web, _now + Duration.FromDays(7));

        Assert.That((first.Total, first.New, first.Project, first.Global), Is.EqualTo((3, 2, 0, 1)));
        Assert.That((second.Total, second.New, second.Project, second.Global), Is.EqualTo((3, 0, 3, 0)));
        Assert.That(second.Categories, Is.EqualTo(first.Categories));
        await using var db = Db();
        var stored = await db.Trackers.OrderBy(tracker => tracker.Name).ToListAsync();
        Assert.That(stored.Select(tracker => $"{tracker.Type.Word()} {tracker.Domain} {tracker.Name} {tracker.Category.Word()}"), Is.EqualTo(new[]
        {
            "cookie shop.example _ga_* analytics",
            "script odd.example odd.example unclassified",
            "cookie shop.example session unclassified",
        }));
        Assert.That(stored.Select(tracker => (tracker.FirstSeenAt, tracker.LastSeenAt)), Is.All.EqualTo((_now, _now + Duration.FromDays(7))));
    }

    [Test]
    public async Task A_project_has_a_tracker_once()
    {
        await using var db = Db();
        foreach (var _ in Enumerable.Range(0, 2))
            db.Trackers.Add(new(Guid.NewGuid(), _organization, _project, TrackerType.Cookie, "a.example", "id", TrackerCategory.Marketing, _now));

        Assert.That(async () => await db.SaveChangesAsync(), Throws.TypeOf<Application.Common.ChangedMeanwhileException>());
    }

    [Test]
    public void The_settings_of_the_scanner_are_read_and_nonsense_in_them_is_refused()
    {
        var options = Options(("PageTimeout", "00:00:07"), ("AllowPrivateAddresses", "true"), ("HostResolverRules", "MAP a b:1"), ("BrowserPath", "/b"));

        Assert.That((options.PageTimeout, options.AllowPrivateAddresses, options.IgnoreCertificateErrors, options.HostResolverRules, options.BrowserPath),
            Is.EqualTo((TimeSpan.FromSeconds(7), true, false, "MAP a b:1", "/b")));
        Assert.That(() => Options(("HostResolverRules", "a b")), Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Scanner:HostResolverRules"));
        Assert.That(() => Options(("PageTimeout", "00:00:00")), Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Scanner:PageTimeout"));
    }

    private async Task<ScanResults> Scan(TestWeb web, Instant at)
    {
        var evidence = await web.Scan(["shop.example"]);
        await using var db = Db();
        var known = await db.Trackers.Where(tracker => tracker.ProjectId == _project).ToListAsync();
        var scan = new TrackerScan(["shop.example"], evidence.Sightings(), known, TrackerCatalogue.BuiltIn);
        db.Trackers.AddRange(scan.Record(_organization, _project, at, Guid.NewGuid));
        await db.SaveChangesAsync();
        return scan.Results;
    }

    private static ScannerOptions Options(params (string Name, string Value)[] settings) =>
        Services(settings).GetRequiredService<IOptions<ScannerOptions>>().Value;

    private static ServiceProvider Services(params (string Name, string Value)[] settings) => new ServiceCollection()
        .AddInfrastructure(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Scanner:{setting.Name}", (string?)setting.Value))).Build())
        .BuildServiceProvider();

    private SchedulesDb Db() => _services.CreateScope().ServiceProvider.GetRequiredService<SchedulesDb>();
}
