using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.IntegrationTests.Sod;

public sealed class IdentityTests
{
    private SodDatabase _database = null!;

    [SetUp]
    public async Task CreateDatabase() => _database = await SodDatabase.CreateAsync();

    [TearDown]
    public async Task DropDatabase() => await _database.DisposeAsync();

    [Test]
    public async Task An_identity_is_created_and_then_replaced_as_a_whole()
    {
        IdentityBody ann = new(null, "Ann", "ann@example.org", [new("A", "Pay"), new("B", null)]);
        var first = await _database.SendAsync(new PutIdentity("ann", ann));
        var second = await _database.SendAsync(new PutIdentity("ann", new("ann", "Anna", null, [new("C", null)])));
        var read = await _database.SendAsync(new GetIdentity("ann"));
        Assert.Multiple(() =>
        {
            Assert.That((first.Created, second.Created), Is.EqualTo((true, false)));
            Assert.That(first.Identity.Entitlements, Is.EqualTo(new EntitlementDto[] { new("A", "Pay"), new("B", null) }));
            Assert.That((read.Id, read.Name, read.Email), Is.EqualTo(("ann", "Anna", (string?)null)));
            Assert.That(read.Entitlements, Is.EqualTo(new EntitlementDto[] { new("C", null) }));
        });
    }

    [Test]
    public void The_id_in_the_body_is_that_of_the_path() =>
        Assert.That(
            () => _database.SendAsync(new PutIdentity("ann", Bodies.Identity("bob"))),
            Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo("id"));

    [Test]
    public async Task Ten_thousand_identities_are_put_in_one_request()
    {
        var many = Enumerable.Range(0, PutIdentities.MaxIdentities).Select(i => Bodies.Identity($"{i:D5}", "A", "B", "C")).ToArray();
        var first = await _database.SendAsync(Bodies.Identities(many[..^1]));
        var second = await _database.SendAsync(Bodies.Identities([.. many.Select(identity => identity with { Name = "again" })]));
        Assert.That((first, second), Is.EqualTo((new PutIdentitiesResult(9_999, 0), new PutIdentitiesResult(1, 9_999))));
        Assert.That((await _database.SendAsync(new GetIdentity("00000"))).Name, Is.EqualTo("again"));
    }

    [Test]
    public async Task Many_identities_are_put_as_a_whole_or_not_at_all()
    {
        await _database.SendAsync(new PutIdentity("ann", Bodies.Identity("ann", "A")));
        var bad = Bodies.Identities(Bodies.Identity("ann", "B"), Bodies.Identity("bob"), Bodies.Identity("cid", "X", "X"));
        Assert.That(
            () => _database.SendAsync(bad),
            Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo("identities[2].entitlements[1].id"));
        var stored = (await _database.SendAsync(new ListIdentities())).Items;
        Assert.That(stored.Single().Entitlements.Single().Id, Is.EqualTo("A"));
    }

    [Test]
    public async Task A_failure_of_the_database_in_the_middle_leaves_nothing_behind()
    {
        await _database.InAsync(db => ExecuteAsync(db, TestDatabase.IsSqlite
            ? "CREATE TRIGGER Refuse BEFORE INSERT ON Identities WHEN NEW.Id = 'cid' BEGIN SELECT RAISE(ABORT, 'no'); END"
            : "ALTER TABLE \"Identities\" ADD CONSTRAINT \"Refuse\" CHECK (\"Id\" <> 'cid')"));
        Assert.That(
            () => _database.SendAsync(Bodies.Identities(Bodies.Identity("ann"), Bodies.Identity("bob"), Bodies.Identity("cid"))),
            Throws.InstanceOf<Microsoft.EntityFrameworkCore.DbUpdateException>());
        Assert.That((await _database.SendAsync(new ListIdentities())).Items, Is.Empty);
    }

    [Test]
    public void An_id_is_in_the_list_once() =>
        Assert.That(
            () => _database.SendAsync(Bodies.Identities(Bodies.Identity("ann"), Bodies.Identity("ann"))),
            Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo("identities[1].id"));

