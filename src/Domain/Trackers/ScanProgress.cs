namespace Schedules.Domain.Trackers;

/// <summary>How far a scan is.</summary>
/// <param name="Pass">The pass that a page was last opened in; null before the first.</param>
/// <param name="Planned">Pages times passes; 0 while it is still being found out which.</param>
/// <param name="Seen">Pages that answered.</param>
/// <param name="Failed">Pages that did not.</param>
public sealed record ScanProgress(ScanPass? Pass, int Planned, int Seen, int Failed);
