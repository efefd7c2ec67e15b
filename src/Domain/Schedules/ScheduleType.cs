namespace Schedules.Domain.Schedules;

/// <summary>Which calendar unit a selector rule picks its days from. Named as on the wire.</summary>
public enum ScheduleType
{
    DAILY,
    WEEKLY,
    MONTHLY,
    CALENDAR,
    ANNUALLY,
}

/// <summary>The wire words: DAILY, WEEKLY, MONTHLY, CALENDAR, ANNUALLY.</summary>
public static class ScheduleTypes
{
    private static readonly WireWords<ScheduleType> _words = new("type", type => type.ToString());

    /// <exception cref="InvalidValueException">type: missing or another word.</exception>
    public static ScheduleType Parse(string? word) => _words.Parse(word);

    /// <summary>The word that stands for it in JSON.</summary>
    public static string Word(this ScheduleType type) => _words.Of(type);
}
