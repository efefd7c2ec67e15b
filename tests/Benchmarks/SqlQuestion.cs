using System.Globalization;
using Npgsql;

namespace Schedules.Benchmarks;

/// <summary>Who violates which policy, asked of PostgreSQL over a table made for the question.</summary>
internal static class SqlQuestion
{
    public static readonly (string Name, string Query)[] Ways =
    [
        ("both sides joined", """
            WITH "left" AS (SELECT s.policy, h.identity, h.entitlement FROM sides s JOIN holds h ON h.entitlement = s.entitlement WHERE s.side = 0),
                 "right" AS (SELECT s.policy, h.identity, h.entitlement FROM sides s JOIN holds h ON h.entitlement = s.entitlement WHERE s.side = 1)
            SELECT COUNT(*) FROM (
                SELECT l.policy, l.identity, array_agg(DISTINCT l.entitlement), array_agg(DISTINCT r.entitlement)
                FROM "left" l JOIN "right" r ON r.policy = l.policy AND r.identity = l.identity GROUP BY l.policy, l.identity) v
            """),
        ("one policy after another", """
            SELECT SUM(v.violations)::bigint FROM (SELECT DISTINCT policy FROM sides) p, LATERAL (
                SELECT COUNT(*) AS violations FROM (
                    SELECT DISTINCT h.identity FROM sides s JOIN holds h ON h.entitlement = s.entitlement WHERE s.policy = p.policy AND s.side = 0) l
                WHERE EXISTS (
                    SELECT 1 FROM sides s JOIN holds h ON h.entitlement = s.entitlement
                    WHERE s.policy = p.policy AND s.side = 1 AND h.identity = l.identity)) v
            """),
    ];

    public static async Task<long> Ask(NpgsqlConnection sql, string query)
    {
        await using var command = new NpgsqlCommand(query, sql) { CommandTimeout = 0 };
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>A row for each entitlement that an identity holds, with the indexes that both ways of asking want.</summary>
    public static async Task Normalize(NpgsqlConnection sql, int identities)
    {
        await Execute(sql, "CREATE TABLE holds (identity int NOT NULL, entitlement int NOT NULL); CREATE TABLE sides (policy int, side int, entitlement int)");
        await using (var rows = await sql.BeginBinaryImportAsync("COPY holds FROM STDIN (FORMAT BINARY)"))
        {
            var random = new Random(1);
            for (var i = 0; i < identities; i++)
            {
                foreach (var number in AccessData.HeldBy(random, i))
                    await rows.WriteRowAsync(default, i, number);
            }

            await rows.CompleteAsync();
        }

        await using (var rows = await sql.BeginBinaryImportAsync("COPY sides FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var (policy, (left, right)) in AccessData.Sides().Index())
            {
                foreach (var (side, number) in left.Select(number => (0, number)).Concat(right.Select(number => (1, number))))
                    await rows.WriteRowAsync(default, policy, side, number);
            }

            await rows.CompleteAsync();
        }

        await Execute(sql, "CREATE UNIQUE INDEX ON holds (entitlement, identity); CREATE UNIQUE INDEX ON holds (identity, entitlement); CREATE INDEX ON sides (policy, side, entitlement)");
        await Execute(sql, "VACUUM ANALYZE holds");
        await Execute(sql, "ANALYZE sides; SET work_mem = '256MB'");
    }

    private static async Task Execute(NpgsqlConnection sql, string text)
    {
        await using var command = new NpgsqlCommand(text, sql) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
