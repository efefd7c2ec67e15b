using System.Diagnostics;
using Npgsql;

namespace Schedules.Testing;

/// <summary>
/// A PostgreSQL server of its own, on a free port of 127.0.0.1, with its data in a temporary folder. Disposing ends it and deletes the folder; so does the
/// end of the process that started it, however that came.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The owner of the databases, who is nobody special: the server keeps a few connections for <see cref="Superuser"/> alone.</summary>
    public const string Owner = "schedules";

    public const string Superuser = "postgres";

    /// <summary>Settings for tests that no power cut is part of.</summary>
    public static readonly (string Name, string Value)[] Fast =
        [("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off"), ("max_connections", "400")];

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    private readonly PostgresFolder _folder = new();
    private Process? _postmaster;
    private int _databases;

    private PostgresServer()
    {
    }

    public int Port { get; } = LoopbackPort.Free();

    /// <param name="settings">As in postgresql.conf.</param>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or does not start.</exception>
    public static async Task<PostgresServer> Start(params (string Name, string Value)[] settings)
    {
        var server = new PostgresServer();
        await server._folder.Initialize(server.Port, settings);
        await server.Launch();
        await server.Execute($"CREATE ROLE {Owner} LOGIN");
        return server;
    }

    /// <summary>For Npgsql. No password: whoever reaches the server is let in.</summary>
    public string ConnectionString(string database, string user = Owner) =>
        $"Host=127.0.0.1;Port={Port};Database={database};Username={user}";

    /// <summary>Makes a database: an empty one, or a copy of one to which nobody is connected.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabase(string template = "template1")
    {
        var name = $"schedules_{Interlocked.Increment(ref _databases)}";
        await Execute($"CREATE DATABASE {name} OWNER {Owner} TEMPLATE {template}");
        return ConnectionString(name);
    }

    /// <summary>Ends every session and the server, in order ("fast"). Nothing is lost.</summary>
    public async Task Stop()
    {
        if (_postmaster is not null)
            ProcessTree.Of(_postmaster.Id).Send(Signal.Interrupt);
        await Ended();
    }

    /// <summary>Ends all of the server's processes at once (SIGKILL), as a power cut does; the next start recovers from the log.</summary>
    public async Task Kill()
    {
        if (_postmaster is null)
            return;
        // It is held first: else it would see its children die one by one, and start them again.
        var postmaster = ProcessTree.Of(_postmaster.Id);
        postmaster.Send(Signal.Stop);
        var all = ProcessTree.Under(postmaster.Id).Append(postmaster).ToList();
        all.ForEach(process => process.Kill());
        await Ended();
        while (all.Exists(process => process.IsAlive))
            await Task.Delay(_pause);
    }

    /// <summary>Starts it again on the same port and data; one that is still there is stopped first.</summary>
    public async Task Restart()
    {
        await Stop();
        await Launch();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await _folder.DisposeAsync();
    }

    private async Task Launch()
    {
        _postmaster = _folder.StartServer();
        var watch = Stopwatch.StartNew();
        while (!await Answers())
        {
            if (_postmaster.HasExited || watch.Elapsed > _patience)
                throw new InvalidOperationException($"PostgreSQL did not start:\n{_folder.Log}");
            await Task.Delay(_pause);
        }
    }

    private async Task<bool> Answers()
    {
        try
        {
            await Execute("SELECT 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres", Superuser) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task Ended()
    {
        if (_postmaster is null)
            return;
        using var timeout = new CancellationTokenSource(_patience);
        await _postmaster.WaitForExitAsync(timeout.Token);
        _postmaster.Dispose();
        _postmaster = null;
    }
}
