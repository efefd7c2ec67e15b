using FsCheck;
using FsCheck.Fluent;
using Schedules.Domain.Access;

namespace Schedules.UnitTests.Access;

public sealed class AccessGraphTests
{
    private const int Size = 9;

    // Numbers of groups stand before the colon, what they contain after it.
    [TestCase("", "1 2", "1 2", TestName = "Without groups, what was assigned is held")]
    [TestCase("1:2 3", "1", "1 2 3", TestName = "A group is held with what it contains")]
    [TestCase("1:2 3", "2", "2", TestName = "What a group contains does not give the group")]
    [TestCase("1:2;2:3;3:4", "1", "1 2 3 4", TestName = "Roles contain roles")]
    [TestCase("1:2;2:1", "1", "1 2", TestName = "Two groups that contain each other are held together")]
    [TestCase("1:1 2", "1", "1 2", TestName = "A group may contain itself")]
    [TestCase("1:3;2:3", "1 2 3", "1 2 3", TestName = "What is held twice is held once")]
    public void Effective_access(string contents, string assigned, string effective) =>
        Assert.That(new AccessGraph(Contents(contents)).Effective(Numbers(assigned)), Is.EqualTo(Numbers(effective)));

    [TestCase("", "1", 1, "1")]
    [TestCase("1:2;2:3", "1", 3, "1 2 3")]
    [TestCase("1:2 3;2:3", "1", 3, "1 3", TestName = "The shortest way is told")]
    [TestCase("4:9;5:9", "5 4", 9, "4 9", TestName = "Of ways as short, the one by the lowest number")]
    [TestCase("1:2;2:1", "1", 2, "1 2")]
    [TestCase("1:2", "1", 3, null)]
    public void The_way_to_an_entitlement(string contents, string assigned, int held, string? path) =>
        Assert.That(new AccessGraph(Contents(contents)).Path(Numbers(assigned), held), Is.EqualTo(path is null ? null : Numbers(path)));

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property It_agrees_with_adding_until_nothing_is_added() => Prop.ForAll(Cases(), c =>
    {
        var held = c.Assigned.ToHashSet();
        while (c.Contents.Where(group => held.Contains(group.Key)).SelectMany(group => group.Value).Where(held.Add).Any())
        {
            // Once more.
        }

        return new AccessGraph(c.Contents).Effective(c.Assigned).SequenceEqual(held.Order());
    });

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property There_is_a_way_to_what_is_held_alone_and_each_step_contains_the_next() => Prop.ForAll(Cases(), c =>
    {
        var graph = new AccessGraph(c.Contents);
        var effective = graph.Effective(c.Assigned);
        return Enumerable.Range(0, Size).All(number => graph.Path(c.Assigned, number) is { } path
            ? effective.Contains(number) && c.Assigned.Contains(path[0]) && path[^1] == number
                && path.Zip(path.Skip(1)).All(step => c.Contents[step.First].Contains(step.Second))
            : !effective.Contains(number));
    });

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property What_was_asked_before_changes_nothing() => Prop.ForAll(Cases(), c =>
    {
        var graph = new AccessGraph(c.Contents);
        var alone = Enumerable.Range(0, Size).Select(number => graph.Effective([number])).ToList();
        return graph.Effective(c.Assigned).SequenceEqual(c.Assigned.SelectMany(number => alone[number]).Distinct().Order());
    });

    private static Arbitrary<(Dictionary<int, int[]> Contents, int[] Assigned)> Cases() => Arb.From(
        from groups in Gen.SubListOf(Enumerable.Range(0, Size))
        from contents in Gen.SubListOf(Enumerable.Range(0, Size)).ListOf(groups.Count)
        from assigned in Gen.SubListOf(Enumerable.Range(0, Size))
        select (groups.Zip(contents).ToDictionary(pair => pair.First, pair => pair.Second.ToArray()), assigned.Order().ToArray()));

    private static Dictionary<int, int[]> Contents(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(group => group.Split(':')).ToDictionary(group => int.Parse(group[0]), group => Numbers(group[1]));

    private static int[] Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
