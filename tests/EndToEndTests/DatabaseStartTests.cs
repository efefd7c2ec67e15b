using System.Globalization;
using Schedules.Testing;

namespace Schedules.EndToEndTests;

/// <summary>A program that is started before its database is there.</summary>
public sealed class DatabaseStartTests : ServerTest
{
    [Test]
    public async Task Started_before_its_database_server_the_program_waits_says_so_and_then_dispatches_what_was_due_meanwhile()
    {
        await using var postgres = await PostgresServer.Start(PostgresServer.Fast);
        Server.UsePostgreSql(await postgres.CreateDatabase() + ";Timeout=2");
        Assert.That((await Server.Run("migrate")).ExitCode, Is.Zero);
        var tenant = await Server.CreateTenant();
        await Server.Start("2026-05-04T06:00:00Z");
        await tenant.EvaluateDaily(await tenant.AddPolicy(), hour: 7, "UTC");
        await Server.Stop();
        await postgres.Stop();

        Server.Settings["Clock__StartAt"] = "2026-05-04T07:30:00Z";
        Server.Launch($"http://127.0.0.1:{LoopbackPort.Free().ToString(CultureInfo.InvariantCulture)}");
        await Poll.Until("the program to listen", () => Server.Log.Contains($"Now listening on: {Server.Address}", StringComparison.Ordinal), listens => listens);
        await Poll.Until("a line in the log", () => Server.Log.Contains("The database cannot be reached or written to", StringComparison.Ordinal), said => said);
        var (live, ready) = (await Server.Status("/health/live"), await Server.Status("/health/ready"));
        await postgres.Restart();
        await Poll.Until("readiness", () => Server.Status("/health/ready"), status => status == 200);
        var run = (await tenant.UntilEnded(1)).Single();

        Assert.That((live, ready), Is.EqualTo((200, 503)));
        Assert.That((run.Text("status"), run.Text("trigger"), run.Moment("dueAt")), Is.EqualTo(("succeeded", "catchUp", Setup.Utc("2026-05-04T07:00:00Z"))));
        Assert.That(Server.Log, Does.Contain("The database is back"));
    }
}
