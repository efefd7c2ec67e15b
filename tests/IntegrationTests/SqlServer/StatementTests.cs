using System.Reflection;
using System.Runtime.CompilerServices;
using MediatR;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Schedules.Application.Access;
using Schedules.Application.Common;
using Schedules.Application.Scim;
using Schedules.Application.Sod;
using Schedules.Application.Sod.Reports;
using Schedules.Domain;
using Schedules.Infrastructure.Persistence.SqlServer;
using Schedules.Verification.Ledger;

namespace Schedules.IntegrationTests.SqlServer;

/// <summary>
/// Every statement that the application sends to SQL Server, in statements.sql beside this file: a change is seen there, and read by somebody, before it
/// meets a server. Each is recorded where the driver sends it.
/// </summary>
public sealed class StatementTests
{
    private const string Accept = "SCHEDULES_ACCEPT";

    private const string HowToAccept = $"Where it is meant to be: {Accept}=1 dotnet test tests/IntegrationTests --filter {nameof(StatementTests)}";

    [Test]
    public void Every_command_has_a_sample()
    {
        var commands = typeof(ISchedulesDb).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(IBaseRequest)));
        var sampled = Samples.Of(new World()).Select(sample => sample.Command.GetType());

        Assert.That(commands.Except(sampled).Select(type => type.Name), Is.Empty, "Samples.cs needs a line for each.");
    }

    [Test]
    public async Task Every_statement_is_translated_sent_and_the_one_that_was_read()
    {
        await using var server = new StubbedServer();
        var statements = new StatementList();
        foreach (var sample in Samples.Of(server.World))
            statements.Add(sample.Name, [.. await Record(server, sample, found: true), .. await Record(server, sample, found: false)]);
        statements.Add("The web API: who calls, and health", await RecordWeb(server));
        statements.Add("verify-ledger", await RecordCheck(server));
        statements.Add("The second batch of old runs", await RecordRetention(server));
        statements.Add("The file of a report", await RecordReport(server));

        var (expected, actual) = (Stored(), statements.ToString());
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            await File.WriteAllTextAsync(Source(), actual);
        else
            Assert.That(actual, Is.EqualTo(expected), $"{Difference(expected, actual)}\n{HowToAccept}");
    }

    /// <summary>The server takes each apart and looks up its tables and columns, and executes none.</summary>
    [Test]
    public async Task A_real_server_compiles_every_statement()
    {
        var server = Environment.GetEnvironmentVariable(TestDatabase.SqlServerVariable);
        if (string.IsNullOrEmpty(server))
            Assert.Ignore($"There is no SQL Server here: {TestDatabase.SqlServerVariable}, a connection string, leads the tests to one.");
        var connection = new SqlConnectionStringBuilder(server) { InitialCatalog = $"schedules_{Guid.NewGuid():N}" }.ConnectionString;
        await using var db = new SqlServerDb(new DbContextOptionsBuilder<SqlServerDb>().UseSqlServer(connection).Options);
        await db.Database.MigrateAsync();
        try
        {
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlRawAsync("SET NOEXEC ON");
            foreach (var batch in Stored().Split("\nGO\n"))
                await Execute(db, batch);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
            await db.Database.EnsureDeletedAsync();
        }
    }

    private static async Task Execute(SqlServerDb db, string batch)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = batch;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<IReadOnlyList<SqlRequest>> Record(StubbedServer server, Sample sample, bool found)
    {
        await server.Answer(found, sample.Rows);
        server.Stub.Forget();
        await using var scope = server.Services.CreateAsyncScope();
        sample.Prepare(scope.ServiceProvider);
        try
        {
            await Send(scope.ServiceProvider.GetRequiredService<IMediator>(), sample.Command);
            if (scope.ServiceProvider.GetRequiredService<ISchedulesDb>() is { HasChanges: true } db)
                await db.SaveChangesAsync(default);
        }
        catch (Exception e) when (!found && e is NotFoundException or TokenRefusedException or InvalidValueException)
        {
            // With nothing in the database that is the answer.
        }
        catch (Exception e) when (e is ScimException or ConflictException || (e is NotFoundException && sample.Command is GetIdentityAccess or PredictViolations or CheckViolations))
        {
            // So are these, where whatever is asked for is there, or is not; of statements past the unit of work the stub has no rows.
        }
        catch (Exception e)
        {
            throw new AssertionException($"{sample.Name}, {(found ? "with" : "without")} rows: {e}", e);
        }

        return server.Stub.Requests;
    }

    // Of whatever answer.
    private static Task Send(dynamic mediator, dynamic command) => mediator.Send(command, CancellationToken.None);

    private static async Task<IReadOnlyList<SqlRequest>> RecordWeb(StubbedServer server)
    {
        await server.Answer(found: true);
        server.Stub.Forget();
        using var client = server.CreateClient();
        client.DefaultRequestHeaders.Add("x-api-key", World.ApiKeySecret);
        using var answer = await client.GetAsync($"/organizations/{server.World.Organization.Id}");
        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        using var ready = await client.GetAsync("/health/ready");
        Assert.That(await ready.Content.ReadAsStringAsync(), Does.Contain("not migrated"));
        return server.Stub.Requests;
    }

    private static async Task<IReadOnlyList<SqlRequest>> RecordCheck(StubbedServer server)
    {
        await server.Answer(found: false);
        server.Stub.Forget();
        var (from, to) = (World.Now.ToDateTimeUtc().AddDays(-1), World.Now.ToDateTimeUtc());
        await server.Database(async db =>
        {
            await db.Database.OpenConnectionAsync();
            return await new LedgerCheck(db.Database.GetDbConnection()).Run(new Window(from, to, to, "UTC"), default);
        });
        return server.Stub.Requests;
    }

    private static async Task<IReadOnlyList<SqlRequest>> RecordRetention(StubbedServer server)
    {
        await server.Answer(found: true);
        server.Stub.Forget();
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IRetention>()
            .DeleteRuns(server.World.Organization.Id, World.Now, new Cursor(World.Now, Guid.NewGuid()), 1, default);
        return server.Stub.Requests;
    }

    private static async Task<IReadOnlyList<SqlRequest>> RecordReport(StubbedServer server)
    {
        await server.Answer(found: true, server.World.Report);
        await using var scope = server.Services.CreateAsyncScope();
        var report = await scope.ServiceProvider.GetRequiredService<IMediator>()
            .Send(new GetViolationReport(server.World.Organization.Id, server.World.Report.Id));
        server.Stub.Forget();
        await report.WriteTo(Stream.Null, default);
        return server.Stub.Requests;
    }

    private static string Stored()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("statements.sql")!;
        return new StreamReader(stream).ReadToEnd();
    }

    private static string Difference(string expected, string actual)
    {
        var (before, after) = (expected.Split('\n'), actual.Split('\n'));
        var line = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"statements.sql differs from line {line + 1} on.\nIt was:\n{Around(before)}\nIt is:\n{Around(after)}";

        string Around(string[] lines) => string.Join('\n', lines.Skip(line - 3).Take(10));
    }

    private static string Source([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "statements.sql");
}
