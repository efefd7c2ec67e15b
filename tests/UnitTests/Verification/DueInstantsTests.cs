using System.Text.Json;
using NodaTime;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;
using Schedules.UnitTests.Schedules;
using Schedules.Verification;
using Schedules.Verification.Recurrence;

namespace Schedules.UnitTests.Verification;

/// <summary>The checker's recurrence against the worked cases, and against the product's: two programs, two readers of time zones, one meaning.</summary>
public sealed class DueInstantsTests
{
    private const int RangeDays = 70;

    public static IEnumerable<TestCaseData> Vectors() =>
        Read().Select((vector, index) => new TestCaseData(vector).SetArgDisplayNames($"{index}"));

    [Test]
    public void All_160_are_there() => Assert.That(Read(), Has.Length.EqualTo(160));

    [TestCaseSource(nameof(Vectors))]
    public void The_occurrences_are_exactly_those_expected(JsonElement vector)
    {
        var (rule, after) = (vector.GetProperty("rule").GetRawText(), vector.GetProperty("after").GetString()!);
        var count = vector.GetProperty("count").GetInt32();
        var expected = vector.GetProperty("expected").EnumerateArray().Select(at => at.GetString());

        var found = new DueInstants("UTC").Between(rule, Utc(after), Utc("2045-01-01T00:00:00Z")).Take(count).Select(InstantText.Write);

        // On a machine with later laws than the cases', it is the product's walk by the machine's data that must be met.
        Assert.That(found, Is.EqualTo(TimeZones.Version == "2025b" ? expected : RuleJson.Read(rule).Next(count, after)));
    }

    [FsCheck.NUnit.Property(MaxTest = 2000, Arbitrary = [typeof(AnyRule)])]
    public void Any_rule_is_due_when_the_product_says_so(Case c)
    {
        var end = c.After + Duration.FromDays(RangeDays);

        var found = new DueInstants("UTC").Between(RuleJson.Write(c.Rule), c.After.ToDateTimeUtc(), end.ToDateTimeUtc());

        var said = Occurrences.After(c.Pattern, c.After).Select(o => o.At).TakeWhile(at => at <= end).Select(at => at.ToDateTimeUtc());
        Assert.That(found, Is.EqualTo(said), RuleJson.Write(c.Rule));
    }

    [TestCase("America/New_York", "2026-07-01T13:00:00Z")]
    [TestCase("GMT+05:45", "2026-07-01T03:15:00Z")]
    public void A_rule_that_names_no_zone_is_read_in_the_default_zone(string zone, string expected)
    {
        var found = new DueInstants(zone).Between(Daily(), Utc("2026-07-01T00:00:00Z"), Utc("2026-07-02T00:00:00Z"));

        Assert.That(found, Is.EqualTo(new[] { Utc(expected) }));
    }

    [Test]
    public void The_first_instant_is_excluded_and_the_last_included() =>
        Assert.That(
            new DueInstants("UTC").Between(Daily(), Utc("2026-07-01T09:00:00Z"), Utc("2026-07-02T09:00:00Z")),
            Is.EqualTo(new[] { Utc("2026-07-02T09:00:00Z") }));

    [TestCase("")]
    [TestCase("nonsense")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"scanPeriod":"daily","type":"DAILY"}""")]
    [TestCase("""{"scanPeriod":"hourly"}""")]
    [TestCase("""{"scanPeriod":"daily","scheduledHour":24}""")]
    [TestCase("""{"scanPeriod":"daily","scheduledHour":"9"}""")]
    [TestCase("""{"type":"SOMETIMES","hours":{"type":"LIST","values":["9"]}}""")]
    [TestCase("""{"type":"DAILY"}""")]
    [TestCase("""{"type":"DAILY","hours":{"type":"LIST","values":[]}}""")]
    [TestCase("""{"type":"DAILY","hours":{"type":"LIST","values":[9]}}""")]
    [TestCase("""{"type":"DAILY","hours":{"type":"LIST","values":["24"]}}""")]
    [TestCase("""{"type":"DAILY","hours":{"type":"LIST","values":["1","2"],"interval":2}}""")]
    [TestCase("""{"type":"DAILY","hours":{"type":"LIST","values":["1"],"interval":0}}""")]
    [TestCase("""{"type":"DAILY","hours":{"type":"RANGE","values":["9","5"]}}""")]
    [TestCase("""{"type":"DAILY","hours":{"type":"RANGE","values":["9"]}}""")]
    [TestCase("""{"type":"DAILY","hours":{"type":"LIST","values":["9"]},"timeZoneId":"Mars/Olympus"}""")]
    [TestCase("""{"type":"DAILY","hours":{"type":"LIST","values":["9"]},"expiration":"tomorrow"}""")]
    [TestCase("""{"type":"WEEKLY","hours":{"type":"LIST","values":["9"]}}""")]
    [TestCase("""{"type":"WEEKLY","days":{"type":"LIST","values":["2"]},"hours":{"type":"LIST","values":["9"]}}""")]
    [TestCase("""{"type":"MONTHLY","days":{"type":"RANGE","values":["L","L-3"]},"hours":{"type":"LIST","values":["9"]}}""")]
    [TestCase("""{"type":"CALENDAR","days":{"type":"LIST","values":["2026-02-30"]},"hours":{"type":"LIST","values":["9"]}}""")]
    [TestCase("""{"type":"ANNUALLY","days":{"type":"LIST","values":["--13-01"]},"hours":{"type":"LIST","values":["9"]}}""")]
    public void What_is_no_rule_is_refused_at_once_as_the_product_refuses_it(string text)
    {
        Assert.That(() => new DueInstants("UTC").Between(text, Utc("2026-01-01T00:00:00Z"), Utc("2026-01-02T00:00:00Z")), Throws.TypeOf<FormatException>());
        Assert.That(RuleJson.Read(text), Is.InstanceOf<UnreadableRule>());
    }

    private static string Daily() => """{"type":"DAILY","hours":{"type":"LIST","values":["9"]}}""";

    private static DateTime Utc(string text) => InstantText.Read(text);

    private static JsonElement[] Read()
    {
        using var stream = typeof(DueInstantsTests).Assembly.GetManifestResourceStream("occurrences.json")!;
        return JsonSerializer.Deserialize<JsonElement[]>(stream)!;
    }
}
