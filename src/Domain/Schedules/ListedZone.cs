using System.Runtime.InteropServices;
using NodaTime;
using NodaTime.TimeZones;

namespace Schedules.Domain.Schedules;

/// <summary>From an instant on (seconds since 1970), the clock shows so many seconds more than UTC.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ZoneChange(long At, int Offset);

/// <summary>
/// A zone by the list of its clock changes, worked out until 2100; later years by their yearly changes. Until 2100, asking allocates nothing.
/// Only what the clock shows is told: <see cref="ZoneInterval.Name"/> is the zone's id, and <see cref="ZoneInterval.Savings"/> is always zero.
/// </summary>
public sealed class ListedZone : DateTimeZone
{
    private const int LastListedYear = 2100;
    private const int LastYear = 9999;
    private const int BucketBits = 21; // 24 days: two changes rarely fall in one.

    private static readonly long _lastListed = Instant.FromUtc(LastListedYear, 12, 1, 0, 0).ToUnixTimeSeconds();
    private static readonly long _firstOfTime = Instant.MinValue.ToUnixTimeSeconds();
    private static readonly long _lastOfTime = Instant.MaxValue.ToUnixTimeSeconds();

    private readonly YearlyChanges? _yearly;
    private readonly ZoneInterval[] _intervals;
    private readonly long[] _ends;

    // The interval in force when each stretch of 24 days since 1970 begins: found at once, where a search would take eight comparisons.
    private readonly int[] _buckets;

    private ListedZone(string id, ZoneInterval[] intervals, YearlyChanges? yearly)
        : base(id, false, intervals.Min(interval => interval.WallOffset), intervals.Max(interval => interval.WallOffset))
    {
        (_intervals, _yearly) = (intervals, yearly);
        _ends = Array.ConvertAll(intervals, interval => interval.HasEnd ? interval.End.ToUnixTimeSeconds() : long.MaxValue);
        _buckets = new int[(_lastListed >> BucketBits) + 1];
        for (int bucket = 0, i = 0; bucket < _buckets.Length; bucket++)
        {
            while (_ends[i] <= (long)bucket << BucketBits)
                i++;
            _buckets[bucket] = i;
        }
    }

    /// <summary>A zone whose clock has always been changed as it will be.</summary>
    public static ListedZone Of(string id, YearlyChanges yearly) => Of(id, yearly.Standard, [], yearly);

    /// <param name="id">The zone's name.</param>
    /// <param name="first">The offset before the first change, in seconds.</param>
    /// <param name="changes">In order.</param>
    /// <param name="yearly">What follows the last of them; null where nothing does.</param>
    internal static ListedZone Of(string id, int first, IReadOnlyList<ZoneChange> changes, YearlyChanges? yearly)
    {
        var last = changes.Count == 0 ? _firstOfTime : changes[^1].At;
        var year = changes.Count == 0 ? 1900 : Instant.FromUnixTimeSeconds(Math.Clamp(last, _firstOfTime, _lastOfTime)).InUtc().Year;
        var later = yearly is null ? [] : Enumerable.Range(year, Math.Max(0, LastListedYear + 2 - year)).SelectMany(yearly.In).Where(change => change.At > last);
        return new ListedZone(id, Intervals(id, first, [.. changes, .. later]), yearly?.In(LastListedYear).Length > 0 ? yearly : null);
    }

    public override ZoneInterval GetZoneInterval(Instant instant)
    {
        var at = instant.ToUnixTimeSeconds();
        if (at >= _lastListed && _yearly is not null)
            return Later(instant, _yearly);
        var i = at < 0 ? 0 : _buckets[Math.Min(at >> BucketBits, _buckets.Length - 1)];
        while (at >= _ends[i])
            i++;
        return _intervals[i];
    }

    private ZoneInterval Later(Instant instant, YearlyChanges yearly)
    {
        var year = instant.InUtc().Year;
        var near = Enumerable.Range(year - 1, Math.Min(3, LastYear - year + 2)).SelectMany(yearly.In);
        return Array.Find(Intervals(Id, yearly.Standard, [.. near]), interval => interval.Contains(instant))!;
    }

    /// <summary>What lies between changes. Of several at one instant the last holds; one that changes nothing is none.</summary>
    private static ZoneInterval[] Intervals(string id, int offset, IReadOnlyList<ZoneChange> changes)
    {
        var intervals = new List<ZoneInterval>();
        Instant? start = null;
        for (var i = 0; i < changes.Count; i++)
        {
            if (changes[i].Offset == offset || changes[i].At > _lastOfTime || (i + 1 < changes.Count && changes[i + 1].At == changes[i].At))
                continue;
            if (changes[i].At > _firstOfTime)
            {
                var end = Instant.FromUnixTimeSeconds(changes[i].At);
                intervals.Add(Interval(end));
                start = end;
            }

            offset = changes[i].Offset;
        }

        return [.. intervals, Interval(null)];

        ZoneInterval Interval(Instant? end) => new(id, start, end, Offset.FromSeconds(offset), Offset.Zero);
    }
}
