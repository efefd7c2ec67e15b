using Schedules.Domain.Trackers;

namespace Schedules.UnitTests.Trackers;

public sealed class TrackerCatalogueTests
{
    [TestCase(TrackerType.Cookie, "_ga_ABC123", "shop.example", TrackerCategory.Analytics, TestName = "A name with a star stands for every id")]
    [TestCase(TrackerType.Cookie, "mp_0123456789abcdef_mixpanel", "shop.example", TrackerCategory.Analytics, TestName = "A star may stand in the middle")]
    [TestCase(TrackerType.LocalStorage, "_hjid", "shop.example", TrackerCategory.Analytics, TestName = "Names count for storage too")]
    [TestCase(TrackerType.Script, "x", "stats.g.doubleclick.net", TrackerCategory.Marketing, TestName = "A host stands for its subdomains")]
    [TestCase(TrackerType.Cookie, "JSESSIONID", "shop.example", TrackerCategory.StrictlyNecessary, TestName = "A session is strictly necessary")]
    [TestCase(TrackerType.Cookie, "JSESSIONID", "ads.linkedin.com", TrackerCategory.Marketing, TestName = "On conflict the stricter wins")]
    [TestCase(TrackerType.Cookie, "test_cookie", "doubleclick.net", TrackerCategory.Marketing, TestName = "An advertiser's cookie is never functional")]
    [TestCase(TrackerType.Cookie, "_fbp", "shop.example", TrackerCategory.Marketing, TestName = "A vendor's name counts on the site's own host")]
    [TestCase(TrackerType.Cookie, "lang", "shop.example", null, TestName = "A common word is a vendor's at home only")]
    [TestCase(TrackerType.Cookie, "lang", "www.linkedin.com", TrackerCategory.Marketing, TestName = "A common word at home is the vendor's")]
    [TestCase(TrackerType.Cookie, "ua_mine", "shop.example", null, TestName = "A beginning of three characters says nothing by itself")]
    [TestCase(TrackerType.Cookie, "NPA_1", "x.groovinads.com", TrackerCategory.Marketing, TestName = "A beginning of three characters counts at home")]
    [TestCase(TrackerType.Script, "_ga", "shop.example", null, TestName = "A request is not known by its name")]
    [TestCase(TrackerType.Script, "x", "notdoubleclick.net", null, TestName = "A host that only ends alike is another")]
    [TestCase(TrackerType.Cookie, "unheard_of", "127.0.0.1", null, TestName = "The unknown is unknown")]
    public void The_lists_tell_what_a_tracker_is_for(TrackerType type, string name, string host, TrackerCategory? expected) =>
        Assert.That(TrackerCatalogue.BuiltIn.Suggest(new Evidence(type, name, host))?.Category, Is.EqualTo(expected));

    [Test]
    public void The_version_names_what_was_imported_and_changes_with_every_line()
    {
        var product = TrackerCatalogue.BuiltIn.Version;
        var ours = new CatalogueList("ours.txt", ["# a note", "marketing host a.example"]);
        var same = new CatalogueList("ours.txt", ["marketing host a.example", "", "# another"]);
        var changed = new CatalogueList("ours.txt", ["analytics host a.example"]);

        Assert.That(product, Does.Match(@"^third-party-web@0\.30\.0, @slashgear/gdpr-cookie-scanner@3\.8\.2, reviewed, sha256:[0-9a-f]{12}$"));
        Assert.That(With(ours), Does.Contain("reviewed, ours.txt, sha256:"));
        Assert.That(new[] { With(ours), With(same) }, Is.All.EqualTo(With(ours)));
        Assert.That(new[] { product, With(ours), With(changed) }, Is.Unique);

        static string With(CatalogueList list) => new TrackerCatalogue([.. CatalogueList.BuiltIn, list]).Version;
    }

