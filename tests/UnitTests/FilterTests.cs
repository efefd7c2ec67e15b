using Schedules.Application.Common;
using Schedules.Domain;

namespace Schedules.UnitTests;

public sealed class FilterTests
{
    private static readonly FilterFields _fields = new()
    {
        { "id", "eq", "in" },
        { "name", "eq", "in", "sw", "co" },
        { "state", (["eq"], ["ON", "OFF"]) },
    };

    [TestCase("id eq \"x\"", "id eq x")]
    [TestCase("name in (\"a\",\"b\")", "name in a|b")]
    [TestCase("name in ( \"a\" , \"b\" )", "name in a|b")]
    [TestCase("name in (\"a\")", "name in a")]
    [TestCase(@"name co ""say \""hi\"" \\ now""", @"name co say ""hi"" \ now")]
    [TestCase("name eq \"a and b or (not c)\"", "name eq a and b or (not c)")]
    [TestCase("name eq \"\"", "name eq ")]
    [TestCase("state eq \"off\"", "state eq OFF", Description = "words ignore case")]
    [TestCase("id eq \"a\" or id eq \"b\" and id eq \"c\"", "(id eq a or (id eq b and id eq c))")]
    [TestCase("(id eq \"a\" or id eq \"b\") and id eq \"c\"", "((id eq a or id eq b) and id eq c)")]
    [TestCase("not id eq \"a\" and id eq \"b\"", "(not id eq a and id eq b)")]
    [TestCase("not (id eq \"a\" and id eq \"b\")", "not (id eq a and id eq b)")]
    [TestCase("not not id eq \"a\"", "not not id eq a")]
    public void A_filter_is_read_as_the_binding_of_its_words_says(string filters, string expected) =>
        Assert.That(Written(Filter.Parse(filters, _fields)), Is.EqualTo(expected));

    [TestCase(" ", 2, "one of id, name, state is expected, not the end")]
    [TestCase("owner eq \"x\"", 1, "one of id, name, state is expected, not \"owner\"")]
    [TestCase("\"id\" eq \"x\"", 1, "one of id, name, state is expected")]
    [TestCase("id sw \"x\"", 4, "one of eq, in after id is expected, not \"sw\"")]
    [TestCase("id EQ \"x\"", 4, "one of eq, in after id is expected, not \"EQ\"")]
    [TestCase("id pr", 4, "one of eq, in after id is expected, not \"pr\"")]
    [TestCase("state in (\"ON\")", 7, "eq after state is expected, not \"in\"")]
    [TestCase("state eq \"perhaps\"", 10, "one of ON, OFF is expected, not \"perhaps\"")]
    [TestCase("id eq x", 7, "a value in double quotes is expected, not \"x\"")]
    [TestCase("id eq", 6, "a value in double quotes is expected, not the end")]
    [TestCase("id eq \"x", 7, "a quote begins that is not closed")]
    [TestCase(@"id eq ""x\y""", 9, "a backslash must be followed by a quote or another backslash")]
    [TestCase("id in \"x\"", 7, "an opening parenthesis is expected")]
    [TestCase("id in ()", 8, "a value in double quotes is expected, not \")\"")]
    [TestCase("id in (\"x\" \"y\")", 12, "a comma or a closing parenthesis is expected")]
    [TestCase("id in (\"x\",)", 12, "a value in double quotes is expected")]
    [TestCase("id eq \"x\" id eq \"y\"", 11, "and, or or the end is expected, not \"id\"")]
    [TestCase("id eq \"x\" AND id eq \"y\"", 11, "and, or or the end is expected, not \"AND\"")]
    [TestCase("id eq \"x\" and", 14, "one of id, name, state is expected, not the end")]
    [TestCase("(id eq \"x\"", 11, "and, or or a closing parenthesis is expected, not the end")]
    [TestCase("id eq \"x\")", 10, "and, or or the end is expected, not \")\"")]
    [TestCase("not", 4, "one of id, name, state is expected, not the end")]
    public void A_filter_that_cannot_be_read_is_refused_at_the_position(string filters, int position, string message) => Assert.That(
        () => Filter.Parse(filters, _fields),
        Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo("filters").And.Property("Value").EqualTo(filters)
            .And.Message.StartsWith($"filters must be a filter: at position {position} ").And.Message.Contains(message));

    [Test]
    public void A_filter_is_no_longer_and_no_deeper_than_a_database_can_take()
    {
        Assert.That(() => Parse(Joined(100)), Throws.Nothing);
        Assert.That(() => Parse(Joined(101)), Throws.TypeOf<InvalidValueException>().With.Message.Contains("at most 100 times"));
        Assert.That(() => Parse(Nested(32)), Throws.Nothing);
        Assert.That(() => Parse(Nested(5000)), Throws.TypeOf<InvalidValueException>().With.Message.Contains("at most 32 deep"));
        Assert.That(() => Parse(string.Concat(Enumerable.Repeat("not ", 5000))), Throws.TypeOf<InvalidValueException>());
        Assert.That(() => Parse(Listed(500)), Throws.Nothing);
        Assert.That(() => Parse(Listed(501)), Throws.TypeOf<InvalidValueException>().With.Message.Contains("at most 500 values"));

        static Filter Parse(string filters) => Filter.Parse(filters, _fields);
        static string Joined(int count) => string.Join(" or ", Enumerable.Repeat("id eq \"x\"", count));
        static string Nested(int depth) => new string('(', depth) + "id eq \"x\"" + new string(')', depth);
        static string Listed(int count) => $"id in ({string.Join(',', Enumerable.Repeat("\"x\"", count))})";
    }

    private static string Written(Filter filter) => filter switch
    {
        AndFilter and => $"({Written(and.Left)} and {Written(and.Right)})",
        OrFilter or => $"({Written(or.Left)} or {Written(or.Right)})",
        NotFilter not => $"not {Written(not.Of)}",
        ComparisonFilter comparison => $"{comparison.Field} {comparison.Operator} {string.Join('|', comparison.Values)}",
        _ => throw new InvalidOperationException(),
    };
}
