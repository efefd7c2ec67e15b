using System.Data.Common;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;
using Schedules.Infrastructure.Persistence;
using Schedules.Infrastructure.Persistence.Sqlite;
using Schedules.IntegrationTests.Schedules;
using Schedules.Testing;

namespace Schedules.IntegrationTests.Surfaces;

/// <summary>A database that is away, full or read-only: told in plain words, nothing lost, and the server goes on by itself once it is back.</summary>
[Category("NoDatabase")]
public sealed class DatabaseOutageTests
{
    /// <summary>More than the pages of an empty table have room for.</summary>
    private const int Many = 60;

    private static readonly Instant _nine = Instant.FromUtc(2026, 1, 1, 9, 0);

    [Test]
    public async Task A_database_server_that_is_away_makes_the_server_unready_and_requests_503_until_it_is_back()
    {
        await using var postgres = await PostgresServer.Start(PostgresServer.Fast);
        await using var server = await Server.Start(TestDatabase.At("PostgreSql", await Templates.MigratePostgreSql(await postgres.CreateDatabase()) + ";Timeout=2"));
        using var client = server.WithKey();
        using var probe = server.Anonymous();
        var project = $"/organizations/{server.Tenant.OrganizationId}/projects";
        Assert.That((await client.Send("POST", project, """{"name":"Shop","domains":["shop.example"]}""")).Status, Is.EqualTo(201));

        await postgres.Stop();
        var unready = await probe.Send("GET", "/health/ready");
        var live = await probe.Send("GET", "/health/live");
        var refused = await client.Send("GET", project);
        await postgres.Restart();
        var (again, projects) = await client.Send("GET", project);

        Assert.That((unready.Status, live.Status, refused.Status), Is.EqualTo((503, 200, 503)));
        Assert.That($"{unready.Body}", Does.Contain("The database cannot be reached."));
        Assert.That($"{refused.Body}", Does.Contain("database").And.Contain("try again"));
        Assert.That((again, projects!["items"]!.AsArray().Count), Is.EqualTo((200, 1)));
        Assert.That((await probe.Send("GET", "/health/ready")).Status, Is.EqualTo(200));
    }

    [TestCase("PRAGMA max_page_count=1", Description = "Not one page more than it has: what SQLite says then is what it says of a full disk.")]
    [TestCase("PRAGMA query_only=ON", Description = "What SQLite says then is what it says of a file that is read-only.")]
    public async Task A_disk_that_is_full_or_read_only_refuses_changes_with_503_loses_nothing_and_is_over_once_it_can_be_written_to(string broken)
    {
        var disk = new Disk();
        await using var server = await Server.Start(
            await TestDatabase.Migrated("Sqlite"), services => services.ConfigureDbContext<SqliteDb>(options => options.AddInterceptors(disk)));
        using var client = server.WithKey();
        var projects = $"/organizations/{server.Tenant.OrganizationId}/projects";
        for (var i = 0; i < Many; i++)
        {
            var (_, project) = await client.Send("POST", projects, """{"name":"Shop","domains":["shop.example"]}""");
            await client.Send("PATCH", $"{projects}/{project!["id"]}/tracker-scan-schedule", """{"scheduledScanEnabled":true,"scanPeriod":"daily","scheduledHour":9}""");
        }

        server.Clock.Set(_nine);

        disk.State = broken;
        Assert.That(() => Dispatch(server), Throws.Exception.Matches<Exception>(DatabaseFailure.Is));
        var statuses = new List<int>();
        for (var i = 0; i < 100; i++)
            statuses.Add((await client.Send("POST", projects, $$"""{"name":"{{new string('x', 1000)}}","domains":[]}""")).Status);
        disk.State = Disk.Well;
        await Dispatch(server);

        Assert.That(statuses[^1], Is.EqualTo(503));
        Assert.That(await server.Database(db => db.Projects.CountAsync()), Is.EqualTo(Many + statuses.Count(status => status == 201)));
        var runs = await server.Database(db => db.Runs.ToListAsync());
        Assert.That(runs, Has.Count.EqualTo(Many));
        Assert.That(runs.Select(run => (run.Status, run.DueAt)), Is.All.EqualTo((RunStatus.Queued, (Instant?)_nine)));
    }

