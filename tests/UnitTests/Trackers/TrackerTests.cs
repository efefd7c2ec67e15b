using NodaTime;
using Schedules.Domain;
using Schedules.Domain.Trackers;

namespace Schedules.UnitTests.Trackers;

public sealed class TrackerTests
{
    [Test]
    public void The_wire_knows_types_and_categories_by_their_words()
    {
        Assert.That(Enum.GetValues<TrackerType>().Select(TrackerWords.Word), Is.EqualTo(new[]
        {
            "cookie", "script", "iframe", "image", "link", "local_storage", "session_storage",
        }));
        Assert.That(TrackerCategory.LimitPiiUse.Word(), Is.EqualTo("limit_pii_use"));
    }

    [TestCase("", "a", "domain")]
    [TestCase("a", "", "name")]
    [TestCase("a", "a\0", "name")]
    public void A_tracker_without_a_domain_or_a_name_is_refused(string domain, string name, string field) =>
        Assert.That(() => Make(TrackerType.Cookie, domain, name), Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo(field));

    [Test]
    public void A_type_that_does_not_exist_is_refused_and_the_words_are_named() =>
        Assert.That(
            () => Make((TrackerType)99, "a", "a"),
            Throws.TypeOf<InvalidValueException>().With.Message.Contains("cookie, script").And.Property("Field").EqualTo("type"));

    [Test]
    public void A_scan_recorded_late_does_not_move_last_seen_back()
    {
        var tracker = Make(TrackerType.Cookie, "a", "a");

        tracker.SeenAt(Instant.FromUtc(2025, 1, 1, 0, 0));

        Assert.That(tracker.LastSeenAt, Is.EqualTo(tracker.FirstSeenAt));
    }

    private static Tracker Make(TrackerType type, string domain, string name) =>
        new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), type, domain, name, TrackerCategory.Unclassified, Instant.FromUtc(2026, 1, 1, 0, 0));
}
