using System.Diagnostics;
using System.Text.Json.Nodes;
using Schedules.Testing;

namespace Schedules.EndToEndTests;

/// <summary>
/// The published program as a process of its own, on a free port of this machine, with a folder of its own for its data. It can be stopped, killed and
/// started again on the same data. Disposing ends whatever it started, and attaches its log to a test that failed.
/// </summary>
internal sealed class PublishedServer : IAsyncDisposable
{
    private static readonly HttpClient _client = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("schedules-server-").FullName;
    private readonly ServerLog _log = new();
    private readonly List<ProcessTree> _orphans = [];
    private Process? _process;

    /// <summary>By their names in the environment: <c>Runs__Lease</c>. They hold from the next start.</summary>
    public Dictionary<string, string> Settings { get; } = new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["DOTNET_TieredPGO"] = "0", // It ends before that would pay.
    };

    /// <summary>http://127.0.0.1:port; another one after each start.</summary>
    public string Address { get; private set; } = "";

    public string Folder => _folder;

    /// <summary>Where an embedded database stands.</summary>
    public string Data => Path.Combine(_folder, "data");

    /// <summary>Null while it does not run.</summary>
    public int? ProcessId => _process is { HasExited: false } ? _process.Id : null;

    public string Log => _log.Text;

    /// <summary>From the next start on the program works on a database of PostgreSQL.</summary>
    public void UsePostgreSql(string connectionString)
    {
        Settings["Database__Provider"] = "PostgreSql";
        Settings["ConnectionStrings__Schedules"] = connectionString;
    }

    /// <summary>Runs the program to its end.</summary>
    public Task<Outcome> Run(params string[] arguments) => Command.Run(Prepare(arguments));

    /// <summary>How the program is started: in its folder, with its settings, and its streams redirected.</summary>
    public ProcessStartInfo Prepare(params string[] arguments)
    {
        var start = Command.Start("dotnet", [Published.Program, .. arguments]);
        start.WorkingDirectory = _folder;
        foreach (var (name, value) in Settings)
            start.Environment[name] = value;
        return start;
    }

    /// <summary>Makes a tenant by the program's own verb; on an embedded database that is not there yet, by a copy of one in which it did.</summary>
    public async Task<Tenant> CreateTenant(string name = "Acme") => new(
        this, Settings.ContainsKey("Database__Provider") || Directory.Exists(Data) ? await CreateOrganization(name) : await FirstTenant.CopyTo(this));

    /// <summary>Runs create-organization.</summary>
    /// <returns>What it prints.</returns>
    public async Task<JsonNode> CreateOrganization(string name)
    {
        var outcome = await Run("create-organization", name);
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Errors);
        return JsonNode.Parse(outcome.Output)!;
    }

    /// <summary>Starts the program and returns once it is ready.</summary>
    /// <param name="clock">The instant that its clock shows at first, in ISO 8601; null for the machine's.</param>
    public async Task Start(string? clock = null)
    {
        await StartUnready(clock);
        await Poll.Until($"{Address}/health/ready", () => Status("/health/ready"), status => status == 200);
    }

    /// <summary>Starts the program and returns once it listens, whether it is ready or not.</summary>
    /// <inheritdoc cref="Start"/>
    public async Task StartUnready(string? clock)
    {
        if (clock is not null)
            Settings["Clock__StartAt"] = clock;
        var before = _log.Count;
        Launch("http://127.0.0.1:0");
        Address = await Seen("the address that the program listens on", () => _log.AddressAfter(before), address => address.Length > 0);
    }

    /// <summary>Waits for words in the log.</summary>
    public Task UntilLogged(string words) => Seen($"\"{words}\" in the log", () => Log, log => log.Contains(words, StringComparison.Ordinal));

    /// <summary>Starts the program and does not wait for anything.</summary>
    /// <param name="address">Where it shall listen.</param>
    public void Launch(string address)
    {
        Address = address;
        _process = Process.Start(Prepare("--urls", address))!;
        _log.Listen(_process);
    }

    /// <summary>Sends a signal to the process alone.</summary>
    public void Send(Signal signal) => ProcessTree.Of(_process!.Id).Send(signal);

    /// <summary>Ends the process alone, at once and without a word to it (SIGKILL). What it had started is left to itself.</summary>
    /// <returns>What it had started.</returns>
    public async Task<IReadOnlyList<ProcessTree>> Kill()
    {
        var orphans = ProcessTree.Under(_process!.Id);
        _orphans.AddRange(orphans);
        _process.Kill();
        await Ended();
        return orphans;
    }

    /// <summary>Asks the process to end, as a service manager does (SIGTERM).</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Stop()
    {
        Send(Signal.Terminate);
        return await Ended();
    }

    public async Task<int> Status(string path)
    {
        FailWhereEnded();
        using var answer = await _client.GetAsync(Address + path);
        return (int)answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await Ended();
        }

        _orphans.ForEach(orphan => orphan.Kill());
        _log.Attach();
        Directory.Delete(_folder, recursive: true);
    }

    // Not WaitForExit: that would wait for the streams too, which orphans may hold open.
    private async Task<int> Ended()
    {
        await Poll.Until("the end of the program", () => _process!.HasExited, ended => ended);
        var exitCode = _process!.ExitCode;
        _process.Dispose();
        _process = null;
        return exitCode;
    }

    private void FailWhereEnded()
    {
        if (_process is not { HasExited: false })
            throw new AssertionException($"The program has ended:\n{Log}");
    }

    private Task<T> Seen<T>(string awaited, Func<T> look, Func<T, bool> isThere) => Poll.Until(
        awaited,
        () =>
        {
            FailWhereEnded();
            return look();
        },
        isThere);
}
