using System.Text.Json;
using NodaTime;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

/// <summary>
/// 160 worked cases of 2026 to 2032, independent of this code. They were worked out under the laws that time zone data 2025b tell, and laws change:
/// Cuba keeps its summer time through the winter of 2026/27, say later data. So each case is put twice: under its own laws, written out below, where
/// it must hold on every machine and for ever; and as it stands, by the machine's data, where it must hold unless these are of another release and
/// really tell another law for that zone in that time: then the test gives a warning that says so.
/// </summary>
public sealed class VectorTests
{
    private const string Release = "2025b";

    private static readonly JsonSerializerOptions _web = new(JsonSerializerDefaults.Web);

    // As the last line of each zone's file in that release, which from 2026 on is all there is to these zones.
    private static readonly Dictionary<string, string> _laws = new()
    {
        ["Africa/Cairo"] = "EET-2EEST,M4.5.5/0,M10.5.4/24",
        ["Africa/Johannesburg"] = "SAST-2",
        ["America/Chicago"] = "CST6CDT,M3.2.0,M11.1.0",
        ["America/Havana"] = "CST5CDT,M3.2.0/0,M11.1.0/1",
        ["America/New_York"] = "EST5EDT,M3.2.0,M11.1.0",
        ["America/Santiago"] = "<-04>4<-03>,M9.1.6/24,M4.1.6/24",
        ["America/Sao_Paulo"] = "<-03>3",
        ["America/St_Johns"] = "NST3:30NDT,M3.2.0,M11.1.0",
        ["Antarctica/Troll"] = "<+00>0<+02>-2,M3.5.0/1,M10.5.0/3",
        ["Asia/Beirut"] = "EET-2EEST,M3.5.0/0,M10.5.0/0",
        ["Asia/Jerusalem"] = "IST-2IDT,M3.4.4/26,M10.5.0",
        ["Asia/Kathmandu"] = "<+0545>-5:45",
        ["Asia/Kolkata"] = "IST-5:30",
        ["Asia/Tehran"] = "<+0330>-3:30",
        ["Asia/Tokyo"] = "JST-9",
        ["Australia/Adelaide"] = "ACST-9:30ACDT,M10.1.0,M4.1.0/3",
        ["Australia/Lord_Howe"] = "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
        ["Etc/GMT+8"] = "<-08>8",
        ["Etc/GMT-6"] = "<+06>-6",
        ["Europe/Brussels"] = "CET-1CEST,M3.5.0,M10.5.0/3",
        ["Europe/Lisbon"] = "WET0WEST,M3.5.0/1,M10.5.0",
        ["Europe/London"] = "GMT0BST,M3.5.0/1,M10.5.0",
        ["Pacific/Auckland"] = "NZST-12NZDT,M9.5.0,M4.1.0/3",
        ["Pacific/Chatham"] = "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45",
        ["Pacific/Kiritimati"] = "<+14>-14",
    };

    public static IEnumerable<TestCaseData> Vectors() =>
        Read().Select((vector, index) => new TestCaseData(vector).SetArgDisplayNames($"{index}"));

    [Test]
    public void All_160_are_there() => Assert.That(Read(), Has.Length.EqualTo(160));

    [Test]
    public void The_law_of_every_place_is_written_out() =>
        Assert.That(Read().Select(vector => vector.Rule.TimeZoneId).OfType<string>().Where(id => id.Contains('/')).Except(_laws.Keys), Is.Empty);

    [TestCaseSource(nameof(Vectors))]
    public void Under_their_own_laws_the_occurrences_are_exactly_those_expected(Vector vector) =>
        Assert.That(Walk(UnderItsLaw(vector), vector), Is.EqualTo(vector.Expected));

    [TestCaseSource(nameof(Vectors))]
    public void By_the_machines_data_the_occurrences_are_exactly_those_expected(Vector vector)
    {
        if (TimeZones.Version != Release && AnotherLaw(vector) is { } at)
        {
            Assert.Warn($"Not compared: {vector.Rule.TimeZoneId} is worked out under the law of {Release}, and {TimeZones.Source} tells another at {at}.");
            return;
        }

        Assert.That(vector.Rule.ToRule().Next(vector.Count, vector.After), Is.EqualTo(vector.Expected));
    }

    [TestCaseSource(nameof(Vectors))]
    public void They_are_the_same_after_the_rule_was_kept_as_text(Vector vector)
    {
        var rule = vector.Rule.ToRule();

        var kept = RuleJson.Read(RuleJson.Write(rule));

        Assert.That(kept, Is.EqualTo(rule));
        Assert.That(kept.Next(vector.Count, vector.After), Is.EqualTo(rule.Next(vector.Count, vector.After)));
    }

    [TestCaseSource(nameof(Vectors))]
    public void Next_and_the_walk_agree(Vector vector)
    {
        var pattern = UnderItsLaw(vector);

        var listed = Occurrences.After(pattern, A.Instant(vector.After)).Take(vector.Count).Select(o => A.Text(o.At));

        Assert.That(listed, Is.EqualTo(Walk(pattern, vector)));
    }

    [TestCaseSource(nameof(Vectors))]
    public void Each_rule_is_said_in_one_sentence(Vector vector)
    {
        var sentence = Description.Of(vector.Rule.ToRule(), DateTimeZone.Utc);

        Assert.That(sentence, Does.Match(@"^(On|Every) [^{}\n]{10,200}\.$"));
    }

    private static Vector[] Read()
    {
        using var stream = typeof(VectorTests).Assembly.GetManifestResourceStream("occurrences.json")!;
        return JsonSerializer.Deserialize<Vector[]>(stream, _web)!;
    }

    private static List<string> Walk(CalendarPattern pattern, Vector vector)
    {
        var found = new List<string>();
        for (var at = Occurrences.Next(pattern, A.Instant(vector.After)); at is { } due && found.Count < vector.Count; at = Occurrences.Next(pattern, due))
            found.Add(A.Text(due));
        return found;
    }

    /// <summary>A rule without a zone of its own is read in the zone it is given.</summary>
    private static CalendarPattern UnderItsLaw(Vector vector) =>
        Law(vector) is { } zone ? (vector.Rule with { TimeZoneId = null }).ToRule().Compile(zone) : vector.Rule.ToRule().Compile(DateTimeZone.Utc);

    /// <returns>Null where no law of any place is concerned: UTC, or hours from it.</returns>
    private static ListedZone? Law(Vector vector) =>
        vector.Rule.TimeZoneId is { } id && _laws.TryGetValue(id, out var law) ? ListedZone.Of(id, YearlyChanges.Parse(law)) : null;

    /// <summary>The first hour of the vector's time at which the machine's clock of that zone differs from its law's.</summary>
    private static Instant? AnotherLaw(Vector vector)
    {
        if (Law(vector) is not { } law || vector.Expected.Length == 0)
            return null;
        var (machine, end) = (TimeZones.Parse("timeZoneId", law.Id), A.Instant(vector.Expected[^1]));
        for (var at = A.Instant(vector.After) - Duration.FromDays(1); at <= end; at += Duration.FromHours(1))
        {
            if (machine.GetUtcOffset(at) != law.GetUtcOffset(at))
                return at;
        }

        return null;
    }

    public sealed record Vector(RuleDto Rule, string After, int Count, string[] Expected);
}
