using System.Text;
using Schedules.Domain.Trackers;

namespace Schedules.UnitTests.Trackers;

public sealed class SitemapTests
{
    private const string Space = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'";

    [Test]
    public void A_sitemap_lists_pages_and_not_their_pictures()
    {
        var sitemap = Read($"""
            <?xml version='1.0'?><urlset {Space}>
            <url><loc> https://a.example/1 </loc><image:image><image:loc>https://a.example/1.png</image:loc></image:image></url>
            <url><lastmod>2026-01-01</lastmod><loc>https://a.example/2</loc></url></urlset>
            """);

        Assert.That(sitemap!.IsIndex, Is.False);
        Assert.That(sitemap.Addresses, Is.EqualTo(new[] { "https://a.example/1", "https://a.example/2" }));
    }

    [Test]
    public void An_index_lists_sitemaps()
    {
        var sitemap = Read($"<sitemapindex {Space}><sitemap><loc>https://a.example/s.xml.gz</loc></sitemap></sitemapindex>");

        Assert.That((sitemap!.IsIndex, sitemap.Addresses.Single()), Is.EqualTo((true, "https://a.example/s.xml.gz")));
    }

    [Test]
    public void What_stands_before_a_mistake_counts() => Assert.That(
        Read($"<urlset {Space}><url><loc>https://a.example/1</loc></url><url><loc>https://a.example/2</wrong>")!.Addresses[0],
        Is.EqualTo("https://a.example/1"));

    [TestCase("<html><body>Not found</body></html>")]
    [TestCase("")]
    [TestCase("nothing")]
    [TestCase("<!DOCTYPE x [<!ENTITY a 'aaaaaaaa'>]><urlset><url><loc>&a;</loc></url></urlset>", TestName = "Entities are not unfolded")]
    public void What_is_no_sitemap_is_none(string text) => Assert.That(Read(text), Is.Null);

    [Test]
    public void A_sitemap_without_end_is_read_up_to_a_limit() => Assert.That(
        Read($"<urlset {Space}>{string.Concat(Enumerable.Repeat("<url><loc>https://a.example/</loc></url>", 6000))}</urlset>")!.Addresses,
        Has.Count.EqualTo(Sitemap.MaxAddresses));

    private static Sitemap? Read(string text) => Sitemap.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
