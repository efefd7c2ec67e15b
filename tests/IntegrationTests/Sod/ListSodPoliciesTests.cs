using FluentValidation;
using Schedules.Application.Sod;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.IntegrationTests.Sod;

public sealed class ListSodPoliciesTests
{
    private SodDatabase _database = null!;

    [SetUp]
    public async Task CreateDatabase() => _database = await SodDatabase.CreateAsync();

    [TearDown]
    public async Task DropDatabase() => await _database.DisposeAsync();

    [TestCase(null, "b c a")]
    [TestCase("name", "a b c")]
    [TestCase("-name", "c b a")]
    [TestCase("-created", "a c b")]
    [TestCase("description,-name", "c b a")]
    [TestCase("modified, id", "b c a")]
    public async Task A_list_is_sorted_as_asked_and_else_from_the_oldest(string? sorters, string names)
    {
        await CreateAsync("b", "c", "a");
        var list = await _database.SendAsync(new ListSodPolicies(Sorters: sorters));
        Assert.That(string.Join(' ', list.Items.Select(policy => policy.Name)), Is.EqualTo(names));
    }

    [Test]
    public async Task A_sorter_that_is_named_thousands_of_times_counts_once()
    {
        await CreateAsync("b", "c", "a");
        var list = await _database.SendAsync(new ListSodPolicies(Sorters: string.Join(',', Enumerable.Repeat("-name", 20_000))));
        Assert.That(string.Join(' ', list.Items.Select(policy => policy.Name)), Is.EqualTo("c b a"));
    }

    [Test]
    public async Task Parts_of_a_list_follow_each_other_and_the_count_is_of_the_whole()
    {
        await CreateAsync("a", "b", "c");
        var part = await _database.SendAsync(new ListSodPolicies(Limit: 1, Offset: 1, Count: true));
        Assert.That((part.Items.Single().Name, part.Total), Is.EqualTo(("b", 3)));
        var none = await _database.SendAsync(new ListSodPolicies(Limit: 0));
        Assert.That((none.Items.Count, none.Total), Is.EqualTo((0, (int?)null)));
    }

    [TestCase(-1, 0, "limit")]
    [TestCase(251, 0, "limit")]
    [TestCase(1, -1, "offset")]
    public void A_part_of_a_list_is_within_limits(int limit, int offset, string member) =>
        Assert.That(
            () => _database.SendAsync(new ListSodPolicies(limit, offset)),
            Throws.TypeOf<ValidationException>().With.Message.Contains(member));

    [TestCase("owner", null, "sorters")]
    [TestCase("--name", null, "sorters")]
    [TestCase("name,", null, "sorters")]
    [TestCase(null, "name is \"a\"", "filters")]
    public void What_a_list_cannot_do_is_refused(string? sorters, string? filters, string member) =>
        Assert.That(
            () => _database.SendAsync(new ListSodPolicies(Sorters: sorters, Filters: filters)),
            Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo(member));

    [Test]
    public async Task An_organization_has_at_most_500_policies_whatever_others_have()
    {
        await _database.InAsync(db =>
        {
            for (var i = 0; i < SodPolicy.MaxInOrganization; i++)
                db.SodPolicies.Add(new(Guid.NewGuid(), _database.OurOrganization, new() { Name = "n", PolicyQuery = "id:x" }, "u", default));
            return db.SaveChangesAsync(default);
        });
        Assert.That(
            () => _database.SendAsync(Bodies.General("one more")),
            Throws.TypeOf<InvalidValueException>().With.Message.EqualTo("policies must be at most 500 in an organization."));
        Assert.That((await _database.SendAsOtherAsync(Bodies.General("their first"))).Name, Is.EqualTo("their first"));
    }

    private async Task CreateAsync(params string[] names)
    {
        foreach (var name in names)
        {
            await _database.SendAsync(Bodies.General(name));
            _database.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
