using System.Globalization;
using System.Runtime.Versioning;

namespace Schedules.IntegrationTests.Trackers;

/// <summary>A start script of the machine's browser whose processes can be told from anybody else's, with switches put before or after the scanner's.</summary>
[SupportedOSPlatform("linux")]
internal sealed class MarkedBrowser : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marked-browser").FullName;
    private readonly string _mark = $"--mark={Guid.NewGuid():N}";

    public MarkedBrowser(string switches = "")
    {
        Path = System.IO.Path.Combine(_folder, "browser");
        File.WriteAllText(Path, $"#!/bin/sh\nfor b in chromium-headless-shell chromium; do\n  if command -v $b >/dev/null; then exec $b {_mark} \"$@\" {switches}; fi\ndone\nexit 1\n");
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public string Path { get; }

    /// <summary>The marked processes and all that descend from them, as "pid starttime".</summary>
    public IReadOnlyList<string> Processes()
    {
        var all = Directory.GetDirectories("/proc").Select(System.IO.Path.GetFileName).Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
            .Select(pid => Stat(pid!)).OfType<(string Pid, string Parent, string Id, char State)>().ToList();
        var found = all.Where(process => CommandLine(process.Pid).Contains(_mark, StringComparison.Ordinal)).ToHashSet();
        while (all.Where(process => found.Any(parent => parent.Pid == process.Parent)).Any(found.Add))
        {
            // One more generation.
        }

        return [.. found.Select(process => process.Id)];
    }

    public static bool IsAlive(string id) => Stat(id.Split(' ')[0]) is { } process && process.Id == id && process.State != 'Z';

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (string Pid, string Parent, string Id, char State)? Stat(string pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (pid, fields[1], string.Create(CultureInfo.InvariantCulture, $"{pid} {fields[19]}"), fields[0][0]);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string CommandLine(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
