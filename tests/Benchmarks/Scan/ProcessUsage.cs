using System.Globalization;
using Schedules.Testing;

namespace Schedules.Benchmarks.Scan;

/// <summary>
/// The processor time and the memory of processes and all that they start, looked at four times a second. The time of a process that has ended is in its
/// parent's; lost is what one used after the last look whose parent ended with it.
/// </summary>
internal sealed class ProcessUsage : IAsyncDisposable
{
    private const int MemoryEvery = 8;
    private const double TicksPerSecond = 100;

    private readonly int _root;
    private readonly int[] _except;
    private readonly CancellationTokenSource _done = new();
    private readonly Task _watching;
    private double _last;

    /// <param name="root">The process.</param>
    /// <param name="except">Those below it that do not count, with all below them.</param>
    private ProcessUsage(int root, int[] except)
    {
        (_root, _except) = (root, except);
        _last = Seconds(Processes());
        _watching = Watch(_done.Token);
    }

    private double CpuSeconds { get; set; }

    private double PeakMegabytes { get; set; }

    /// <summary>Begins to watch a process and all below it, from another one: watching takes time too.</summary>
    public static Task<Aside> Of(int root, int except) =>
        Aside.Start("scan-usage", root.ToString(CultureInfo.InvariantCulture), except.ToString(CultureInfo.InvariantCulture));

    /// <summary>Ends that.</summary>
    /// <returns>Of the processor; and the most memory at a time, where what several processes share is shared among them (PSS).</returns>
    public static async Task<(double CpuSeconds, double Megabytes)> Seen(Aside watching) =>
        (await watching.End()).Split(' ') is [var seconds, var megabytes]
            ? (double.Parse(seconds, CultureInfo.InvariantCulture), double.Parse(megabytes, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException("Nobody watched.");

    /// <summary>Watches until standard input ends, and prints the two numbers.</summary>
    public static async Task Serve(int root, int except)
    {
        var usage = new ProcessUsage(root, [except, Environment.ProcessId]);
        await using (usage)
        {
            Console.WriteLine(root.ToString(CultureInfo.InvariantCulture));
            await Console.In.ReadToEndAsync();
        }

        Console.Write(string.Create(CultureInfo.InvariantCulture, $"{usage.CpuSeconds} {usage.PeakMegabytes}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _watching;
        Look();
        _done.Dispose();
    }

    private async Task Watch(CancellationToken done)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        for (var looks = 0; !done.IsCancellationRequested; looks++)
        {
            Look();
            if (looks % MemoryEvery == 0)
                PeakMegabytes = Math.Max(PeakMegabytes, Processes().Sum(Megabytes));
            await timer.WaitForNextTickAsync(done).AsTask().ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    private void Look()
    {
        var now = Seconds(Processes());
        CpuSeconds += Math.Max(0, now - _last);
        _last = now;
    }

    private List<int> Processes()
    {
        var not = _except.SelectMany(id => ProcessTree.Under(id).Select(process => process.Id).Append(id)).ToHashSet();
        return [.. ProcessTree.Under(_root).Select(process => process.Id).Append(_root).Where(id => !not.Contains(id))];
    }

    // Its own time and that of its ended children, by the kernel and not.
    private static double Seconds(IEnumerable<int> processes) => processes.Sum(id =>
        Read($"/proc/{id}/stat") is { Length: > 0 } stat
            ? stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[11..15].Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond
            : 0);

    private static double Megabytes(int id)
    {
        var line = Read($"/proc/{id}/smaps_rollup").Split('\n').FirstOrDefault(line => line.StartsWith("Pss:", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
