using AutoMapper;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using Schedules.Application;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.IntegrationTests.Sod;

public sealed class SodPolicyTests
{
    private SodDatabase _database = null!;

    [SetUp]
    public async Task CreateDatabase() => _database = await SodDatabase.CreateAsync();

    [TearDown]
    public async Task DropDatabase() => await _database.DisposeAsync();

    [Test]
    public void The_mapping_is_complete()
    {
        var services = new ServiceCollection().AddLogging().AddApplication(autoMapperLicenseKey: null).BuildServiceProvider();
        services.GetRequiredService<IMapper>().ConfigurationProvider.AssertConfigurationIsValid();
    }

    [Test]
    public async Task A_created_policy_reads_back_as_it_was_answered()
    {
        var created = await _database.SendAsync(Bodies.Policy(Bodies.Conflicting));
        var read = await _database.SendAsync(new GetSodPolicy(created.Id.ToString()));
        Assert.Multiple(() =>
        {
            Assert.That(Json(read), Is.EqualTo(Json(created)));
            Assert.That((read.Name, read.State, read.Type), Is.EqualTo(("Payables", "ENFORCED", "CONFLICTING_ACCESS_BASED")));
            Assert.That(read.PolicyQuery, Is.EqualTo("@access(id:A OR id:B) AND @access(id:C OR id:D)"));
            Assert.That(read.OwnerRef, Is.EqualTo(new OwnerRefDto("IDENTITY", "owner-1", "Olga")));
            Assert.That(
                read.ViolationOwnerAssignmentConfig,
                Is.EqualTo(new ViolationOwnerAssignmentDto("STATIC", new("GOVERNANCE_GROUP", "g", null))));
            Assert.That(
                read.ConflictingAccessCriteria!.LeftCriteria!.CriteriaList,
                Is.EqualTo(new CriteriaItemDto[] { new("ENTITLEMENT", "A", "Pay"), new("ENTITLEMENT", "B", null) }));
            Assert.That(read.Tags, Is.EqualTo(new[] { "sox" }));
            Assert.That((read.CreatorId, read.ModifierId, read.Created), Is.EqualTo(("user-1", "user-1", _database.Clock.Now())));
            Assert.That(read.Scheduled, Is.False);
        });
    }

    [Test]
    public async Task A_policy_is_found_by_its_id_with_and_without_dashes()
    {
        var id = (await _database.SendAsync(Bodies.General("Admins"))).Id;
        foreach (var form in new[] { $"{id:D}", $"{id:N}", $"{id:N}".ToUpperInvariant() })
            Assert.That((await _database.SendAsync(new GetSodPolicy(form))).Id, Is.EqualTo(id), form);
        foreach (var form in new[] { $"{id:B}", "x", $"{Guid.NewGuid()}", $" {id} " })
            Assert.That(() => _database.SendAsync(new GetSodPolicy(form)), Throws.TypeOf<NotFoundException>(), form);
    }

    [Test]
    public async Task Another_organizations_policy_is_not_found()
    {
        var created = await _database.SendAsync(Bodies.General("Admins"));
        Assert.That(() => _database.SendAsOtherAsync(new GetSodPolicy($"{created.Id}")), Throws.TypeOf<NotFoundException>());
        Assert.That((await _database.SendAsOtherAsync(new ListSodPolicies(Count: true))).Total, Is.Zero);
    }

    [TestCase("""{"id":"x","name":"n","policyQuery":"q"}""", "id")]
    [TestCase("""{"policyQuery":"q"}""", "name")]
    [TestCase("""{"name":"n"}""", "policyQuery")]
    [TestCase("""{"name":"n","policyQuery":"q","state":"ON"}""", "state")]
    [TestCase("""{"name":"n","policyQuery":"q","type":"OTHER"}""", "type")]
    [TestCase("""{"name":"n","policyQuery":"q","ownerRef":{"type":"ROLE","id":"o"}}""", "ownerRef.type")]
    [TestCase("""{"name":"n","policyQuery":"q","ownerRef":{"type":"IDENTITY"}}""", "ownerRef.id")]
    [TestCase("""{"name":"n","policyQuery":"q","tags":[null]}""", "tags[0]")]
    [TestCase(
        """{"name":"n","policyQuery":"q","violationOwnerAssignmentConfig":{"ownerRef":{"type":"ROLE"}}}""",
        "violationOwnerAssignmentConfig.ownerRef.type")]
    [TestCase("""{"name":"n","type":"CONFLICTING_ACCESS_BASED"}""", "conflictingAccessCriteria")]
    [TestCase(
        """{"name":"n","type":"CONFLICTING_ACCESS_BASED","conflictingAccessCriteria":{"leftCriteria":null}}""",
        "conflictingAccessCriteria.leftCriteria")]
    [TestCase(
        """{"name":"n","type":"CONFLICTING_ACCESS_BASED","conflictingAccessCriteria":{"leftCriteria":{"criteriaList":[]}}}""",
        "conflictingAccessCriteria.leftCriteria.criteriaList")]
    [TestCase(
        """{"name":"n","type":"CONFLICTING_ACCESS_BASED","conflictingAccessCriteria":{"leftCriteria":{"criteriaList":[{"type":"ROLE","id":"A"}]}}}""",
        "conflictingAccessCriteria.leftCriteria.criteriaList[0].type")]
    [TestCase(
        """{"name":"n","type":"CONFLICTING_ACCESS_BASED","conflictingAccessCriteria":{"leftCriteria":{"criteriaList":[null]}}}""",
        "conflictingAccessCriteria.leftCriteria.criteriaList[0].type")]
    public async Task A_policy_that_breaks_a_rule_is_refused_by_the_path_of_the_member_and_not_stored(string json, string path)
    {
        Assert.That(
            () => _database.SendAsync(Bodies.Policy(json)), Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo(path));
        Assert.That((await _database.SendAsync(new ListSodPolicies())).Items, Is.Empty);
    }

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
    [TestCase(null, "name eq \"a\"", "filters")]
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
                db.SodPolicies.Add(new(_database.Clock.NewId(), _database.OurOrganization, new() { Name = $"{i}", PolicyQuery = "q" }, "u", default));
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

    private static string Json(SodPolicyDto policy) => System.Text.Json.JsonSerializer.Serialize(policy);
}
