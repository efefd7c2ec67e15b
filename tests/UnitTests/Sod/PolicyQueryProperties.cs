using Schedules.Domain.Sod;

namespace Schedules.UnitTests.Sod;

/// <summary>What must hold for every query.</summary>
public sealed class PolicyQueryProperties
{
    [FsCheck.NUnit.Property(MaxTest = 2000, Arbitrary = [typeof(AnyQuery)])]
    public void A_query_means_what_its_words_say(AskedOf asked) =>
        Assert.That(PolicyQuery.Parse(asked.Query).Matches(asked.Person), Is.EqualTo(asked.Meaning(asked.Person)), $"{asked}");

    [FsCheck.NUnit.Property(MaxTest = 2000, Arbitrary = [typeof(AnyQuery)])]
    public void The_query_that_criteria_make_finds_the_same_violators_and_the_same_access_of_each_side(AskedOfCriteria asked)
    {
        var query = PolicyQuery.Parse(asked.Criteria.Query);
        var held = asked.Person.Entitlements.Select(entitlement => entitlement.Id).ToHashSet();
        var left = Held(asked.Criteria.LeftCriteria, held);
        var right = Held(asked.Criteria.RightCriteria, held);
        var violates = left.Length > 0 && right.Length > 0;

        Assert.That(query.Matches(asked.Person), Is.EqualTo(violates), asked.Criteria.Query);
        var sides = query.EvidenceByPart(asked.Person).Select(side => side.Select(entitlement => entitlement.Id));
        Assert.That(sides, Is.EqualTo(violates ? new[] { left, right } : [[], []]), asked.Criteria.Query);
    }

    [FsCheck.NUnit.Property(MaxTest = 1000, Arbitrary = [typeof(AnyQuery)])]
    public void The_evidence_is_held_and_there_is_none_where_nobody_violates(AskedOf asked)
    {
        var query = PolicyQuery.Parse(asked.Query);
        var evidence = query.Evidence(asked.Person);
        Assert.That(evidence, Is.SubsetOf(asked.Person.Entitlements).And.Unique);
        if (!query.Matches(asked.Person))
            Assert.That(evidence, Is.Empty);
    }

    private static string[] Held(AccessCriteria side, HashSet<string> held) =>
        [.. side.CriteriaList.Select(item => item.Id).Where(held.Contains).Order(StringComparer.Ordinal)];
}
