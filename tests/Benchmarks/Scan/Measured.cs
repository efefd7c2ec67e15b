namespace Schedules.Benchmarks.Scan;

/// <summary>What a scan took.</summary>
/// <param name="Pages">Of the site, each looked at in all of the scanner's ways.</param>
/// <param name="Openings">Pages times ways.</param>
/// <param name="Elapsed">By the clock.</param>
/// <param name="CpuSeconds">Of the scanner and its browsers.</param>
/// <param name="Megabytes">The most at a time.</param>
internal sealed record Measured(int Pages, int Openings, TimeSpan Elapsed, double CpuSeconds, double Megabytes)
{
    public double PagesPerMinute => Pages / Elapsed.TotalMinutes;

    public double OpeningsPerMinute => Openings / Elapsed.TotalMinutes;

    public override string ToString() =>
        $"{Pages} pages, {Openings} openings in {Elapsed.TotalSeconds:F0} s: {PagesPerMinute:F1} pages/min, {OpeningsPerMinute:F0} openings/min, "
        + $"CPU {CpuSeconds / Openings:F2} s an opening, {Megabytes:F0} MB";
}
