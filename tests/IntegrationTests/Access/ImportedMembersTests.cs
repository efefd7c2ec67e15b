using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Access;

/// <summary>Memberships that files bring, by roles and by identities.</summary>
public sealed class ImportedMembersTests : TenantFixture
{
    [TestCase(3, 9_000)]
    [TestCase(1, 50_000)]
    public async Task Roles_may_have_more_members_than_are_stored_at_a_time(int roles, int members)
    {
        var rows = Enumerable.Range(0, roles).Select(role => $"r{role},Role {role},{string.Join(';', Enumerable.Range(role, members).Select(i => $"p{i}"))}\n");
        var file = $"id,name,members\n{string.Concat(rows)}";
        for (var time = 1; time <= 2; time++)
        {
            Assert.That((await Import("roles", "full", file)).Told(), Is.EqualTo($"SUCCEEDED {roles} {roles} 0"));
            Assert.That(await Server.Database(db => Task.FromResult(db.GroupMembers.Count(member => member.OrganizationId == Tenant.OrganizationId))), Is.EqualTo(roles * members));
        }

        Assert.That((await Import("roles", "full", "id,name,members\nr0,Role,p1\n")).Told(), Is.EqualTo("SUCCEEDED 1 1 0"));
        Assert.That(await Server.Database(db => Task.FromResult(db.GroupMembers.Count(member => member.OrganizationId == Tenant.OrganizationId))), Is.EqualTo(1));
    }

    [TestCase("full")]
    [TestCase("incremental")]
    public async Task Of_members_that_come_again_those_go_who_are_not_named_and_those_come_who_are(string mode)
    {
        await Import("roles", "full", "id,name,members\nR,Role,ann;bob\nS,Other,ann\n");
        await Import("roles", mode, "id,name,members\nR,Role,bob;cid\n");
        Assert.That(await Memberships(), Is.EqualTo(mode == "full" ? "R bob,R cid" : "R bob,R cid,S ann"));
        await Import("identities", mode, "id,name,groups\nbob,Bob,R;T\ncid,Cid,T\n");
        Assert.That(await Memberships(), Is.EqualTo(mode == "full" ? "R bob,T bob,T cid" : "R bob,S ann,T bob,T cid"));

        async Task<string> Memberships() => string.Join(',', (await Server.Database(db => Task.FromResult(db.GroupMembers
            .Where(member => member.OrganizationId == Tenant.OrganizationId)
            .Join(db.EntitlementNumbers.Where(number => number.OrganizationId == Tenant.OrganizationId), m => m.GroupNumber, n => n.Number, (m, n) => $"{n.Id} {m.IdentityId}")
            .ToList()))).Order(StringComparer.Ordinal));
    }

    private Task<JsonNode> Import(string type, string mode, string text) => Client.Import(type, mode, text);
}
