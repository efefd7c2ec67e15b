using System.Globalization;
using System.Runtime.InteropServices;

namespace Schedules.Testing;

/// <summary>By Linux's numbers.</summary>
internal enum Signal
{
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}

/// <summary>One process of Linux. The id alone may be another's later; with the start time it is this one's for ever.</summary>
internal sealed record ProcessTree(int Id, int ParentId, string StartedAt, char State, string Name)
{
    /// <summary>A process that has ended and that nobody has asked about is dead too.</summary>
    public bool IsAlive => Read(Id) is { State: not 'Z' } now && now.StartedAt == StartedAt;

    /// <summary>A process that is there now.</summary>
    public static ProcessTree Of(int id) => Read(id) ?? throw new InvalidOperationException($"There is no process {id}.");

    /// <summary>All that a process started, and what those started.</summary>
    public static IReadOnlyList<ProcessTree> Under(int id)
    {
        var all = Directory.GetDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var found) ? Read(found) : null)
            .OfType<ProcessTree>().ToLookup(process => process.ParentId);
        return [.. Children(id)];

        IEnumerable<ProcessTree> Children(int parent) => all[parent].SelectMany(child => Children(child.Id).Prepend(child));
    }

    public void Kill() => Send(Signal.Kill);

    /// <summary>Sends a signal; one that has ended gets none.</summary>
    public void Send(Signal signal)
    {
        if (IsAlive)
            _ = NativeKill(Id, (int)signal);
    }

    private static ProcessTree? Read(int id)
    {
        try
        {
            // pid (name) state parent …; the 22nd is the start time. A name may hold blanks and parentheses.
            var text = File.ReadAllText($"/proc/{id}/stat");
            var end = text.LastIndexOf(')');
            var fields = text[(end + 2)..].Split(' ');
            return new(id, int.Parse(fields[1], CultureInfo.InvariantCulture), fields[19], fields[0][0], text[(text.IndexOf('(') + 1)..end]);
        }
        catch (IOException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int processId, int signal);
}
