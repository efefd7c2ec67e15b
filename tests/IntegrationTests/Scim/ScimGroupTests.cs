using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Scim;

/// <summary>Groups over SCIM, with the bodies that Entra ID and Okta document.</summary>
public sealed class ScimGroupTests : ScimFixture
{
    [Test]
    public async Task Entra_creates_a_group_and_changes_its_members_who_then_hold_it_and_what_it_contains()
    {
        var (ann, bob) = (await NewUser("ann"), await NewUser("bob"));
        var id = await Create(Groups, """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group","http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
             "externalId":"8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159","displayName":"Payers","meta":{"resourceType":"Group"}}
            """);
        using var key = Server.WithKey(Tenant);
        await key.Send("PUT", $"/api/v1/access/groups/{id}", """{"name":"Payers","externalId":"8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159","entitlements":[{"id":"PAY"}]}""");
        await PatchGroup(id, $$"""{"op":"Add","path":"members","value":[{"$ref":null,"value":"{{ann}}"},{"$ref":null,"value":"{{bob}}"}]}""");
        await PatchGroup(id, $$"""{"op":"Remove","path":"members","value":[{"$ref":null,"value":"{{bob}}"}]}""");
        Assert.That(await Members(id), Is.EqualTo(ann));
        var held = (await key.Get($"/api/v1/access/identities/{ann}/access"))["entitlements"]!.AsArray().Select(item => item.Text("id"));
        Assert.That(held, Is.EquivalentTo(new[] { id, "PAY" }));
        Assert.That((await Client.Get($"{Users}/{ann}"))["groups"]![0].Text("display"), Is.EqualTo("Payers"));
        var without = await Client.Get($"{Groups}?excludedAttributes=members&filter=displayName eq \"payers\"");
        Assert.That((without["Resources"]![0].Text("id"), without["Resources"]![0]!.AsObject().ContainsKey("members")), Is.EqualTo((id, false)));
        Assert.That(await Found($"{Groups}?filter=id eq \"{id}\" and members eq \"{ann}\""), Is.EqualTo(id));
        Assert.That(await Found($"{Groups}?filter=members[value eq \"{bob}\"]"), Is.Empty);
    }

    [Test]
    public async Task Okta_changes_a_groups_name_and_members()
    {
        var (ann, bob) = (await NewUser("ann"), await NewUser("bob"));
        var id = await Create(Groups, $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Test SCIMv2","members":[{"value":"{{ann}}","display":"ann"}]}""");
        await PatchGroup(id, $$"""{"op":"remove","path":"members[value eq \"{{ann}}\"]"},{"op":"add","path":"members","value":[{"value":"{{bob}}","display":"bob"}]}""");
        Assert.That(await Members(id), Is.EqualTo(bob));
        await PatchGroup(id, """{"op":"replace","value":{"id":"ID","displayName":"New name"}}""".Replace("ID", id, StringComparison.Ordinal));
        await PatchGroup(id, $$"""{"op":"replace","path":"members","value":[{"value":"{{ann}}"},{"value":"{{bob}}"}]}""");
        Assert.That((await Client.Get($"{Groups}/{id}")).Text("displayName"), Is.EqualTo("New name"));
        Assert.That((await Members(id)).Split(' '), Is.EquivalentTo(new[] { ann, bob }));
        await PatchGroup(id, """{"op":"remove","path":"members"}""");
        Assert.That(await Members(id), Is.Empty);
        Assert.That((await Client.Send("DELETE", $"{Groups}/{id}")).Status, Is.EqualTo(204));
    }

    [Test]
    public async Task Who_is_in_a_group_that_is_a_member_holds_what_the_group_holds()
    {
        using var key = Server.WithKey(Tenant);
        var ann = await NewUser("ann");
        var clerks = await NewGroup("Clerks", ann);
        var payers = await NewGroup("Payers", clerks);
        Assert.That(await Held(), Is.EqualTo("Clerks Payers"));
        Assert.That((await key.Get($"/api/v1/access/groups/{clerks}"))["groups"]!.ToJsonString(), Is.EqualTo($"[\"{payers}\"]"));
        Assert.That(await Members(), Is.EqualTo("Group Clerks"));

        // Most directories send users alone.
        await PatchGroup(payers, $$"""{"op":"replace","path":"members","value":[{"value":"{{ann}}"}]}""");
        Assert.That(await Members(), Is.EqualTo("User ann Group Clerks"));
        var others = await NewGroup("Others");
        await PatchGroup(payers, $$"""{"op":"replace","path":"members","value":[{"value":"{{others}}","type":"Group"}]}""");
        Assert.That((await Members(), await Held()), Is.EqualTo(("Group Others", "Clerks")));
        await PatchGroup(payers, $$"""{"op":"add","path":"members","value":[{"value":"{{clerks}}"}]},{"op":"remove","path":"members[value eq \"{{others}}\"]"}""");
        Assert.That((await Members(), await Held()), Is.EqualTo(("Group Clerks", "Clerks Payers")));
        await PatchGroup(payers, """{"op":"remove","path":"members"}""");
        Assert.That((await Members(), await Held()), Is.EqualTo(("", "Clerks")));

        async Task<string> Members() => string.Join(
            ' ', (await Client.Get($"{Groups}/{payers}"))["members"]!.AsArray().Select(member => $"{member.Text("type")} {member.Text("display")}"));
        async Task<string> Held() => string.Join(
            ' ', (await key.Get($"/api/v1/access/identities/{ann}/access"))["entitlements"]!.AsArray().Select(held => held.Text("name")).Order(StringComparer.Ordinal));
    }

