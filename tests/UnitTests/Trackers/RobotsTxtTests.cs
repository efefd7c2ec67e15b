using Schedules.Domain.Trackers;

namespace Schedules.UnitTests.Trackers;

public sealed class RobotsTxtTests
{
    [TestCase("User-agent: *\nDisallow: /private", "/private/x", false)]
    [TestCase("User-agent: *\nDisallow: /private", "/public", true)]
    [TestCase("User-agent: *\nDisallow: /\nAllow: /shop", "/shop/1", true, TestName = "The longest rule decides")]
    [TestCase("User-agent: *\nDisallow: /a\nAllow: /a", "/a", true, TestName = "Allow wins among rules as long")]
    [TestCase("User-agent: *\nDisallow: /*.php$", "/a/b.php", false)]
    [TestCase("User-agent: *\nDisallow: /*.php$", "/a/b.php?x=1", true)]
    [TestCase("User-agent: other\nDisallow: /", "/", true, TestName = "What is said to others is not said to us")]
    [TestCase("User-agent: *\nDisallow: /\n\nUser-agent: Schedules\nDisallow: /x", "/y", true, TestName = "What is said to us alone replaces what is said to all")]
    [TestCase("User-agent: a\nUser-agent: *\nDisallow: /x", "/x", false, TestName = "A group may speak to several")]
    [TestCase("User-agent: *\nDisallow:", "/", true, TestName = "An empty Disallow forbids nothing")]
    [TestCase("user-AGENT : * # all\r\ndisallow : /x # here\r\n", "/x", false)]
    [TestCase("Disallow: /", "/", true, TestName = "A rule without an agent is none")]
    [TestCase("\uFEFFUser-agent: *\nDisallow: /x", "/x", false, TestName = "A byte order mark hides no group")]
    [TestCase("<html>not found</html>", "/", true)]
    public void A_page_may_be_opened_where_robots_txt_allows_it(string text, string path, bool allowed) =>
        Assert.That(RobotsTxt.Parse(text).Allows(path), Is.EqualTo(allowed));

    [Test]
    public void Sitemaps_are_read_wherever_they_stand() => Assert.That(
        RobotsTxt.Parse("Sitemap: https://a.example/1.xml\nUser-agent: *\nDisallow: /\nsitemap: /2.xml").Sitemaps,
        Is.EqualTo(new[] { "https://a.example/1.xml", "/2.xml" }));

    [Test]
    public void A_rule_of_ten_thousand_stars_takes_no_time() =>
        Assert.That(RobotsTxt.Parse($"User-agent: *\nDisallow: /{string.Concat(Enumerable.Repeat("*a", 240))}b").Allows("/" + new string('a', 2000)), Is.True);
}
