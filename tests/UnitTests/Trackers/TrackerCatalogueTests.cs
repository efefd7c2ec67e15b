using Schedules.Domain.Trackers;

namespace Schedules.UnitTests.Trackers;

public sealed class TrackerCatalogueTests
{
    [TestCase(TrackerType.Cookie, "_ga_ABC123", "shop.example", TrackerCategory.Analytics, TestName = "A name with a star stands for every id")]
    [TestCase(TrackerType.Cookie, "mp_0123456789abcdef_mixpanel", "shop.example", TrackerCategory.Analytics, TestName = "A star may stand in the middle")]
    [TestCase(TrackerType.LocalStorage, "_hjid", "shop.example", TrackerCategory.Analytics, TestName = "Names count for storage too")]
    [TestCase(TrackerType.Script, "x", "stats.g.doubleclick.net", TrackerCategory.Marketing, TestName = "A host stands for its subdomains")]
    [TestCase(TrackerType.Cookie, "JSESSIONID", "ads.linkedin.com", TrackerCategory.Marketing, TestName = "On conflict the stricter wins")]
    [TestCase(TrackerType.Script, "_ga", "shop.example", null, TestName = "A request is not known by its name")]
    [TestCase(TrackerType.Script, "x", "notdoubleclick.net", null, TestName = "A host that only ends alike is another")]
    [TestCase(TrackerType.Cookie, "unheard_of", "127.0.0.1", null, TestName = "The unknown is unknown")]
    public void The_table_tells_what_a_tracker_is_for(TrackerType type, string name, string host, TrackerCategory? expected) =>
        Assert.That(TrackerCatalogue.BuiltIn.CategoryOf([new(type, name, host)]), Is.EqualTo(expected));

    [TestCase("analytics name")]
    [TestCase("ignored name _ga")]
    [TestCase("unheard host a.example")]
    [TestCase("analytics path a.example")]
    public void A_line_that_is_no_entry_is_refused(string line) =>
        Assert.That(() => new TrackerCatalogue([line]), Throws.TypeOf<FormatException>());
}
