using Schedules.Domain.Trackers;

namespace Schedules.UnitTests.Trackers;

public sealed class PageSampleTests
{
    private static readonly Uri _landing = new("https://www.shop.example/");

    [Test]
    public void The_landing_page_the_legal_ones_and_one_of_each_shape_are_opened()
    {
        var sample = Of("/privacy", "/cookie-policy", "/product/blue-shirt-1", "/product/red-shirt-2", "/product/green-hat-3", "/about", "/terms", "/imprint");

        Assert.That(sample.Select(page => page.Choice), Is.EqualTo(new[]
        {
            PageChoice.Landing, PageChoice.Cookies, PageChoice.Legal, PageChoice.Legal, PageChoice.Template, PageChoice.Template, PageChoice.Template,
        }));
        Assert.That(sample.Count(page => page.Address.AbsolutePath.StartsWith("/product/", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [TestCase("https://other.example/")]
    [TestCase("mailto:a@b.example")]
    [TestCase("javascript:void(0)")]
    [TestCase("https://www.shop.example/logout")]
    [TestCase("https://www.shop.example/cart")]
    [TestCase("https://www.shop.example/item/1?action=delete")]
    [TestCase("https://www.shop.example/Sign-Out")]
    [TestCase("https://www.shop.example/file.pdf")]
    [TestCase("https://www.shop.example/#top", TestName = "The landing page again")]
    public void What_is_elsewhere_or_changes_something_is_never_opened(string address) =>
        Assert.That(PageSample.Candidates(_landing, [new Uri(address)]), Is.Empty);

    [Test]
    public void Hosts_of_the_same_site_belong_to_it() =>
        Assert.That(PageSample.Candidates(_landing, [new Uri("https://blog.shop.example/a")]), Has.Count.EqualTo(1));

    [Test]
    public void The_same_pages_in_any_order_give_the_same_sample_and_never_too_many([Range(1, 50)] int seed)
    {
        var random = new Random(seed);
        var found = Enumerable.Range(0, 60).Select(i => $"/{"abcdef"[i % 6]}/page-{i}{(i % 7 == 0 ? "?id=" + i : "")}").Append("/privacy").ToArray();
        var first = Of(found, seed);
        random.Shuffle(found);

        Assert.That(Of([.. found, found[0]], seed), Is.EqualTo(first));
        Assert.That(first, Has.Count.InRange(1, 5));
        Assert.That(first.Select(page => page.Address), Is.Unique);
    }

    private static IReadOnlyList<(Uri Address, PageChoice Choice)> Of(params string[] paths) =>
        PageSample.Of(_landing, paths.Select(path => new Uri(_landing, path)), 10, 7);

    private static IReadOnlyList<(Uri Address, PageChoice Choice)> Of(string[] paths, int seed) =>
        PageSample.Of(_landing, paths.Select(path => new Uri(_landing, path)), 5, seed);
}
