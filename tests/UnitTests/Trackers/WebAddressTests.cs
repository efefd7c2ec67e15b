using FsCheck;
using FsCheck.Fluent;
using Schedules.Domain.Trackers;

namespace Schedules.UnitTests.Trackers;

public sealed class WebAddressTests
{
    [TestCase("https://Shop.Example/a/b?x=1&y=2#top", "https://shop.example/a/b?x=&y=")]
    [TestCase("https://user:secret@shop.example:8443/", "https://shop.example:8443/")]
    [TestCase("https://shop.example", "https://shop.example/")]
    [TestCase("https://shop.example/order/1234567/done", "https://shop.example/order/*/done")]
    [TestCase("https://shop.example/u/jane.doe@mail.example/x", "https://shop.example/u/*/x")]
    [TestCase("https://shop.example/u/jane%40mail.example", "https://shop.example/u/*")]
    [TestCase("https://shop.example/a;jsessionid=secret/b", "https://shop.example/a/b")]
    [TestCase("https://shop.example/token=secret", "https://shop.example/token=*")]
    [TestCase("https://shop.example/?jane", "https://shop.example/?*")]
    [TestCase("https://shop.example/?jane@mail.example=1&b=2&b=3&a", "https://shop.example/?*&b=")]
    [TestCase("https://büro.example/", "https://xn--bro-hoa.example/")]
    [TestCase("wss://live.example/feed", "wss://live.example/feed")]
    public void An_address_keeps_what_tells_pages_apart_and_nothing_that_tells_people_apart(string raw, string expected) =>
        Assert.That(WebAddress.Of(raw)?.ToString(), Is.EqualTo(expected));

    [TestCase("data:text/html,x")]
    [TestCase("about:blank")]
    [TestCase("blob:https://shop.example/1")]
    [TestCase("shop.example")]
    [TestCase("")]
    [TestCase(null)]
    public void What_is_not_on_the_web_is_no_address(string? raw) => Assert.That(WebAddress.Of(raw), Is.Null);

    [Test]
    public void Addresses_that_differ_in_values_alone_are_equal_and_know_their_site()
    {
        var one = WebAddress.Of("https://www.shop.co.uk/p/1234567?id=1")!;

        Assert.That(one, Is.EqualTo(WebAddress.Of("https://www.shop.co.uk/p/7654321?id=2")));
        Assert.That((one.Host, one.Domain, one.Path), Is.EqualTo(("www.shop.co.uk", "shop.co.uk", "/p/*")));
    }

    [Test]
    public void Whatever_the_address_reading_it_back_changes_nothing() => Check.QuickThrowOnFailure(Prop.ForAll<string, string>((path, query) =>
    {
        var once = WebAddress.Of($"https://shop.example/{path}?{query}={path}");
        return once is null || (once.Equals(WebAddress.Of(once.ToString())) && once.ToString().Length < 8000);
    }));

    [Test]
    public void A_huge_path_is_cut_and_still_told_from_another_that_begins_the_same()
    {
        var word = string.Concat(Enumerable.Repeat("word-", 5_000));

        Assert.That(WebAddress.Of($"https://shop.example/{word}a"), Is.Not.EqualTo(WebAddress.Of($"https://shop.example/{word}b")));
        Assert.That(WebAddress.Of($"https://shop.example/{word}a")!.ToString(), Has.Length.LessThan(400));
    }
}
