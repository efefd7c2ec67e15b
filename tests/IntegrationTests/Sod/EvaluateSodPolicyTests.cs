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
    public async Task A_general_policy_is_evaluated_by_its_query()
    {
        var general = (await _database.SendAsync(Bodies.Policy("""{"name":"General","policyQuery":"@access(id:A) AND NOT @access(id:C)"}"""))).Id;
        var result = await _database.EvaluateAsync(Guid.NewGuid(), general);
        Assert.That(result.Sample.Select(violation => violation.IdentityId), Is.EqualTo(new[] { "cid" }));
        Assert.That(result.Sample[0].Left, Is.EqualTo(new EntitlementRef[] { new("A") }));
    }

    [Test]
    public async Task Many_policies_are_evaluated_in_one_pass_and_stored_each_for_itself()
    {
        var another = (await _database.SendAsync(Bodies.Policy("""{"name":"General","policyQuery":"@access(id:B)"}"""))).Id;
        var runId = Guid.NewGuid();
        var result = await _database.SendAsync(new EvaluateSodPolicies(runId, _database.OurOrganization, null));
        Assert.That((result.Violations, result.Policies, result.MostViolated.Count), Is.EqualTo((4, 2, 2)));
        var stored = await _database.EvaluateManyAsync(runId, null);
        Assert.That(stored.Violations, Is.EqualTo(4));
        var rows = await _database.InAsync(db => db.SodViolations.Where(violation => violation.RunId == runId).ToListAsync());
        Assert.That(rows.Where(row => row.PolicyId == another).Select(row => row.IdentityId), Is.EquivalentTo(new[] { "bob", "cid" }));
        Assert.That(rows.Where(row => row.PolicyId == _policyId).Select(row => (row.IdentityId, row.IsNew)), Is.EquivalentTo(new[] { ("ann", true), ("bob", true) }));
    }

    [Test]
    public async Task Each_of_many_policies_is_compared_with_its_own_run_before()
    {
        var another = (await _database.SendAsync(Bodies.Policy(Bodies.Conflicting))).Id;
        await HoldAsync("A", "C");
        await ManyAsync();
        await HoldAsync("A");
        await ManyAsync(_policyId);
        await HoldAsync("A", "C");

        var last = await ManyAsync();

        var compared = await _database.InAsync(db => db.SodEvaluations.Where(evaluation => evaluation.RunId == last).ToListAsync());
        Assert.That(
            compared.Select(evaluation => (evaluation.PolicyId, evaluation.New, evaluation.Resolved)),
            Is.EquivalentTo(new[] { (_policyId, 1, 0), (another, 0, 0) }));

        Task HoldAsync(params string[] held) => _database.SendAsync(
            new PutIdentity("dan", new IdentityBody("dan", "Dan", null, [.. held.Select(id => new EntitlementDto(id, null))])));
        async Task<Guid> ManyAsync(params Guid[] policies)
        {
            _database.Clock.Advance(TimeSpan.FromHours(1));
            var run = Guid.NewGuid();
            await _database.EvaluateManyAsync(run, policies is [] ? null : policies);
            return run;
        }
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
