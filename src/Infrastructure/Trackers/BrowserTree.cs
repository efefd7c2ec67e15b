using System.Globalization;

namespace Schedules.Infrastructure.Trackers;

/// <summary>The processes of one browser, found by a mark on the command line of the first. Linux alone tells them; elsewhere there seem to be none.</summary>
internal sealed class BrowserTree(string mark)
{
    // Looked for once: to read every command line of the machine each second is work.
    private int[] _first = [];

    /// <summary>The ids of the browser's processes.</summary>
    public IReadOnlyList<int> Processes()
    {
        if (!OperatingSystem.IsLinux())
            return [];
        var parents = Directory.GetDirectories("/proc").Select(Path.GetFileName)
            .Select(name => int.TryParse(name, CultureInfo.InvariantCulture, out var pid) ? pid : 0).Where(pid => pid > 0)
            .ToDictionary(pid => pid, ParentOf);
        var found = First(parents.Keys).ToHashSet();
        while (parents.Where(process => found.Contains(process.Value)).Select(process => process.Key).ToList().Exists(found.Add))
        {
            // One more generation.
        }

        return [.. found];
    }

    /// <summary>What they use together that is nobody else's, in megabytes.</summary>
    public static long Memory(IEnumerable<int> processes) => processes.Sum(Kilobytes) / 1024;

    public static void Kill(IEnumerable<int> processes)
    {
        foreach (var pid in processes)
        {
            try
            {
                using var process = System.Diagnostics.Process.GetProcessById(pid);
                process.Kill();
            }
            catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // It has ended by itself.
            }
        }
    }

    private int[] First(IEnumerable<int> all)
    {
        var still = Array.FindAll(_first, IsMarked);
        return _first = still.Length > 0 ? still : [.. all.Where(IsMarked)];
    }

    private bool IsMarked(int pid) => Read(pid, "cmdline").Contains(mark, StringComparison.Ordinal);

    private static long Kilobytes(int pid)
    {
        var line = Read(pid, "status").Split('\n').FirstOrDefault(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1], CultureInfo.InvariantCulture);
    }

    private static int ParentOf(int pid)
    {
        var stat = Read(pid, "stat");
        return stat.Length == 0 ? 0 : int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static string Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