    [Test]
    public async Task An_outcome_waits_for_a_database_that_is_away_and_the_check_is_not_made_again()
    {
        var (disk, browser) = (new Disk(), new LedgerHost.PlayedBrowser());
        browser.During = _ => Task.FromResult(disk.State = "PRAGMA query_only=ON");
        await using var server = await Server.Start(await TestDatabase.Migrated("Sqlite"), services => services
            .ConfigureDbContext<SqliteDb>(options => options.AddInterceptors(disk)).AddSingleton<IWebsiteBrowser>(browser));
        using var client = server.WithKey();
        var project = (await client.Send("POST", $"/organizations/{server.Tenant.OrganizationId}/projects", """{"name":"Shop","domains":["shop.example"]}""")).Body.Text("id");
        await client.Send("POST", $"/organizations/{server.Tenant.OrganizationId}/projects/{project}/tracker-scans", "{}");

        var working = Work(server);
        await Task.WhenAny(working, disk.Refused);
        var (during, isWaiting) = (await Run(server), !working.IsCompleted);
        disk.State = Disk.Well;
        await working;

        var run = await Run(server);
        Assert.That((during.Status, isWaiting), Is.EqualTo((RunStatus.Running, true)));
        Assert.That((run.Status, run.Attempt, browser.Visits), Is.EqualTo((RunStatus.Succeeded, 1, 1)));
        Assert.That(await server.Database(db => db.Trackers.CountAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task A_file_that_is_moved_away_is_neither_made_anew_nor_written_to_and_all_of_it_is_there_once_it_is_back()
    {
        var database = await TestDatabase.Migrated("Sqlite");
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        await using var server = await Server.Start(database);
        using var client = server.WithKey();
        using var probe = server.Anonymous();
        var projects = $"/organizations/{server.Tenant.OrganizationId}/projects";
        const string Shop = """{"name":"Shop","domains":["shop.example"]}""";
        var before = (await client.Send("POST", projects, Shop)).Status;

        Move(file, file + ".away");
        var (refused, unready) = (await client.Send("POST", projects, Shop), await probe.Send("GET", "/health/ready"));
        Assert.That(() => Dispatch(server), Throws.Exception.Matches<Exception>(DatabaseFailure.Is));
        var isMade = File.Exists(file);
        Move(file + ".away", file);
        var ready = (await probe.Send("GET", "/health/ready")).Status;
        var (after, found) = ((await client.Send("POST", projects, Shop)).Status, (await client.Send("GET", projects)).Body);

        Assert.That((before, refused.Status, unready.Status, isMade), Is.EqualTo((201, 503, 503, false)), $"{refused.Body} {unready.Body}");
        Assert.That($"{unready.Body}", Does.Contain("The database cannot be reached."));
        Assert.That((ready, after, found!["items"]!.AsArray().Count), Is.EqualTo((200, 201, 2)));
    }

    [Test]
    public async Task A_file_that_is_replaced_is_the_database_from_then_on_and_one_that_is_empty_makes_the_server_unready()
    {
        var database = await TestDatabase.Migrated("Sqlite");
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        await using var server = await Server.Start(database);
        using var client = server.WithKey();
        using var probe = server.Anonymous();
        var projects = $"/organizations/{server.Tenant.OrganizationId}/projects";

        Move(file, file + ".away");
        await File.WriteAllBytesAsync(file, []);
        var (refused, unready) = (await client.Send("GET", projects), await probe.Send("GET", "/health/ready"));
        Move(file + ".away", file);
        var (ready, again) = ((await probe.Send("GET", "/health/ready")).Status, (await client.Send("GET", projects)).Status);

        Assert.That((refused.Status, unready.Status), Is.EqualTo((503, 503)));
        Assert.That($"{unready.Body}", Does.Contain("The database is not migrated"));
        Assert.That((ready, again), Is.EqualTo((200, 200)));
    }

    // The log that stands beside it first, as docs/operation.md says.
    private static void Move(string from, string to)
    {
        foreach (var part in new[] { "-wal", "-shm", "" })
        {
            File.Delete(to + part);
            if (File.Exists(from + part))
                File.Move(from + part, to + part);
        }
    }

    private static Task Dispatch(Server server) => Mediate(server, new DispatchDueSchedules());

    private static Task Work(Server server) => Mediate(server, new ExecuteQueuedRuns(TargetType.TrackerScan, 1));

    private static Task<Run> Run(Server server) => server.Database(db => db.Runs.AsNoTracking().SingleAsync());

    private static async Task Mediate<T>(Server server, IRequest<T> request)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    private sealed class Disk : DbConnectionInterceptor
    {
        public const string Well = "PRAGMA max_page_count=1073741823; PRAGMA query_only=OFF";

        private readonly TaskCompletionSource _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private int _opened;

        public string State { get; set; } = Well;

        /// <summary>Ends when it was come upon so often while it was not well that somebody must be trying again.</summary>
        public Task Refused => _refused.Task;

        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = State;
            await command.ExecuteNonQueryAsync(cancellationToken);
            if (State != Well && Interlocked.Increment(ref _opened) == 5)
                _refused.SetResult();
        }
    }
}
