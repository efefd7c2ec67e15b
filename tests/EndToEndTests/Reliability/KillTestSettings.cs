using System.Globalization;

namespace Schedules.EndToEndTests.Reliability;

/// <summary>
/// How long the kill test goes on (SCHEDULES_KILLTEST_MINUTES; from ten on it is the long one), which choices it makes (SCHEDULES_KILLTEST_SEED), and in
/// which folder it leaves its report and the processes' logs (SCHEDULES_KILLTEST_REPORT).
/// </summary>
internal static class KillTestSettings
{
    private const double DefaultMinutes = 0.35;
    private const double LongMinutes = 10;

    private static readonly double _minutes = Setting("MINUTES") is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : DefaultMinutes;

    public static int Seed { get; } = Setting("SEED") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : Random.Shared.Next();

    /// <summary>How long there are faults, if that makes enough of them.</summary>
    public static TimeSpan Time => TimeSpan.FromMinutes(_minutes);

    public static bool IsLong => _minutes >= LongMinutes;

    /// <summary>How fast the processes' clocks run: an hour takes 30 s, or 15 s where there are few schedules and little time.</summary>
    public static int Speed => IsLong ? 120 : 240;

    /// <summary>How often a process is killed as soon as it has dispatched.</summary>
    public static int KillsAtDispatch => IsLong ? 20 : 4;

    /// <summary>Fewer would not be worth its time.</summary>
    public static int LeastKills => IsLong ? 100 : 3;

    /// <inheritdoc cref="LeastKills"/>
    public static int LeastOccurrences => IsLong ? 10_000 : 500;

    /// <summary>Writes a file into the folder, where one is named.</summary>
    public static async Task Keep(string name, string text)
    {
        if (Setting("REPORT") is not { } folder)
            return;
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, name), text);
    }

    private static string? Setting(string name) =>
        Environment.GetEnvironmentVariable($"SCHEDULES_KILLTEST_{name}") is { Length: > 0 } value ? value : null;
}
