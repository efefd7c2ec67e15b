using BenchmarkDotNet.Attributes;
using NodaTime;
using Quartz;
using Schedules.Domain.Schedules;

namespace Schedules.Benchmarks;

/// <summary>The next occurrence after each of 1,000 instants over ten years, beside Quartz's cron expressions that say the same rules.</summary>
[MemoryDiagnoser]
public class NextOccurrence
{
    private const int Instants = 1000;

    private static readonly Dictionary<string, (string Cron, Func<string, Rule> Rule)> _rules = new()
    {
        ["daily 02:00"] = ("0 0 2 * * ?", zone => new SelectorRule(ScheduleType.DAILY, null, null, List("2"), null, zone)),
        ["MON,WED,FRI 9-18/3"] = ("0 0 9,12,15,18 ? * MON,WED,FRI", zone => new SelectorRule(
            ScheduleType.WEEKLY, null, List("MON", "WED", "FRI"), new Selector(SelectorType.RANGE, ["9", "18"], 3), null, zone)),
        ["monthly on the last day"] = ("0 0 9 L * ?", zone => new SelectorRule(ScheduleType.MONTHLY, null, List("L"), List("9"), null, zone)),
        ["29 February"] = ("0 0 9 29 2 ?", zone => new SelectorRule(ScheduleType.ANNUALLY, List("2"), List("29"), List("9"), null, zone)),
    };

    private readonly Instant[] _instants = new Instant[Instants];
    private readonly DateTimeOffset[] _moments = new DateTimeOffset[Instants];
    private CalendarPattern _pattern = null!;
    private CronExpression _cron = null!;

    [Params("UTC", "America/New_York")]
    public string Zone { get; set; } = "";

    [ParamsSource(nameof(RuleNames))]
    public string Rule { get; set; } = "";

    public static IEnumerable<string> RuleNames => _rules.Keys;

    [GlobalSetup]
    public void SetUp()
    {
        var (cron, rule) = _rules[Rule];
        _pattern = rule(Zone).Compile(DateTimeZone.Utc);
        _cron = new CronExpression(cron, TimeZoneInfo.FindSystemTimeZoneById(Zone));
        var start = Instant.FromUtc(2024, 1, 1, 0, 0);
        for (var i = 0; i < Instants; i++)
        {
            _instants[i] = start + Duration.FromMinutes(i * 5261L);
            _moments[i] = _instants[i].ToDateTimeOffset();
        }
    }

    [Benchmark(OperationsPerInvoke = Instants)]
    public Instant? Next()
    {
        Instant? last = null;
        foreach (var instant in _instants)
            last = Occurrences.Next(_pattern, instant);
        return last;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Instants)]
    public DateTimeOffset? QuartzCron()
    {
        DateTimeOffset? last = null;
        foreach (var moment in _moments)
            last = _cron.GetNextValidTimeAfter(moment);
        return last;
    }

    private static Selector List(params string[] values) => new(SelectorType.LIST, values, null);
}
