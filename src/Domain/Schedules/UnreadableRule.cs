using NodaTime;

namespace Schedules.Domain.Schedules;

/// <summary>
/// A stored rule that this version does not understand, for example one in a zone that the time zone database has dropped. It stands in the way
/// of no other schedule: what was due fails and says why, and nothing is due again until somebody replaces the rule.
/// </summary>
/// <param name="Text">As stored.</param>
/// <param name="Problem">What is not understood, as a sentence.</param>
public sealed record UnreadableRule(string Text, string Problem) : Rule
{
    public override CalendarPattern Compile(DateTimeZone organizationZone) => new(new Dates([]), hours: 0, organizationZone, until: null);
}
