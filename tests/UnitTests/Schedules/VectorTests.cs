using System.Text.Json;
using NodaTime;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

/// <summary>160 worked cases, independent of this code.</summary>
public sealed class VectorTests
{
    private static readonly JsonSerializerOptions _web = new(JsonSerializerDefaults.Web);

    public static IEnumerable<TestCaseData> Vectors()
    {
        using var stream = typeof(VectorTests).Assembly.GetManifestResourceStream("occurrences.json")!;
        var vectors = JsonSerializer.Deserialize<Vector[]>(stream, _web)!;
        return vectors.Select((vector, index) => new TestCaseData(UnderTodaysLaw(vector)).SetArgDisplayNames($"{index}"));
    }

    /// <summary>
    /// The vectors were worked out before Cuba decided to keep its summer time (−04:00) through the winter of 2026/27. The one vector that
    /// this concerns expects the same hours by Havana's clock, which are now an hour earlier.
    /// </summary>
    private static Vector UnderTodaysLaw(Vector vector) => vector.Rule.TimeZoneId != "America/Havana" ? vector : vector with
    {
        Expected = [.. vector.Expected.Select(A.Instant).Select(at => A.Text(InCubasLongSummer(at) ? at - Duration.FromHours(1) : at))],
    };

    private static bool InCubasLongSummer(Instant at) => at >= A.Instant("2026-11-01T05:00:00Z") && at < A.Instant("2027-03-14T05:00:00Z");

    [Test]
    public void Cuba_keeps_its_summer_time_through_the_winter_of_2026()
    {
        var zone = DateTimeZoneProviders.Tzdb["America/Havana"];

        Assert.That(zone.GetUtcOffset(A.Instant("2026-12-31T00:00:00Z")), Is.EqualTo(Offset.FromHours(-4)));
        Assert.That(zone.GetUtcOffset(A.Instant("2027-12-31T00:00:00Z")), Is.EqualTo(Offset.FromHours(-5)));
    }

    [Test]
    public void All_160_are_there() => Assert.That(Vectors().Count(), Is.EqualTo(160));

    [TestCaseSource(nameof(Vectors))]
    public void The_occurrences_are_exactly_those_expected(Vector vector) =>
        Assert.That(vector.Rule.ToRule().Next(vector.Count, vector.After), Is.EqualTo(vector.Expected));

    [TestCaseSource(nameof(Vectors))]
    public void They_are_the_same_after_the_rule_was_kept_as_text(Vector vector)
    {
        var rule = vector.Rule.ToRule();

        var kept = RuleJson.Read(RuleJson.Write(rule));

        Assert.That(kept, Is.EqualTo(rule));
        Assert.That(kept.Next(vector.Count, vector.After), Is.EqualTo(vector.Expected));
    }

    [TestCaseSource(nameof(Vectors))]
    public void Next_and_the_walk_agree(Vector vector)
    {
        var pattern = vector.Rule.ToRule().Compile(DateTimeZone.Utc);
        var found = new List<string>();

        for (var at = Occurrences.Next(pattern, A.Instant(vector.After)); at is { } due && found.Count < vector.Count; at = Occurrences.Next(pattern, due))
            found.Add(A.Text(due));

        Assert.That(found, Is.EqualTo(vector.Expected));
    }

    [TestCaseSource(nameof(Vectors))]
    public void Each_rule_is_said_in_one_sentence(Vector vector)
    {
        var sentence = Description.Of(vector.Rule.ToRule(), DateTimeZone.Utc);

        Assert.That(sentence, Does.Match(@"^(On|Every) [^{}\n]{10,200}\.$"));
    }

    public sealed record Vector(RuleDto Rule, string After, int Count, string[] Expected);
}
