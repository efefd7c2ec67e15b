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
}
