using Schedules.Testing;

// Around every test of an assembly, whichever it is: NUnit asks for that.
namespace Schedules;

/// <summary>The one PostgreSQL server of these tests. It is started when the first of them asks for a database.</summary>
[SetUpFixture]
public sealed class Postgres
{
    private static readonly Lazy<Task<PostgresServer>> _server = new(() => PostgresServer.Start(PostgresServer.Fast));

    /// <summary>Makes an empty database, or a copy of one to which nobody is connected.</summary>
    /// <returns>Its connection string, for Npgsql.</returns>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or does not start.</exception>
    public static async Task<string> CreateDatabase(string template = "template1")
    {
        var server = await _server.Value;
        return await server.CreateDatabase(template);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await _server.Value).DisposeAsync();
    }
}
