using NodaTime;

namespace Schedules.Domain.Schedules;

/// <summary>When a check is due, in one of two languages: <see cref="PeriodRule"/> or <see cref="SelectorRule"/>. Equal by what was sent.</summary>
public abstract record Rule
{
    /// <summary>What the rule means. Cheap: a rule is understood once, when it is made.</summary>
    /// <param name="organizationZone">The zone of a rule that names none.</param>
    public abstract CalendarPattern Compile(DateTimeZone organizationZone);
}
