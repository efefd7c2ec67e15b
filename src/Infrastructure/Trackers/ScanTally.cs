using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>Counts the pages of a scan while it goes on, in several browsers at once.</summary>
internal sealed class ScanTally(IProgress<ScanProgress> progress)
{
    private readonly Lock _lock = new();
    private ScanProgress _now = new(Pass: null, 0, 0, 0);

    public void Planned(int pages) => Report(now => now with { Planned = pages });

    public void Seen(PageEvidence page) => Report(now =>
        now with { Pass = page.Pass, Seen = now.Seen + (page.Seen ? 1 : 0), Failed = now.Failed + (page.Seen ? 0 : 1) });

    private void Report(Func<ScanProgress, ScanProgress> change)
    {
        lock (_lock)
            progress.Report(_now = change(_now));
    }
}
