using Schedules.Application.Scim;

namespace Schedules.UnitTests.Scim;

public sealed class ScimFilterTests
{
    [TestCase("userName eq \"ann\"", "username eq ann")]
    [TestCase("a eq true and b eq 1 or c pr", "((a eq True and b eq 1) or c pr )")]
    [TestCase("a eq null or b pr and c pr", "(a eq  or (b pr  and c pr ))")]
    [TestCase("NOT (a pr) AND b pr", "(not a pr  and b pr )")]
    [TestCase("(a pr or b pr) and c pr", "((a pr  or b pr ) and c pr )")]
    [TestCase("emails[type eq \"work\" and value co \"x\"]", "(emails.type eq work and emails.value co x)")]
    [TestCase("emails[type eq \"work\"].value eq \"x\" or a pr", "((emails.type eq work and emails.value eq x) or a pr )")]
    [TestCase("a eq \"say \\\"no\\\" (and [or])\"", "a eq say \"no\" (and [or])")]
    [TestCase("order eq \"x\"", "order eq x", TestName = "A name that begins with or is a name")]
    [TestCase("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager eq \"x\"", "manager eq x")]
    public void A_filter_is_read(string text, string tree) => Assert.That(Told(ScimFilter.Parse(text)), Is.EqualTo(tree));

    [TestCase("", "position 1")]
    [TestCase("a", "position 2")]
    [TestCase("a is 1", "\"is\"")]
    [TestCase("a eq", "position 5")]
    [TestCase("a eq b", "position 6")]
    [TestCase("a eq \"b", "position 8")]
    [TestCase("a eq \"b\\q\"", "position 6")]
    [TestCase("(a pr", "position 6")]
    [TestCase("a pr)", "position 5")]
    [TestCase("a pr b pr", "position 6")]
    [TestCase("a[b[c pr]]", "\"b")]
    [TestCase("a[b pr].c", "position 10")]
    public void What_is_no_filter_is_told_with_its_place(string text, string told) =>
        Assert.That(() => ScimFilter.Parse(text), Throws.TypeOf<ScimException>().With.Message.Contains(told).Or.Message.Contains("position"));

    [Test]
    public void A_filter_that_is_nested_too_deep_is_refused() =>
        Assert.That(() => ScimFilter.Parse(new string('(', 5000)), Throws.TypeOf<ScimException>().With.Property("ScimType").EqualTo("invalidFilter"));

    private static string Told(ScimFilter filter) => filter switch
    {
        ScimFilter.And and => $"({Told(and.Left)} and {Told(and.Right)})",
        ScimFilter.Or or => $"({Told(or.Left)} or {Told(or.Right)})",
        ScimFilter.Not not => $"not {Told(not.Inner)}",
        ScimFilter.Comparison c => $"{c.Attribute} {c.Operator} {c.Value}",
        _ => "?",
    };
}
