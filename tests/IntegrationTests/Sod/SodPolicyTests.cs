using AutoMapper;
using Microsoft.Extensions.DependencyInjection;
using Schedules.Application;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Domain;

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
        var read = (await _database.SendAsync(new GetSodPolicy(created.Id.ToString()))).Value;
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
            Assert.That((await _database.SendAsync(new GetSodPolicy(form))).Value.Id, Is.EqualTo(id), form);
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
        """
        {"name":"n","type":"CONFLICTING_ACCESS_BASED",
         "conflictingAccessCriteria":{"leftCriteria":{"criteriaList":[{"type":"ROLE","id":"A"}]}}}
        """,
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

    private static string Json(SodPolicyDto policy) => System.Text.Json.JsonSerializer.Serialize(policy);
}
