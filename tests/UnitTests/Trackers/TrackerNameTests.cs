using FsCheck;
using FsCheck.Fluent;
using Schedules.Domain;
using Schedules.Domain.Trackers;

namespace Schedules.UnitTests.Trackers;

public sealed class TrackerNameTests
{
    [TestCase("_ga_ABC123", "_ga_*")]
    [TestCase("_ga", "_ga")]
    [TestCase("_gat_UA-123456-1", "_gat_UA-*-1")]
    [TestCase("_pk_id.1.1fff", "_pk_id.1.1fff")]
    [TestCase("_hjSession_1234567", "_hjSession_*")]
    [TestCase("visitor_3f2504e0-4f89-11d3-9a0c-0305e82c3301", "visitor_*")]
    [TestCase(".AspNetCore.Antiforgery.9fXoN5jHCXs", ".AspNetCore.Antiforgery.*")]
    [TestCase("uuid2", "uuid2")]
    [TestCase("JSESSIONID", "JSESSIONID")]
    [TestCase("visit_john.doe@example.com", "*")]
    [TestCase("draft:john.doe@example.com", "draft:*")]
    [TestCase("draft:john.doe%40example.co.uk:2", "draft:*:2")]
    [TestCase("seen[jürgen+x@bücher.example]", "seen[*]")]
    [TestCase("john@xn--bcher-kva.example.", "*.")]
    [TestCase("a@b.co,c@d.com", "*,*")]
    [TestCase("@scope/basket", "@scope/basket")]
    [TestCase("basket@3.7.1", "basket@3.7.1")]
    [TestCase("basket@home", "basket@home")]
    [TestCase("", "(no name)")]
    [TestCase(" ", "(no name)")]
    [TestCase("a\nb\0c", "a\uFFFDb\uFFFDc")]
    public void Ids_and_mail_addresses_in_a_name_become_a_star_and_the_rest_stays(string raw, string expected) =>
        Assert.That(TrackerName.Of(raw), Is.EqualTo(expected));

    [Test]
    public void Half_a_character_is_replaced_as_no_database_stores_it() =>
        Assert.That(TrackerName.Of("lone\uD800half"), Is.EqualTo("lone\uFFFDhalf"));

    [Test]
    public void A_huge_name_is_cut_and_still_told_from_another_that_begins_the_same()
    {
        var word = string.Concat(Enumerable.Repeat("word-", 100_000));

        var names = new[] { TrackerName.Of(word + "a"), TrackerName.Of(word + "b") };

        Assert.That(names, Is.Unique.And.All.Length.EqualTo(TrackerName.MaxLength));
    }

    [Test]
    public void A_hostile_name_takes_no_longer_than_another() => Assert.That(
        new[] { "a@", "a.", "a@b.", "%40", "@.a" }.Select(part => TrackerName.Of(string.Concat(Enumerable.Repeat(part, 100_000))).Length),
        Is.All.InRange(1, TrackerName.MaxLength));

    [Test]
    public void Whatever_a_page_calls_it_a_tracker_can_be_made_of_it() => Check.QuickThrowOnFailure(Prop.ForAll<string, int>((name, times) =>
    {
        var seen = new Evidence(TrackerType.Cookie, string.Concat(Enumerable.Repeat(name ?? "", Math.Abs(times % 50))), "shop.example");
        return Text.Required("name", seen.Name, 1, Tracker.MaxNameLength) == seen.Name && !seen.Name.Any(char.IsControl);
    }));
}
