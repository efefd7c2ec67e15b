using NodaTime;

namespace Schedules.Domain.Trackers;

/// <summary>How far the scan of a run is, for whoever looks on from any process. Gone when the scan is done.</summary>
public sealed class RunProgress(Guid runId)
{
    public Guid RunId { get; private set; } = runId;

    public ScanPass? Pass { get; private set; }

    public int Planned { get; private set; }

    public int Seen { get; private set; }

    public int Failed { get; private set; }

    /// <summary>When this was so.</summary>
    public Instant At { get; private set; }

    public void Set(ScanProgress progress, Instant now) =>
        (Pass, Planned, Seen, Failed, At) = (progress.Pass, progress.Planned, progress.Seen, progress.Failed, now);
}
