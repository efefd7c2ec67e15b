using Schedules.EndToEndTests.Reliability;
using Schedules.Testing;

namespace Schedules.EndToEndTests;

/// <summary>A program whose database is not there, or takes nothing, when an occurrence is due. It says so, and needs no restart once the database is back.</summary>
public sealed class DatabaseStartTests : ServerTest
{
    [Test]
    public async Task Started_before_its_database_server_the_program_waits_says_so_and_then_dispatches_what_was_due_meanwhile()
    {
        await using var postgres = await PostgresServer.Start(PostgresServer.Fast);
        var tenant = await DueAtSeven(await postgres.CreateDatabase() + ";Timeout=2");
        await postgres.Stop();

        await Server.StartUnready("2026-05-04T07:30:00Z");
        await Server.UntilLogged("The database cannot be reached or written to; dispatch waits for it: Failed to connect");
        var (live, ready) = (await Server.Status("/health/live"), await Server.Status("/health/ready"));
        await postgres.Restart();
        await BackWithOneRun(tenant);

        Assert.That((live, ready), Is.EqualTo((200, 503)));
    }

    [Test]
    public async Task A_database_that_is_read_only_makes_the_program_unready_when_something_is_due_and_loses_nothing()
    {
        await using var postgres = await PostgresServer.Start(PostgresServer.Fast);
        var connectionString = await postgres.CreateDatabase();
        var tenant = await DueAtSeven(connectionString);
        var ledger = new Ledger(postgres, connectionString);
        await ledger.Execute($"ALTER ROLE {PostgresServer.Owner} SET default_transaction_read_only = on");

        await Server.StartUnready("2026-05-04T07:30:00Z");
        await Server.UntilLogged("The database cannot be reached or written to; dispatch waits for it: 25006");
        var (live, ready) = (await Server.Status("/health/live"), await Server.Status("/health/ready"));
        Assert.That(() => tenant.AddPolicy(), Throws.InstanceOf<AssertionException>().With.Message.Contains("503"), "nothing can be changed");
        Assert.That(await tenant.Runs(), Is.Empty, "what stands there can be read");
        await ledger.Execute($"ALTER ROLE {PostgresServer.Owner} SET default_transaction_read_only = off");
        await ledger.EndSessions();
        await BackWithOneRun(tenant);

        Assert.That((live, ready), Is.EqualTo((200, 503)));
    }

    /// <summary>A policy of a new tenant, due at 07:00, and nobody there to dispatch it.</summary>
    private async Task<Tenant> DueAtSeven(string connectionString)
    {
        Server.UsePostgreSql(connectionString);
        Assert.That((await Server.Run("migrate")).ExitCode, Is.Zero);
        var tenant = await Server.CreateTenant();
        await Server.Start("2026-05-04T06:00:00Z");
        await tenant.EvaluateDaily(await tenant.AddPolicy(), hour: 7, "UTC");
        await Server.Stop();
        return tenant;
    }

    private async Task BackWithOneRun(Tenant tenant)
    {
        await Poll.Until("readiness", () => Server.Status("/health/ready"), status => status == 200);
        var run = (await tenant.UntilEnded(1)).Single();
        Assert.That(
            (run.Text("status"), run.Text("trigger"), run.Moment("dueAt"), (int)run!["attempt"]!),
            Is.EqualTo(("succeeded", "catchUp", Setup.Utc("2026-05-04T07:00:00Z"), 1)));
        Assert.That(Server.Log, Does.Contain("The database is back; dispatch goes on"));
    }
}
