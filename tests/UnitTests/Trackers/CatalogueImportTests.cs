using System.Text;
using Schedules.CatalogueImport;
using Schedules.Domain.Trackers;

namespace Schedules.UnitTests.Trackers;

public sealed class CatalogueImportTests
{
    [Test]
    public void The_committed_catalogue_is_of_the_pinned_packages() =>
        Assert.That(
            TrackerCatalogue.BuiltIn.Sources.Where(source => source.Rank == CatalogueSource.Imported).Select(source => $"source {source.Name} {source.Detail}"),
            Is.EqualTo(new[] { Source.ThirdPartyWeb.Line, Source.OpenCookieDatabase.Line }));

    [Test]
    public void The_notice_names_each_package_with_its_version_and_licence()
    {
        var notice = File.ReadAllText(Path.Combine(Root(), "NOTICE"));

        foreach (var source in new[] { Source.ThirdPartyWeb, Source.OpenCookieDatabase })
            Assert.That(notice, Does.Contain(source.Package).And.Contain(source.Path).And.Contain(source.Licence));
    }

    [TestCase("ad", "marketing")]
    [TestCase("marketing", "marketing")]
    [TestCase("social", "marketing")]
    [TestCase("analytics", "analytics")]
    [TestCase("consent-provider", "strictly_necessary")]
    [TestCase("utility", "functional")]
    [TestCase("content", "functional")]
    [TestCase("video", "functional")]
    [TestCase("cdn", "functional")]
    [TestCase("hosting", "functional")]
    [TestCase("tag-manager", "functional")]
    [TestCase("customer-success", "functional")]
    [TestCase("other", null)]
    public void A_vendors_category_has_one_of_ours(string theirs, string? ours) => Assert.That(Category.OfVendor(theirs), Is.EqualTo(ours));

    [TestCase("Marketing", "marketing")]
    [TestCase("Analytics", "analytics")]
    [TestCase("Functional", "functional")]
    [TestCase("Security", "functional")]
    [TestCase("Necessary", "functional")]
    [TestCase("Personalization", "functional")]
    public void A_cookies_category_has_one_of_ours_and_is_never_strictly_necessary(string theirs, string ours) =>
        Assert.That(Category.OfCookie(theirs), Is.EqualTo(ours));

    [Test]
    public void A_category_that_is_new_in_a_source_stops_the_import()
    {
        Assert.That(() => Category.OfVendor("spyware"), Throws.TypeOf<InvalidDataException>().With.Message.Contains("spyware"));
        Assert.That(() => Category.OfCookie("functional"), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void A_vendor_becomes_a_line_a_host()
    {
        var lines = Lines.OfVendors(Json("""[{"name":"Ads of A","company":"A","category":"ad","domains":["*.a.example","a.example","B.example"]},{"name":"C","category":"other","domains":["c.example"]}]"""));

        Assert.That(lines, Is.EqualTo(new[] { "marketing host a.example A", "marketing host b.example A" }));
    }

    [Test]
    public void A_cookie_becomes_a_line_with_the_hosts_that_its_prose_names()
    {
        var lines = Lines.OfCookies(Json("""
            {"A Platform":[{"category":"Functional","cookie":"x_","domain":".a.example (3rd party) or B.test (3rd party)","wildcardMatch":"1"},
             {"category":"Marketing","cookie":"y*","domain":"","wildcardMatch":"1"},{"category":"Marketing","cookie":"z z","domain":"","wildcardMatch":"0"}],
             "":[{"category":"Security","cookie":"t\t","domain":"","wildcardMatch":"0"}]}
            """));

        Assert.That(lines, Is.EquivalentTo(new[] { "functional name x_* @a.example,b.test A Platform", "marketing name y* A Platform", "functional name t" }));
    }

    [Test]
    public void A_file_that_nobody_reviewed_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory();
        var file = Path.Combine(folder.FullName, "third-party-web", "package", "dist", "entities-nostats.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "[]");

        Assert.That(() => Source.ThirdPartyWeb.Read(folder.FullName), Throws.TypeOf<InvalidDataException>().With.Message.Contains("SHA-256"));
        folder.Delete(recursive: true);
    }

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);

    private static string Root()
    {
        var folder = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(folder, "Schedules.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
