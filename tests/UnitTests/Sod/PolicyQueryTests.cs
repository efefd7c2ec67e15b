using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.UnitTests.Sod;

public sealed class PolicyQueryTests
{
    private static readonly Person _ada = new(
        "p-1", "Ada Byron", "ada@example.org", [new("pay", "Pay invoices"), new("enter", "Enter invoices"), new("nameless")])
    {
        Attributes = new Dictionary<string, string[]> { ["department"] = ["Finance", "Audit"], ["cost center"] = [""] },
    };

    [TestCase("@access(id:pay)", true)]
    [TestCase("@access(id:PAY)", false, Description = "ids are compared as they are")]
    [TestCase("@access(id:pay OR id:order)", true)]
    [TestCase("@access(id:pay AND id:enter)", false, Description = "one entitlement has one id")]
    [TestCase("@access(id:pay) AND @access(id:enter)", true)]
    [TestCase("@access(id:pay AND name:\"pay invoices\")", true)]
    [TestCase("@access(id:pay AND name:\"enter invoices\")", false)]
    [TestCase("@access(name:\"PAY invoices\")", true)]
    [TestCase("@access(name:Pay)", false)]
    [TestCase("@access(name:pay*)", true)]
    [TestCase(@"@access(name:pay\ in*)", true)]
    [TestCase("@access(name:\"pay*\")", false, Description = "a star in quotes is a star")]
    [TestCase("@access(NOT name:*)", true, Description = "one has no name")]
    [TestCase("@access(NOT id:*)", false)]
    [TestCase("NOT @access(id:order)", true)]
    [TestCase("NOT NOT @access(id:pay)", true)]
    [TestCase("@access(id:order) OR @access(id:pay) AND @access(id:enter)", true)]
    [TestCase("@access(id:pay) OR @access(id:order) AND @access(id:order)", true, Description = "AND binds closer than OR")]
    [TestCase("(@access(id:pay) OR @access(id:order)) AND @access(id:order)", false)]
    [TestCase("NOT @access(id:order) AND @access(id:order)", false, Description = "NOT binds closest")]
    [TestCase("attributes.department:finance", true)]
    [TestCase("attributes.DEPARTMENT:Audit", true, Description = "one value of several is enough")]
    [TestCase("attributes.department:Sales", false)]
    [TestCase("_exists_:attributes.department", true)]
    [TestCase("_exists_:attributes.manager", false)]
    [TestCase(@"_exists_:attributes.cost\ center", false, Description = "an empty value is none")]
    [TestCase("name:\"ada byron\" AND email:ADA@* AND id:p-1", true)]
    [TestCase("id:p", false)]
    [TestCase("\t@access( id : pay )\n AND\r\n( ( name:ada* ) )", true)]
    public void A_query_is_true_or_not_of_a_person(string query, bool expected) =>
        Assert.That(PolicyQuery.Parse(query).Matches(_ada), Is.EqualTo(expected));

