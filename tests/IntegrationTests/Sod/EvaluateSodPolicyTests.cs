using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Domain.Sod;

namespace Schedules.IntegrationTests.Sod;

public sealed class EvaluateSodPolicyTests
{
    private SodDatabase _database = null!;
    private Guid _policyId;

    [SetUp]
    public async Task CreateDatabase()
    {
        _database = await SodDatabase.CreateAsync();
        _policyId = (await _database.SendAsync(Bodies.Policy(Bodies.Conflicting))).Id;
        await _database.SendAsync(Bodies.Identities(
            Bodies.Identity("bob", "B", "D", "C"), Bodies.Identity("ann", "A", "C", "X"),
            Bodies.Identity("cid", "A", "B"), Bodies.Identity("dan")));
        await _database.SendAsOtherAsync(Bodies.Identities(Bodies.Identity("eve", "A", "C")));
    }

    [TearDown]
    public async Task DropDatabase() => await _database.DisposeAsync();

    [Test]
    public async Task A_first_run_finds_all_violators_of_its_organization_as_new()
    {
        var result = await RunAsync();
        Assert.That(JsonSerializer.Serialize(result, JsonSerializerOptions.Web), Is.EqualTo(
            """{"violations":2,"new":2,"resolved":0,"sample":["""
            + """{"identityId":"ann","name":"ann\u0027s name","left":[{"id":"A","name":"Pay"}],"right":[{"id":"C","name":null}]},"""
            + """{"identityId":"bob","name":"bob\u0027s name","left":[{"id":"B","name":null}],"right":"""
            + """[{"id":"C","name":null},{"id":"D","name":null}]}],"excepted":0}"""));
    }

    [Test]
    public async Task The_next_runs_tell_what_is_new_and_what_is_resolved_since_the_one_before()
    {
        await RunAsync();
        Assert.That(await CountsAsync(), Is.EqualTo((2, 0, 0)), "nothing changed");
        await _database.SendAsync(Bodies.Identities(Bodies.Identity("ann", "A"), Bodies.Identity("dan", "A", "D")));
        Assert.That(await CountsAsync(), Is.EqualTo((2, 1, 1)), "ann gave one up, dan got both");
        await _database.SendAsync(new DeleteIdentity("bob"));
        await _database.SendAsync(new DeleteIdentity("dan"));
        Assert.That(await CountsAsync(), Is.EqualTo((0, 0, 2)), "both are gone");
        Assert.That(await CountsAsync(), Is.EqualTo((0, 0, 0)), "the run before found nobody");
        await _database.SendAsync(new PutIdentity("bob", Bodies.Identity("bob", "B", "C")));
        Assert.That(await CountsAsync(), Is.EqualTo((1, 1, 0)), "back again is new again");
    }

    [Test]
    public async Task Every_violation_stays_in_the_books_and_the_result_shows_the_first_20()
    {
        await _database.SendAsync(Bodies.Identities([.. Enumerable.Range(0, 30).Select(i => Bodies.Identity($"many-{i:D2}", "A", "C"))]));
        var runId = Guid.NewGuid();
        var result = await _database.EvaluateAsync(runId, _policyId);
        Assert.That((result.Violations, result.Sample.Count), Is.EqualTo((32, 20)));
        var stored = await _database.InAsync(db => db.SodViolations.Where(violation => violation.RunId == runId).ToListAsync());
        Assert.That(stored, Has.Count.EqualTo(32));
        var bob = stored.Single(violation => violation.IdentityId == "bob");
        Assert.Multiple(() =>
        {
            Assert.That((bob.PolicyId, bob.IdentityName), Is.EqualTo((_policyId, "bob's name")));
            Assert.That(bob.Left, Is.EqualTo(new EntitlementRef[] { new("B") }));
            Assert.That(bob.Right, Is.EqualTo(new EntitlementRef[] { new("C"), new("D") }));
        });
    }

    [Test]
    public async Task An_evaluation_that_nobody_saves_leaves_nothing_behind()
    {
        await _database.EvaluateAsync(Guid.NewGuid(), _policyId, save: false);
        Assert.That(await _database.InAsync(db => db.SodViolations.CountAsync()), Is.Zero);
        Assert.That(await CountsAsync(), Is.EqualTo((2, 2, 0)), "the first that counts");
    }

    [Test]
    public async Task Policies_are_compared_with_their_own_runs()
    {
        await RunAsync();
        var another = (await _database.SendAsync(Bodies.Policy(Bodies.Conflicting))).Id;
        Assert.That((await _database.EvaluateAsync(Guid.NewGuid(), another)).New, Is.EqualTo(2));
    }

    [Test]
    public async Task A_general_policy_fails_with_its_reason()
    {
        var general = (await _database.SendAsync(Bodies.General("Admins"))).Id;
        Assert.That(
            () => _database.EvaluateAsync(Guid.NewGuid(), general),
            Throws.TypeOf<UnevaluablePolicyException>().With.Message.Contains("GENERAL"));
    }

    [Test]
    public async Task Another_organizations_policy_is_not_found()
    {
        var theirs = (await _database.SendAsOtherAsync(Bodies.Policy(Bodies.Conflicting))).Id;
        Assert.That(() => _database.EvaluateAsync(Guid.NewGuid(), theirs), Throws.TypeOf<NotFoundException>());
    }

    private Task<SodRunResult> RunAsync()
    {
        _database.Clock.Advance(TimeSpan.FromHours(1));
        return _database.EvaluateAsync(Guid.NewGuid(), _policyId);
    }

    private async Task<(int Violations, int New, int Resolved)> CountsAsync()
    {
        var result = await RunAsync();
        return (result.Violations, result.New, result.Resolved);
    }
}
