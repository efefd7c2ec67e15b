using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Domain.Access;
using Schedules.IntegrationTests.Sod;

namespace Schedules.IntegrationTests.Access;

public sealed class AccessReaderTests
{
    private SodDatabase _database = null!;

    [SetUp]
    public async Task CreateDatabase() => _database = await SodDatabase.CreateAsync();

    [TearDown]
    public async Task DropDatabase() => await _database.DisposeAsync();

    [Test]
    public async Task Direct_access_accounts_and_groups_within_groups_come_together()
    {
        await _database.SendAsync(Bodies.Identities(Bodies.Identity("bob"), Bodies.Identity("ann", "A", "B") with { Email = "ann@example.org" }));
        await _database.SendAsOtherAsync(Bodies.Identities(Bodies.Identity("eve", "A")));
        await Add("SAP", "READ", "OUTER", "INNER", "DEEP");
        Assert.That(await Told(), Is.EqualTo(new[]
        {
            "ann: A (Direct), B (Direct), DEEP (Group by OUTER INNER), INNER (Group by OUTER), OUTER (Group), READ (Account SAP/a1)",
            "bob: ",
        }));
    }

    [Test]
    public async Task A_snapshot_sees_one_moment()
    {
        await _database.SendAsync(Bodies.Identities(Bodies.Identity("ann", "A")));
        await using var snapshot = await _database.Get<IAccessReader>().Open(_database.OurOrganization, default);
        await _database.SendAsync(Bodies.Identities(Bodies.Identity("ann", "B"), Bodies.Identity("bob")));
        var seen = await snapshot.Identities(default).ToListAsync();
        Assert.That(seen.Single().Entitlements.Single().Id, Is.EqualTo("A"));
    }

    [Test]
    public async Task Attributes_are_read_when_they_are_asked_for()
    {
        await _database.SendAsync(new PutIdentity("ann", Bodies.Identity("ann") with { Attributes = new Dictionary<string, string?> { ["department"] = "Finance" } }));
        await using var snapshot = await _database.Get<IAccessReader>().Open(_database.OurOrganization, default);
        var ann = (await snapshot.Find("ann", default))!;
        Assert.That(ann.Attributes["department"], Is.EqualTo("Finance"));
        Assert.That(await snapshot.Find("bob", default), Is.Null);
    }

    // ann has an account with READ and is in OUTER, which contains INNER, which contains DEEP; zoe, who has as much, is no identity.
    private Task Add(string source, string read, string outer, string inner, string deep) => _database.InAsync(async db =>
    {
        var (us, now) = (_database.OurOrganization, _database.Clock.Now());
        var numbers = await _database.Get<Application.Access.EntitlementNumbers>().Of(us, [read, outer, inner, deep], default);
        foreach (var owner in new[] { "ann", "zoe" })
        {
            db.Accounts.Add(new(us, source, $"{owner[0]}1", owner, null, EntitlementSet.Of([numbers[read]])));
            db.GroupMembers.Add(new(us, numbers[outer], owner));
        }

        db.AccessGroups.Add(new(us, outer, numbers[outer], new("Outer", null, null, EntitlementSet.Of([numbers[inner]])), now));
        db.AccessGroups.Add(new(us, inner, numbers[inner], new("Inner", null, null, EntitlementSet.Of([numbers[deep]])), now));
        return await db.SaveChangesAsync(default);
    });

    private async Task<List<string>> Told()
    {
        await using var snapshot = await _database.Get<IAccessReader>().Open(_database.OurOrganization, default);
        return await snapshot.Identities(default).Select(identity => $"{identity.Id}: {string.Join(", ", identity.Held.Select(Told))}").ToListAsync();
    }

    private static string Told(HeldEntitlement held)
    {
        var account = held.Via.AccountId is null ? "" : $" {held.Via.SourceId}/{held.Via.AccountId}";
        var through = held.Via.Through.Count == 0 ? "" : $" by {string.Join(' ', held.Via.Through)}";
        return $"{held.Entitlement.Id} ({held.Via.Kind}{account}{through})";
    }
}
