using NodaTime;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

/// <summary>What was due when, by versions that each hold for what is after it, up to and including the next.</summary>
public sealed class ScheduleHistoryTests
{
    private static readonly ScheduleHistory _history = A.HistoryOf(A.Daily("UTC", "9"), "2026-03-01T00:00:00Z")
        .Enabled("2026-03-01T09:00:00Z")
        .Enabled("2026-03-03T09:00:00Z", A.Daily("UTC", "9", "12"))
        .Disabled("2026-03-04T10:00:00Z")
        .Enabled("2026-03-06T00:00:00Z")
        .Removed("2026-03-07T10:00:00Z");

    [Test]
    public void What_is_due_is_what_each_version_says_while_it_is_in_force() => Assert.That(Due("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"), Is.EqualTo(new[]
    {
        "2026-03-02T09:00:00Z", "2026-03-03T09:00:00Z", "2026-03-03T12:00:00Z", "2026-03-04T09:00:00Z",
        "2026-03-06T09:00:00Z", "2026-03-06T12:00:00Z", "2026-03-07T09:00:00Z",
    }));

    [TestCase("2026-03-02T09:00:00Z", "2026-03-03T09:00:00Z", 1, Description = "From is in it, to is not")]
    [TestCase("2026-03-02T09:00:01Z", "2026-03-03T09:00:01Z", 1)]
    [TestCase("2026-03-04T09:00:01Z", "2026-03-06T09:00:00Z", 0)]
    [TestCase("2026-03-07T09:00:01Z", "2030-01-01T00:00:00Z", 0)]
    [TestCase("2020-03-07T09:00:01Z", "2026-03-01T09:00:00Z", 0)]
    public void A_period_has_its_beginning_and_not_its_end(string from, string to, int count) => Assert.That(Due(from, to), Has.Length.EqualTo(count));

    [TestCase("2026-03-02T09:00:00Z", null, "2026-03-03T09:00:00Z")]
    [TestCase("2026-03-02T09:00:01Z", "2026-03-02T09:00:00Z", "2026-03-03T09:00:00Z")]
    [TestCase("2026-03-05T00:00:00Z", "2026-03-04T09:00:00Z", "2026-03-06T09:00:00Z")]
    [TestCase("2026-04-01T00:00:00Z", "2026-03-07T09:00:00Z", null)]
    [TestCase("2020-04-01T00:00:00Z", null, "2026-03-02T09:00:00Z")]
    public void The_nearest_occurrences_may_be_another_versions(string at, string? before, string? after)
    {
        var instant = A.Instant(at);
        Assert.That((Text(_history.Before(instant)), Text(_history.After(instant))), Is.EqualTo((before, after)));
    }

    [TestCase("2026-03-01T00:00:00Z", null)]
    [TestCase("2026-03-01T00:00:01Z", 0)]
    [TestCase("2026-03-03T09:00:00Z", 1)]
    [TestCase("2026-03-03T09:00:01Z", 2)]
    [TestCase("2026-03-08T00:00:00Z", 5)]
    public void A_version_holds_for_what_is_after_it(string at, int? number) =>
        Assert.That(_history.InForce(A.Instant(at))?.Version, Is.EqualTo(number));

    [Test]
    public void The_last_occurrence_of_a_rare_rule_is_found_however_far_back()
    {
        var pattern = A.Calendar("2001-09-09").Compile(DateTimeZone.Utc);

        var last = Occurrences.Last(pattern, A.Instant("1990-01-01T00:00:00Z"), A.Instant("2026-01-01T00:00:00Z"));

        Assert.That(last, Is.EqualTo(A.Instant("2001-09-09T09:00:00Z")));
        Assert.That(Occurrences.Last(pattern, last!.Value, A.Instant("2026-01-01T00:00:00Z")), Is.Null, "after is not in it");
        Assert.That(Occurrences.Last(pattern, A.Instant("1990-01-01T00:00:00Z"), last.Value), Is.EqualTo(last), "until is in it");
    }

    private static string[] Due(string from, string to) => [.. _history.Due(A.Instant(from), A.Instant(to)).Select(A.Text)];

    private static string? Text(Instant? instant) => instant is { } at ? A.Text(at) : null;
}
