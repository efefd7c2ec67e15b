using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Access;

/// <summary>That an id is an entitlement's or a group's, and not both.</summary>
public sealed class UniqueIdTests : HttpFixture
{
    [Test]
    public async Task A_group_is_not_put_over_an_entitlement_until_that_is_deleted()
    {
        await Key.Send("PUT", "/api/v1/access/entitlements/PAY", """{"name":"Pay invoices"}""");
        var (status, error) = await Key.Send("PUT", "/api/v1/access/groups/PAY", """{"name":"Payers"}""");
        Assert.That((status, error.Text("detail")), Is.EqualTo((409, "id \"PAY\" is an entitlement's. Send an id that is no entitlement's, or delete the entitlement first: who holds it still holds the id.")));
        await Key.Send("DELETE", "/api/v1/access/entitlements/PAY");
        Assert.That((await Key.Send("PUT", "/api/v1/access/groups/PAY", """{"name":"Payers"}""")).Status, Is.EqualTo(201));
    }

    [Test]
    public async Task An_entitlement_is_not_put_over_a_group()
    {
        await Key.Send("PUT", "/api/v1/access/groups/CLERKS", """{"name":"Clerks"}""");
        var (status, error) = await Key.Send("PUT", "/api/v1/access/entitlements/CLERKS", """{"name":"Clerks"}""");
        Assert.That((status, error.Text("detail")), Is.EqualTo((409, "id \"CLERKS\" is a group's, which is an entitlement itself. Send an id that is no group's.")));
        Assert.That((await Key.Send("GET", "/api/v1/access/entitlements/CLERKS")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task What_was_only_assigned_may_turn_out_to_be_a_group()
    {
        await Key.Send("PUT", "/api/v1/access/identities/ann", """{"name":"Ann","entitlements":[{"id":"LATER"}]}""");
        Assert.That((await Key.Send("PUT", "/api/v1/access/groups/LATER", """{"name":"Later"}""")).Status, Is.EqualTo(201));
        Assert.That((await Key.Send("PUT", "/api/v1/access/groups/LATER", """{"name":"Later still"}""")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Who_assigns_an_entitlement_names_it_where_it_has_no_name_and_never_anew()
    {
        await Key.Send("PUT", "/api/v1/access/identities/gus", """{"name":"Gus","entitlements":[{"id":"AUDIT"}]}""");
        await Key.Send("PUT", "/api/v1/access/identities/hal", """{"name":"Hal","entitlements":[{"id":"AUDIT","name":"Read the books"}]}""");
        await Key.Send("PUT", "/api/v1/access/identities/ida", """{"name":"Ida","entitlements":[{"id":"AUDIT","name":"Harmless"}]}""");
        Assert.That((await Key.Get("/api/v1/access/entitlements/AUDIT")).Text("name"), Is.EqualTo("Read the books"));
        await Key.Send("PUT", "/api/v1/access/entitlements/AUDIT", """{"name":"Audit"}""");
        Assert.That((await Key.Get("/api/v1/access/identities/ida"))["entitlements"]![0].Text("name"), Is.EqualTo("Audit"));
    }

    [Test]
    public async Task A_row_of_a_role_is_refused_where_its_id_is_an_entitlements_and_the_others_take_effect()
    {
        await Key.Send("PUT", "/api/v1/access/entitlements/LEDGER", """{"name":"Post to the ledger"}""");
        await Key.Send("PUT", "/api/v1/access/identities/eve", """{"name":"Eve","entitlements":[{"id":"LEDGER"}]}""");
        var import = await Key.Import("roles", "incremental", "id,name,entitlements,members\nLEDGER,Ledger,VAULT,bob\nGUARDS,Guards,VAULT,bob\n");
        Assert.That((import.Told(), await Messages(import)), Is.EqualTo(("SUCCEEDED 2 1 1", "id must be an id that is no entitlement's; \"LEDGER\" is one until it is deleted, and who holds it still holds the id then.")));
        Assert.That((await Key.Send("GET", "/api/v1/access/groups/LEDGER")).Status, Is.EqualTo(404));
        Assert.That(await Key.Held("eve"), Is.EqualTo("LEDGER DIRECT"));
        Assert.That((await Key.Get("/api/v1/access/groups/GUARDS")).Text("name"), Is.EqualTo("Guards"));
    }

    [Test]
    public async Task A_row_of_a_role_may_describe_what_was_only_assigned()
    {
        await Key.Send("PUT", "/api/v1/access/identities/fay", """{"name":"Fay","entitlements":[{"id":"FUTURE"}]}""");
        Assert.That((await Key.Import("roles", "incremental", "id,name,entitlements\nFUTURE,Future,X\n")).Told(), Is.EqualTo("SUCCEEDED 1 1 0"));
    }

    [TestCase("incremental")]
    [TestCase("full")]
    public async Task A_row_of_an_entitlement_is_refused_where_its_id_is_a_groups(string mode)
    {
        await Key.Send("PUT", "/api/v1/access/groups/BOARD", """{"name":"Board"}""");
        var import = await Key.Import("entitlements", mode, "id,name\nBOARD,Board\nSIGN,Sign\n");
        Assert.That((import.Told(), await Messages(import)), Is.EqualTo(("SUCCEEDED 2 1 1", "id must be an id that is no group's; \"BOARD\" is a group, which is an entitlement itself.")));
        Assert.That((await Key.Send("GET", "/api/v1/access/entitlements/BOARD")).Status, Is.EqualTo(404));
        Assert.That((await Key.Get("/api/v1/access/entitlements/SIGN")).Text("name"), Is.EqualTo("Sign"));
    }

    private async Task<string> Messages(JsonNode import) => string.Join(
        ' ', (await Key.Get($"{SentFiles.Path}/{import.Text("id")}/errors"))["items"]!.AsArray().Select(error => error.Text("message")));
}
