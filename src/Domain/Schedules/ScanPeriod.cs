namespace Schedules.Domain.Schedules;

/// <summary>How often a tracker scan runs.</summary>
public enum ScanPeriod
{
    Daily,
    Weekly,
    Monthly,
    Quarterly,
}

/// <summary>The wire words: daily, weekly, monthly, quarterly.</summary>
public static class ScanPeriods
{
    private static readonly WireWords<ScanPeriod> _words = new("scanPeriod", period => period switch
    {
        ScanPeriod.Daily => "daily",
        ScanPeriod.Weekly => "weekly",
        ScanPeriod.Monthly => "monthly",
        ScanPeriod.Quarterly => "quarterly",
    });

    /// <exception cref="InvalidValueException">scanPeriod: missing or another word.</exception>
    public static ScanPeriod Parse(string? word) => _words.Parse(word);

    /// <summary>The word that stands for it in JSON.</summary>
    public static string Word(this ScanPeriod period) => _words.Of(period);
}
