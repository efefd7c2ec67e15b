using Microsoft.EntityFrameworkCore;

namespace Schedules.IntegrationTests.Access;

/// <summary>On PostgreSQL, whose transient errors have a transaction repeated from its beginning.</summary>
public sealed class RepeatedImportTests
{
    // A sequence is not set back with its transaction, so that only the first attempt is refused.
    private const string RefuseOnce = """
        CREATE SEQUENCE attempts;
        CREATE FUNCTION refuse_once() RETURNS trigger AS $$
        BEGIN
            IF nextval('attempts') = 1 THEN RAISE EXCEPTION 'once' USING ERRCODE = 'serialization_failure'; END IF;
            RETURN NEW;
        END $$ LANGUAGE plpgsql;
        CREATE TRIGGER refuse_once BEFORE UPDATE ON "AccessImports" FOR EACH ROW WHEN (NEW."State" = 'Succeeded') EXECUTE FUNCTION refuse_once();
        """;

    [Test]
    public async Task Where_the_last_transaction_is_repeated_each_row_counts_once()
    {
        await using var server = await Server.Start(await TestDatabase.Migrated("PostgreSql"));
        using var key = server.WithKey();
        await key.Send("PUT", "/api/v1/access/groups/BOARD", """{"name":"Board"}""");
        await server.Database(db => db.Database.ExecuteSqlRawAsync(RefuseOnce));

        var import = await key.Import("entitlements", "full", "id,name\nBOARD,Board\nSIGN,Sign\n,Nobody\n");

        Assert.That(await server.Database(db => db.Database.SqlQuery<long>($"SELECT last_value AS \"Value\" FROM attempts").SingleAsync()), Is.EqualTo(2));
        Assert.That((import.Told(), string.Join(", ", await key.Errors(import))), Is.EqualTo(("SUCCEEDED 3 1 2", "4 id, 0 id")));
        Assert.That((await key.Get("/api/v1/access/entitlements/SIGN")).Text("name"), Is.EqualTo("Sign"));
    }
}
