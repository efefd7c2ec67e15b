namespace Schedules.Verification.Recurrence;

/// <summary>
/// The instants at which a stored rule is due, worked out a second time and plainly: every local hour is looked at. A rule's month is worked out
/// once and kept for the other schedules of the same rule. Not for two threads at once.
/// </summary>
/// <param name="defaultTimeZone">The zone of rules that name none.</param>
/// <exception cref="FormatException">The zone is not known here.</exception>
public sealed class DueInstants(string defaultTimeZone)
{
    private const int MostInstantsKept = 2_000_000;
    private const int MostRulesKept = 10_000;

    private static readonly DateTime _first = new(2, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime _last = new(9998, 12, 31, 0, 0, 0, DateTimeKind.Utc);

    private readonly ZoneClock _defaultZone = ZoneClock.Of(defaultTimeZone);
    private readonly Dictionary<string, DueRule> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Rule, int Month), DateTime[]> _months = [];
    private int _kept;

    /// <summary>In order, in UTC, strictly after one instant and up to another, which is included. Worked out as they are asked for.</summary>
    /// <param name="rule">The rule's JSON.</param>
    /// <param name="after">UTC.</param>
    /// <param name="until">UTC.</param>
    /// <exception cref="FormatException">At once: the rule is not understood; the message says what of it.</exception>
    public IEnumerable<DateTime> Between(string rule, DateTime after, DateTime until)
    {
        var read = Read(rule);
        var (first, last) = (after > _first ? after : _first, until < _last ? until : _last);
        return first >= last
            ? []
            : Enumerable.Range(MonthOf(first), MonthOf(last) - MonthOf(first) + 1)
                .SelectMany(month => In(rule, read, month)).Where(at => at > after && at <= until);
    }

    private DueRule Read(string rule)
    {
        if (_rules.TryGetValue(rule, out var known))
            return known;
        if (_rules.Count >= MostRulesKept)
            _rules.Clear();
        return _rules[rule] = RuleReader.Read(rule, _defaultZone);
    }

    private DateTime[] In(string rule, DueRule read, int month)
    {
        if (_months.TryGetValue((rule, month), out var known))
            return known;
        DateTime[] found = [.. read.In(month / 12, (month % 12) + 1)];
        Keep((rule, month), found);
        return found;
    }

    private void Keep((string Rule, int Month) key, DateTime[] found)
    {
        // An empty month takes room too.
        _kept += found.Length + 10;
        if (_kept > MostInstantsKept)
        {
            _months.Clear();
            _kept = found.Length + 10;
        }

        _months[key] = found;
    }

    private static int MonthOf(DateTime at) => (at.Year * 12) + at.Month - 1;
}