    [Test]
    public void A_user_name_is_in_the_list_once_whatever_the_case() =>
        Assert.That(
            () => _database.SendAsync(Bodies.Identities(Bodies.Identity("ann") with { UserName = "a" }, Bodies.Identity("bob") with { UserName = "A" })),
            Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo("identities[1].userName"));

    [Test]
    public async Task A_user_name_that_another_identity_has_is_told_with_that_identity()
    {
        await _database.SendAsync(new PutIdentity("ann", Bodies.Identity("ann") with { UserName = "Ann.Lee" }));
        var bob = Bodies.Identity("bob") with { UserName = "ann.lee" };
        const string Told = "userName \"Ann.Lee\" is that of identity \"ann\". Send one that no other identity has.";
        Assert.That(() => _database.SendAsync(new PutIdentity("bob", bob)), Throws.TypeOf<ConflictException>().With.Message.EqualTo(Told));
        Assert.That(() => _database.SendAsync(Bodies.Identities(bob)), Throws.TypeOf<ConflictException>().With.Message.EqualTo(Told));
        await _database.SendAsync(Bodies.Identities(Bodies.Identity("ann"), bob));
        Assert.That((await _database.SendAsync(new GetIdentity("bob"))).UserName, Is.EqualTo("ann.lee"), "ann gave it up in the same list");
    }

    [Test]
    public void More_than_ten_thousand_at_once_are_refused()
    {
        var many = Enumerable.Range(0, PutIdentities.MaxIdentities + 1).Select(i => Bodies.Identity($"{i}")).ToArray();
        Assert.That(
            () => _database.SendAsync(Bodies.Identities(many)),
            Throws.TypeOf<InvalidValueException>().With.Property("Field").EqualTo("identities"));
    }

    [Test]
    public async Task The_same_identity_added_by_two_at_once_is_a_conflict_for_the_second() =>
        await _database.InAsync(async db =>
        {
            db.Identities.Add(new Identity(_database.OurOrganization, "ann", new("Ann", null), _database.Clock.Now()));
            await _database.SendAsync(new PutIdentity("ann", Bodies.Identity("ann")));
            Assert.That(() => db.SaveChangesAsync(default), Throws.TypeOf<ChangedMeanwhileException>());
            return 0;
        });

    [Test]
    public async Task A_list_goes_on_after_its_last_id_until_the_end()
    {
        await _database.SendAsync(Bodies.Identities([.. "cebad".Select(c => Bodies.Identity($"{c}"))]));
        var (ids, after) = ("", (string?)null);
        do
        {
            var page = await _database.SendAsync(new ListIdentities(2, after));
            ids += string.Concat(page.Items.Select(identity => identity.Id)) + "|";
            after = page.Next;
        }
        while (after is not null);
        Assert.That(ids, Is.EqualTo("ab|cd|e|"));
    }

    [Test]
    public async Task Organizations_name_their_identities_without_knowing_of_each_other()
    {
        await _database.SendAsync(new PutIdentity("ann", Bodies.Identity("ann", "A")));
        Assert.That(() => _database.SendAsOtherAsync(new GetIdentity("ann")), Throws.TypeOf<NotFoundException>());
        Assert.That(() => _database.SendAsOtherAsync(new DeleteIdentity("ann")), Throws.TypeOf<NotFoundException>());
        await _database.SendAsOtherAsync(Bodies.Identities(Bodies.Identity("ann", "B")));
        Assert.That((await _database.SendAsync(new GetIdentity("ann"))).Entitlements.Single().Id, Is.EqualTo("A"));
    }

    [Test]
    public async Task A_deleted_identity_is_gone()
    {
        await _database.SendAsync(Bodies.Identities(Bodies.Identity("ann"), Bodies.Identity("bob")));
        await _database.SendAsync(new DeleteIdentity("ann"));
        Assert.That(() => _database.SendAsync(new GetIdentity("ann")), Throws.TypeOf<NotFoundException>());
        Assert.That((await _database.SendAsync(new ListIdentities())).Items.Single().Id, Is.EqualTo("bob"));
    }

    private static Task<int> ExecuteAsync(ISchedulesDb db, string sql) =>
        Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(
            ((Infrastructure.Persistence.SchedulesDb)db).Database, sql);
}
