using System.Diagnostics;
using System.Globalization;

namespace Schedules.Testing;

/// <summary>
/// The temporary folder of one PostgreSQL server, and the programs that work in it. A watchdog, which lives as long as a pipe from this process, ends a
/// server that is left behind, and deletes the folder.
/// </summary>
internal sealed class PostgresFolder : IAsyncDisposable
{
    // PostgreSQL refuses to run as root. Debian's package makes this user.
    private const string User = "postgres";

    // The id in the file may be another process's by now, or a dead one's that nobody has asked about: the command line tells.
    private const string Watchdog = """
        trap '' INT TERM HUP
        read -r _
        server=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
        is_there() { grep -qs "$1/data" "/proc/$server/cmdline"; }
        is_there "$1" && kill -INT "$server"
        for _ in $(seq 100); do is_there "$1" || break; sleep 0.1; done
        is_there "$1" && kill -KILL "$server"
        rm -rf "$1"
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("schedules-postgres-").FullName;
    private readonly Process _watchdog;

    public PostgresFolder()
    {
        var start = new ProcessStartInfo("sh", ["-c", Watchdog, "watchdog", _folder]) { UseShellExecute = false, RedirectStandardInput = true };
        _watchdog = Process.Start(start)!;
    }

    /// <summary>What the server wrote.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    private string Data => Path.Combine(_folder, "data");

    private string LogFile => Path.Combine(_folder, "log");

    /// <summary>Makes an empty cluster that lets everybody in and listens on 127.0.0.1 alone.</summary>
    public async Task Initialize(int port, IEnumerable<(string Name, string Value)> settings)
    {
        if (Environment.IsPrivilegedProcess)
            await Run(new ProcessStartInfo("chown", [$"{User}:", _folder]));
        await Run(InFolder("initdb", "-D", Data, "-U", PostgresServer.Superuser, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"));
        (string Name, string Value)[] own =
            [("listen_addresses", "127.0.0.1"), ("port", port.ToString(CultureInfo.InvariantCulture)), ("unix_socket_directories", ""), ("dynamic_shared_memory_type", "mmap")];
        await File.AppendAllLinesAsync(
            Path.Combine(Data, "postgresql.conf"), own.Concat(settings).Select(setting => $"{setting.Name} = '{setting.Value}'"));
    }

    /// <summary>Starts the server as a child; it may not answer yet.</summary>
    public Process StartServer() => Process.Start(InFolder("postgres", "-D", Data))!;

    public async ValueTask DisposeAsync()
    {
        _watchdog.StandardInput.Close();
        await _watchdog.WaitForExitAsync();
        _watchdog.Dispose();
    }

    // The shell sends what is written to the log and then becomes the program, whose id is the process's.
    private ProcessStartInfo InFolder(string program, params string[] arguments)
    {
        string[] command = ["sh", "-c", "exec \"$@\" >>log 2>&1", "sh", Path.Combine(Binaries(), program), .. arguments];
        string[] asUser = Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={User}", $"--regid={User}", "--init-groups", .. command] : command;
        return new ProcessStartInfo(asUser[0], asUser[1..]) { WorkingDirectory = _folder };
    }

    private async Task Run(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"\"{start.FileName} {string.Join(' ', start.ArgumentList)}\" failed:\n{Log}");
    }

    // Debian keeps them off the PATH, a folder a version.
    private static string Binaries()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Concat(versions.OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")))
            ?? throw new InvalidOperationException("PostgreSQL's server is not installed on this machine: run scripts/install-postgres.sh.");
    }
}
