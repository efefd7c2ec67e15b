using Schedules.Domain.Trackers;

namespace Schedules.WebApi.Trackers.Pipelines;

/// <summary>How far a scan is, as one line of a terminal that is written over, and taken away at the end. Nothing where standard error is no terminal.</summary>
internal sealed class ScanProgressBar : IProgress<ScanProgress>, IDisposable
{
    private const int Width = 30;
    private const string Clear = "\r\u001b[K";

    private readonly Lock _lock = new();
    private readonly TextWriter? _terminal;

    public ScanProgressBar(TextWriter? terminal) => _terminal = terminal;

    public static ScanProgressBar Choose() => new(Console.IsErrorRedirected ? null : Console.Error);

    public void Report(ScanProgress value)
    {
        lock (_lock)
            _terminal?.Write(Clear + Line(value));
    }

    public void Dispose()
    {
        lock (_lock)
            _terminal?.Write(Clear);
    }

    /// <summary><c>[#####.....] 12 of 40 openings, reject, 1 failed</c></summary>
    public static string Line(ScanProgress progress)
    {
        if (progress.Planned == 0)
            return "looking for pages";
        var done = progress.Seen + progress.Failed;
        var filled = Math.Min(Width, Width * done / progress.Planned);
        var pass = progress.Pass is { } now ? $", {TrackerWords.Of(now)}" : "";
        var failed = progress.Failed > 0 ? $", {progress.Failed} failed" : "";
        return $"[{new string('#', filled)}{new string('.', Width - filled)}] {done} of {progress.Planned} openings{pass}{failed}";
    }
}
