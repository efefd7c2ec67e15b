namespace Schedules.Verification.Ledger;

/// <summary>A distribution of delays, kept to the millisecond as one count a delay: millions of runs share a few thousand of them.</summary>
public sealed class Lateness
{
    private readonly Dictionary<long, long> _counts = [];

    public long Count { get; private set; }

    /// <summary>The delay that a share of the runs did not exceed; null without runs.</summary>
    /// <param name="share">0.5 is the median, 1 the longest.</param>
    public TimeSpan? Quantile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        foreach (var (milliseconds, count) in _counts.OrderBy(pair => pair.Key))
        {
            rank -= count;
            if (rank <= 0)
                return TimeSpan.FromMilliseconds(milliseconds);
        }

        return null;
    }

    internal void Add(TimeSpan delay)
    {
        var milliseconds = (long)Math.Round(delay.TotalMilliseconds);
        _counts[milliseconds] = _counts.GetValueOrDefault(milliseconds) + 1;
        Count++;
    }
}
