using Schedules.Application.Sod;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.IntegrationTests.Sod;

/// <summary>The most policies that an organization may have, with many who add one at the same moment.</summary>
public sealed class SodPolicyLimitTests
{
    private const int Room = 5;
    private const int Comers = 12;

    private SodDatabase _database = null!;

    [SetUp]
    public async Task CreateDatabase() => _database = await SodDatabase.CreateAsync();

    [TearDown]
    public async Task DropDatabase() => await _database.DisposeAsync();

    [Test]
    public async Task Of_many_that_are_created_and_put_back_at_once_as_many_are_taken_as_there_is_room_for()
    {
        var deleted = await Fill();
        var creating = Enumerable.Range(0, Comers).Select(i => Task.Run(() => Taken(Bodies.General($"New {i}"))));
        var recovering = deleted.Select(id => Task.Run(async () =>
        {
            try
            {
                await _database.SendAsync(new PutSodPolicy($"{id}", Bodies.General("Back").Policy, SodPolicyVersion.V1, null));
                return true;
            }
            catch (InvalidValueException refused) when (refused.Field == "policies")
            {
                return false;
            }
        }));

        var taken = await Task.WhenAll(creating.Concat(recovering).ToList());

        Assert.That((taken.Count(one => one), await InForce()), Is.EqualTo((Room, SodPolicy.MaxInOrganization)));
        Assert.That(await Taken(Bodies.General("One more")), Is.False);
    }

    [Test]
    public async Task A_policy_that_two_put_back_at_once_is_one()
    {
        var id = (await Fill())[0];
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
            _database.SendAsync(new PutSodPolicy($"{id}", Bodies.General("Back").Policy, SodPolicyVersion.V1, null)))));

        Assert.That(outcomes.Select(outcome => outcome.Value.Name), Is.All.EqualTo("Back"));
        Assert.That(await InForce(), Is.EqualTo(SodPolicy.MaxInOrganization - Room + 1));
    }

    // Almost full, and some that are deleted.
    private async Task<List<Guid>> Fill()
    {
        var deleted = new List<Guid>();
        for (var i = 0; i < Comers; i++)
        {
            var id = (await _database.SendAsync(Bodies.General($"Old {i}"))).Id;
            await _database.SendAsync(new DeleteSodPolicy($"{id}", Logical: true, null));
            deleted.Add(id);
        }

        await _database.InAsync(db =>
        {
            for (var i = 0; i < SodPolicy.MaxInOrganization - Room; i++)
                db.SodPolicies.Add(new(Guid.NewGuid(), _database.OurOrganization, new() { Name = "n", PolicyQuery = "id:x" }, "u", default));
            return db.SaveChangesAsync(default);
        });
        return deleted;
    }

    private async Task<bool> Taken(CreateSodPolicy create)
    {
        try
        {
            await _database.SendAsync(create);
            return true;
        }
        catch (InvalidValueException refused) when (refused.Field == "policies")
        {
            return false;
        }
    }

    private async Task<int> InForce() => (await _database.SendAsync(new ListSodPolicies(Limit: 0, Count: true))).Total ?? -1;
}