    [Test]
    public void A_suggestion_says_who_says_so_and_how_sure_that_is()
    {
        Assert.That(Suggest(TrackerType.Script, "x", "connect.facebook.net"), Is.EqualTo("Marketing High third-party-web Facebook"));
        Assert.That(Suggest(TrackerType.Cookie, "_gid", "shop.example"), Is.EqualTo("Analytics Medium open-cookie-database Google Analytics"));
        Assert.That(Suggest(TrackerType.Cookie, "_fbp", "shop.example"), Is.EqualTo("Marketing Low open-cookie-database Facebook"), "at home elsewhere");
        Assert.That(Suggest(TrackerType.Cookie, "_fbp", "www.facebook.com"), Is.EqualTo("Marketing High third-party-web Facebook"), "name and host agree");
        Assert.That(Suggest(TrackerType.Cookie, "PHPSESSID", "shop.example"), Is.EqualTo("StrictlyNecessary High reviewed "));
        Assert.That(Suggest(TrackerType.Cookie, "PHPSESSID", "www.facebook.com"), Is.EqualTo("Marketing Medium third-party-web Facebook"), "disputed");
    }

    [Test]
    public void The_strictest_of_several_sightings_counts_in_any_order()
    {
        Evidence[] seen = [new(TrackerType.Cookie, "_gid", "a.example"), new(TrackerType.Cookie, "_gid", "ads.doubleclick.net"), new(TrackerType.Cookie, "_gid", "b.test")];

        Assert.That(TrackerCatalogue.BuiltIn.Suggest(seen)?.Category, Is.EqualTo(TrackerCategory.Marketing));
        Assert.That(TrackerCatalogue.BuiltIn.Suggest(seen.Reverse()), Is.EqualTo(TrackerCatalogue.BuiltIn.Suggest(seen)));
    }

    [Test]
    public void An_operators_list_wins_over_all_that_comes_with_the_product()
    {
        var catalogue = new TrackerCatalogue(
            [.. CatalogueList.BuiltIn, new("intranet.txt", ["# ours", "", "functional name _ga* Our own", "strictly_necessary host consent.facebook.com", "marketing name id @ads.test"])]);

        Assert.That(catalogue.Suggest(new Evidence(TrackerType.Cookie, "_ga_1234", "www.google-analytics.com")),
            Is.EqualTo(new Suggestion(TrackerCategory.Functional, Confidence.High, "intranet.txt", "Our own")));
        Assert.That(catalogue.Suggest(new Evidence(TrackerType.Script, "x", "consent.facebook.com"))!.Category, Is.EqualTo(TrackerCategory.StrictlyNecessary));
        Assert.That(catalogue.Suggest(new Evidence(TrackerType.Script, "x", "www.facebook.com"))!.Category, Is.EqualTo(TrackerCategory.Marketing));
        Assert.That(catalogue.Suggest(new Evidence(TrackerType.Cookie, "id", "x.ads.test"))!.Category, Is.EqualTo(TrackerCategory.Marketing));
        Assert.That(catalogue.Suggest(new Evidence(TrackerType.Cookie, "id", "shop.example")), Is.Null, "where a list names hosts it means them");
    }

    [TestCase("analytics name")]
    [TestCase("ignored name _ga")]
    [TestCase("unheard host a.example")]
    [TestCase("analytics path a.example")]
    [TestCase("analytics host *.example")]
    [TestCase("analytics name *")]
    [TestCase("analytics name a*b*")]
    [TestCase("source reviewed")]
    public void A_line_that_is_no_entry_is_refused_and_its_file_named(string line) =>
        Assert.That(() => new TrackerCatalogue(new CatalogueList("mine.txt", [line])), Throws.TypeOf<FormatException>().With.Message.Contains($"mine.txt: \"{line}\""));

    [Test]
    public void A_lookup_does_not_try_each_of_the_thousands_of_entries()
    {
        var seen = Enumerable.Range(0, 1000).Select(n => new Evidence(TrackerType.Cookie, $"unheard_of_{n % 7}", $"a{n}.b.c.example")).ToList();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(seen.Select(TrackerCatalogue.BuiltIn.Suggest), Is.All.Null);
        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before) / seen.Count, Is.LessThan(4096));
        Assert.That(TrackerCatalogue.BuiltIn.Count, Is.GreaterThan(5000));
    }

    private static string Suggest(TrackerType type, string name, string host) =>
        TrackerCatalogue.BuiltIn.Suggest(new Evidence(type, name, host)) is { } found ? $"{found.Category} {found.Confidence} {found.Source} {found.Vendor}" : "";
}
