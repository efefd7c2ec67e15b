using MediatR;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;

namespace Schedules.IntegrationTests.SqlServer;

/// <summary>The real driver on a real socket: what leaves the client, and what it does when the server refuses, or says nothing.</summary>
public sealed class DriverTests
{
    private const int Deadlock = 1205;
    private const int NotNow = 40613;
    private const int Duplicate = 2601;

    private StubbedServer _server = null!;

    [SetUp]
    public async Task Start()
    {
        _server = new StubbedServer();
        await _server.Answer(found: true);
    }

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task A_statement_leaves_with_its_parameters()
    {
        await Send(new GetRun(_server.World.QueuedScan.Id));

        var request = _server.Stub.Requests[0];
        Assert.That(request.Kind, Is.EqualTo(SqlRequestKind.Statement));
        Assert.That(request.Text, Does.StartWith("SELECT TOP(2) [r].[Id], "));
        Assert.That(request.Declaration, Does.Contain(" uniqueidentifier"));
        Assert.That(request.Values.Values, Does.Contain(_server.World.QueuedScan.Id).And.Contain(_server.World.Organization.Id));
    }

    [Test]
    public async Task Values_of_every_type_arrive_as_they_left()
    {
        var (text, moment) = (new string('ä', 5000), new DateTime(2026, 3, 1, 9, 0, 30, DateTimeKind.Utc).AddTicks(1234567));
        await using var connection = new SqlConnection(_server.Stub.ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqlCommand("SELECT @text, @moment, @number, @flag, @bytes, @nothing", connection);
        command.Parameters.AddWithValue("@text", text);
        command.Parameters.Add("@moment", System.Data.SqlDbType.DateTime2).Value = moment;
        command.Parameters.AddWithValue("@number", long.MaxValue);
        command.Parameters.AddWithValue("@flag", true);
        command.Parameters.AddWithValue("@bytes", new byte[] { 1, 2, 3 });
        command.Parameters.AddWithValue("@nothing", DBNull.Value);
        _server.Stub.Answers = request => [new SqlAnswer([.. request.Values.Keys], [[.. request.Values.Values]], 0)];

        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var values = new object[reader.FieldCount];
        reader.GetValues(values);

        Assert.That(values, Is.EqualTo(new object[] { text, moment, long.MaxValue, true, new byte[] { 1, 2, 3 }, DBNull.Value }));
    }

    [Test]
    public async Task A_claim_is_one_transaction()
    {
        await Send(new ExecuteRun(_server.World.QueuedScan.Id));

        Assert.That(Shapes().Take(4), Is.EqualTo(new[] { "BEGIN", "SELECT", "UPDATE", "COMMIT" }));
    }

    [TestCase(Deadlock)]
    [TestCase(NotNow)]
    public async Task After_a_passing_error_the_whole_transaction_is_repeated(int number)
    {
        FailOnce("UPDATE t", number);

        Assert.That(await Send(new ExecuteRun(_server.World.QueuedScan.Id)), Is.True);

        Assert.That(Shapes().Take(7), Is.EqualTo(new[] { "BEGIN", "SELECT", "UPDATE", "BEGIN", "SELECT", "UPDATE", "COMMIT" }));
    }

    [Test]
    public async Task A_run_that_somebody_asked_for_in_the_same_moment_has_the_dispatch_done_again()
    {
        FailOnce("INSERT INTO \"Runs\"", Duplicate);

        Assert.That(await Send(new DispatchDueSchedules()), Is.EqualTo(1));

        Assert.That(Shapes().Count(shape => shape == "INSERT"), Is.EqualTo(2));
    }

    [Test]
    public async Task The_same_twice_is_a_conflict()
    {
        FailOnce("INSERT INTO [Organizations]", Duplicate);

        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => Send(new Application.Access.CreateOrganization("Acme")));
    }

    [Test]
    public async Task An_error_that_stays_is_told_after_one_try()
    {
        _server.Stub.Errors = _ => 208;

        await Assert.ThatAsync(() => Send(new GetRun(Guid.NewGuid())), Throws.InstanceOf<SqlException>().With.Property("Number").EqualTo(208));
        Assert.That(_server.Stub.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Who_gives_up_waits_no_longer_and_the_server_is_told()
    {
        using var patience = new CancellationTokenSource();
        _server.Stub.Hangs = _ =>
        {
            patience.Cancel();
            return true;
        };

        await Assert.ThatAsync(
            () => _server.Database(db => db.Runs.CountAsync(patience.Token)),
            Throws.InstanceOf<OperationCanceledException>().Or.InstanceOf<SqlException>());

        _server.Stub.Hangs = _ => false;
        Assert.That(_server.Stub.Cancelled, Is.EqualTo(1));
        Assert.That(await _server.Database(db => db.Runs.CountAsync()), Is.EqualTo(1));
    }

    private async Task<T> Send<T>(IRequest<T> request)
    {
        await using var scope = _server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    private void FailOnce(string statement, int number)
    {
        var failed = false;
        _server.Stub.Errors = request =>
        {
            if (failed || !request.Text.StartsWith(statement, StringComparison.Ordinal) && !request.Text.Contains($"\n{statement}", StringComparison.Ordinal))
                return null;
            failed = true;
            return number;
        };
    }

    /// <summary>The first word of each request; the database's clock is no part of it.</summary>
    private IEnumerable<string> Shapes() => _server.Stub.Requests
        .Where(request => !request.Text.Contains("SYSUTCDATETIME", StringComparison.Ordinal))
        .Select(request => request.Text.Split([' ', '\r', '\n'])[0]);
}