    [TestCase("q", 1, "is expected, not \"q\"")]
    [TestCase("   ", 4, "is expected, not the end")]
    [TestCase("@access(id:A", 13, "AND, OR or a closing parenthesis is expected, not the end")]
    [TestCase("@access(id:A))", 14, "AND, OR or the end is expected, not \")\"")]
    [TestCase("@access(id:A) @access(id:B)", 15, "AND, OR or the end is expected, not \"@access\"")]
    [TestCase("@access(id:A) and @access(id:B)", 15, "AND, OR or the end is expected, not \"and\"")]
    [TestCase("@access(id:A) AND", 18, "is expected, not the end")]
    [TestCase("@access(id:A) AND OR", 19, "is expected, not \"OR\"")]
    [TestCase("@access id:A", 9, "an opening parenthesis is expected")]
    [TestCase("@access()", 9, "inside @access(…), is expected, not \")\"")]
    [TestCase("@access(email:a)", 9, "id: or name:, inside @access(…), is expected, not \"email\"")]
    [TestCase("@access(@access(id:A))", 9, "id: or name:, inside @access(…), is expected")]
    [TestCase("@access(id A)", 12, "a colon is expected, not \"A\"")]
    [TestCase("@access(id:)", 12, "a value, in quotes where it is more than a word, is expected")]
    [TestCase("@access(id:OR OR id:B)", 12, "a value")]
    [TestCase("@access(id:urn:x)", 15, "a value that holds one stands in quotes")]
    [TestCase("name:\"\"", 6, "must not be empty")]
    [TestCase("name:\"abc", 6, "a quote begins that is not closed")]
    [TestCase(@"name:""a\bc""", 8, "a backslash must be followed by a quote or another backslash")]
    [TestCase(@"name:abc\", 9, "a backslash must be followed by the character")]
    [TestCase("name:a*b", 6, "a star may only end a value")]
    [TestCase("name:**", 6, "a star may only end a value")]
    [TestCase("attributes.:x", 1, "attributes.NAME")]
    [TestCase("manager:x", 1, "attributes.NAME")]
    [TestCase("_exists_:manager", 10, "attributes.NAME")]
    public void A_query_that_cannot_be_read_is_refused_at_the_position(string query, int position, string message) =>
        Assert.That(
            () => PolicyQuery.Parse(query),
            Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo("policyQuery").And.Property("Value").EqualTo(query)
                .And.Message.StartsWith($"policyQuery must be an access query: at position {position} ").And.Message.Contains(message));

    [TestCase("(", ")")]
    [TestCase("NOT ", "")]
    public void A_query_nests_as_deep_as_people_write_and_no_deeper(string open, string close)
    {
        Assert.That(() => PolicyQuery.Parse(Nested(32)), Throws.Nothing);
        foreach (var depth in new[] { 33, 4000 })
            Assert.That(() => PolicyQuery.Parse(Nested(depth)), Throws.TypeOf<InvalidValueException>().With.Message.Contains("at most 32 deep"));

        string Nested(int depth) => string.Concat(Enumerable.Repeat(open, depth)) + "id:x" + string.Concat(Enumerable.Repeat(close, depth));
    }

    [Test]
    public void A_list_of_alternatives_may_be_long()
    {
        var ids = Enumerable.Range(0, 1500).Select(i => $"id:{i}");
        Assert.That(PolicyQuery.Parse($"@access({string.Join(" OR ", ids)})").Matches(Person.Holding("1499")), Is.True);
    }

    [Test]
    public void The_tree_is_flat_where_the_same_word_joins()
    {
        var root = PolicyQuery.Parse("@access(id:A OR (id:B OR id:C)) AND (name:x* AND NOT email:*)").Root;
        Assert.That(root, Is.TypeOf<AndNode>().With.Property("Parts").Count.EqualTo(3));
        var and = (AndNode)root;
        Assert.That(((OrNode)((AccessNode)and.Parts[0]).Condition).Parts, Is.EqualTo(new QueryNode[]
        {
            new FieldNode("id", QueryComparison.Equal, "A"), new FieldNode("id", QueryComparison.Equal, "B"), new FieldNode("id", QueryComparison.Equal, "C"),
        }));
        Assert.That(and.Parts[1], Is.EqualTo(new FieldNode("name", QueryComparison.StartsWith, "x")));
        Assert.That(and.Parts[2], Is.EqualTo(new NotNode(new FieldNode("email", QueryComparison.Exists, ""))));
    }

    [TestCase("@access(name:*invoices*)", "refused")]
    [TestCase("@access(name:pay* OR name:enter*) AND NOT @access(id:nameless)", "")]
    [TestCase("@access(name:pay* OR name:enter*)", "enter pay")]
    [TestCase("@access(id:pay) AND NOT @access(id:order)", "pay")]
    [TestCase("@access(id:pay) OR @access(id:order) AND @access(id:enter)", "pay", Description = "what did not come true is no evidence")]
    [TestCase("NOT (NOT @access(id:pay) OR @access(id:order))", "pay")]
    [TestCase("attributes.department:Finance", "")]
    public void The_evidence_is_the_held_access_that_made_it_true(string query, string expected)
    {
        if (expected == "refused")
            Assert.That(() => PolicyQuery.Parse(query), Throws.TypeOf<InvalidValueException>());
        else
            Assert.That(string.Join(' ', PolicyQuery.Parse(query).Evidence(_ada).Select(entitlement => entitlement.Id)), Is.EqualTo(expected));
    }

    [Test]
    public void The_evidence_by_part_has_a_list_for_each_side()
    {
        var parts = PolicyQuery.Parse("@access(id:pay OR id:nameless) AND @access(id:enter) AND name:ada*").EvidenceByPart(_ada);
        Assert.That(parts.Select(part => string.Join(' ', part.Select(entitlement => entitlement.Id))), Is.EqualTo(new[] { "nameless pay", "enter", "" }));
    }
}