    [Test]
    public async Task A_deleted_group_is_held_by_nobody_who_was_in_a_group_in_it()
    {
        using var key = Server.WithKey(Tenant);
        var ann = await NewUser("ann");
        var clerks = await NewGroup("Clerks", ann);
        var payers = await NewGroup("Payers", clerks);
        Assert.That((await Client.Send("DELETE", $"{Groups}/{payers}")).Status, Is.EqualTo(204));
        var held = (await key.Get($"/api/v1/access/identities/{ann}/access"))["entitlements"]!.AsArray().Select(item => item.Text("id"));
        Assert.That(held, Is.EqualTo(new[] { clerks }));
        Assert.That((await key.Get($"/api/v1/access/groups/{clerks}"))["entitlements"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task A_replaced_group_keeps_what_scim_does_not_speak_of()
    {
        using var key = Server.WithKey(Tenant);
        await key.Send("PUT", "/api/v1/access/groups/CLERKS", """{"name":"Clerks","description":"Of accounting","entitlements":[{"id":"PAY"}]}""");
        var (status, _) = await Client.Send(
            "PUT", $"{Groups}/CLERKS", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"All clerks"}""", Scim);
        var group = await key.Get("/api/v1/access/groups/CLERKS");
        Assert.That(
            (status, group.Text("name"), group.Text("description"), group["entitlements"]![0].Text("id")), Is.EqualTo((200, "All clerks", "Of accounting", "PAY")));
    }

    [Test]
    public async Task One_member_alone_is_a_list_of_one()
    {
        var (ann, bob, cid) = (await NewUser("ann"), await NewUser("bob"), await NewUser("cid"));
        var id = await NewGroup("Payers", ann);
        await PatchGroup(id, $$"""{"op":"add","path":"members","value":{"value":"{{bob}}"} },{"op":"add","path":"members","value":"{{cid}}" }""");
        Assert.That((await Members(id)).Split(' '), Is.EquivalentTo(new[] { ann, bob, cid }));
        await PatchGroup(id, $$"""{"op":"remove","path":"members","value":{"value":"{{bob}}"} },{"op":"remove","path":"members","value":"{{cid}}"}""");
        Assert.That(await Members(id), Is.EqualTo(ann));
        await PatchGroup(id, $$"""{"op":"replace","value":{"members":{"value":"{{bob}}"} } },{"op":"add","path":"urn:example:2.0:Group:tag","value":"x"}""");
        Assert.That(await Members(id), Is.EqualTo(bob));
    }

    [TestCase("\"nobody\"")]
    [TestCase("\"\"")]
    [TestCase("0")]
    [TestCase("{}")]
    [TestCase("[null]")]
    [TestCase("[[]]")]
    public async Task What_is_no_member_is_refused_and_the_members_stay(string value)
    {
        var ann = await NewUser("ann");
        var id = await NewGroup("Payers", ann);
        foreach (var operation in new[] { $$"""{"op":"replace","path":"members","value":{{value}}}""", $$"""{"op":"add","value":{"members":{{value}} } }""" })
            Assert.That((await Client.Send("PATCH", $"{Groups}/{id}", Operations(operation), Scim)).Status, Is.EqualTo(400), operation);
        var body = $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Payers","members":{{value}}}""";
        Assert.That((await Client.Send("PUT", $"{Groups}/{id}", body, Scim)).Status, Is.EqualTo(400));
        Assert.That(await Members(id), Is.EqualTo(ann));
    }

    [Test]
    public async Task Members_that_are_added_at_the_same_moment_are_all_there()
    {
        var users = new List<string>();
        for (var i = 0; i < 12; i++)
            users.Add(await NewUser($"user{i}"));
        var id = await NewGroup("Payers");
        await Task.WhenAll(users.Select(user => PatchGroup(id, $$"""{"op":"add","path":"members","value":[{"value":"{{user}}"}]}""")));
        Assert.That((await Members(id)).Split(' '), Is.EquivalentTo(users));
    }

    private Task<string> NewGroup(string name, params string[] members) => Create(Groups, new JsonObject
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:Group"),
        ["displayName"] = name,
        ["members"] = new JsonArray([.. members.Select(id => (JsonNode)new JsonObject { ["value"] = id })]),
    }.ToJsonString());

    private async Task PatchGroup(string id, string operations)
    {
        var (status, body) = await Client.Send("PATCH", $"{Groups}/{id}", Operations(operations), Scim);
        Assert.That(status, Is.EqualTo(204), body?.ToJsonString());
    }

    private async Task<string> Members(string id) =>
        string.Join(' ', (await Client.Get($"{Groups}/{id}"))["members"]!.AsArray().Select(member => member.Text("value")));
}
