namespace Schedules.Verification.Recurrence;

/// <summary>A rule as questions: is it due on this local day, is it due at this local hour.</summary>
/// <param name="IsDay">Whether a local day is the rule's.</param>
/// <param name="IsHour">Whether a local hour, 0 to 23, is the rule's.</param>
/// <param name="Zone">Whose days and hours.</param>
/// <param name="Until">The last instant, UTC; null without end.</param>
internal sealed record DueRule(Func<DateOnly, bool> IsDay, Func<int, bool> IsHour, ZoneClock Zone, DateTime? Until)
{
    /// <summary>Every instant of a month of UTC at which the rule is due, in order: all local hours of that time are looked at, one by one.</summary>
    public IEnumerable<DateTime> In(int year, int month) =>
        LocalHours(new DateOnly(year, month, 1))
            .Select(Zone.FirstShowing)
            .Where(at => at.Year == year && at.Month == month && !(at > Until))
            .Distinct().Order();

    // A local day may begin or end a day away from UTC's.
    private IEnumerable<DateTime> LocalHours(DateOnly first)
    {
        for (var day = first.AddDays(-2); day < first.AddMonths(1).AddDays(2); day = day.AddDays(1))
        {
            for (var hour = 0; hour < 24 && IsDay(day); hour++)
            {
                if (IsHour(hour))
                    yield return day.ToDateTime(new TimeOnly(hour, 0));
            }
        }
    }
}
