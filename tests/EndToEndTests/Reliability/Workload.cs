namespace Schedules.EndToEndTests.Reliability;

/// <summary>
/// What is due: every hour each of up to several thousand schedules, in zones whose hours begin at different minutes. The policies of a large organization
/// have no identities to look at; those of a small one have many, and take their time.
/// </summary>
/// <param name="Tenant">Whose schedules people change, and whose runs they ask for.</param>
/// <param name="Changed">Policies whose schedules are changed.</param>
/// <param name="Asked">Schedules of which runs are asked for.</param>
internal sealed record Workload(Tenant Tenant, IReadOnlyList<string> Changed, IReadOnlyList<string> Asked)
{
    private const int SlowPolicies = 10;
    private const int AskedPolicies = 10;
    private const int Identities = 1000;
    private const int IdentitiesACall = 500;

    // Not while the test lasts, that is: nothing is going when somebody asks for a run.
    private const string Never = """{"schedule":{"type":"MONTHLY","days":{"type":"LIST","values":["15"]},"hours":{"type":"LIST","values":["3"]}}}""";

    private static readonly string[] _zones =
        ["UTC", "Europe/Dublin", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham"];

    /// <summary>A schedule that is due every hour of a zone's day, as a body to PUT.</summary>
    public static string Hourly(string zone) => $$"""
        {"schedule":{"type":"DAILY","hours":{"type":"RANGE","values":["0","23"]},"timeZoneId":"{{zone}}"} }
        """;

    /// <param name="cluster">Where.</param>
    /// <param name="copies">How often each schedule of the large organization is there.</param>
    public static async Task<Workload> Create(Cluster cluster, int copies)
    {
        await AddSlow(cluster);
        var large = await cluster.Operator.CreateTenant("Large");
        var changed = await AddPolicies(large, [.. _zones.Select(Hourly)]);
        var asked = await AddPolicies(large, [.. Enumerable.Repeat(Never, AskedPolicies)]);
        var schedules = await cluster.Ledger.Rows(
            """SELECT "Id" FROM "Schedules" WHERE "TargetId" = ANY ($1)""", row => $"{row.GetGuid(0)}", asked.Select(Guid.Parse).ToArray());
        var many = await AddPolicies(large, [.. _zones.Select(Hourly)]);
        await cluster.Ledger.Execute(Multiply, copies - 1, many.Select(Guid.Parse).ToArray());
        return new Workload(large, changed, schedules);
    }

    private static async Task AddSlow(Cluster cluster)
    {
        var slow = await cluster.Operator.CreateTenant("Slow");
        for (var first = 0; first < Identities; first += IdentitiesACall)
            await slow.Own("PUT", "access/identities", IdentitiesFrom(first));
        await AddPolicies(slow, [.. Enumerable.Repeat(Hourly("UTC"), SlowPolicies)]);
    }

    /// <summary>A policy a schedule.</summary>
    /// <returns>Their ids.</returns>
    private static async Task<IReadOnlyList<string>> AddPolicies(Tenant tenant, IReadOnlyList<string> schedules)
    {
        var policies = new List<string>();
        foreach (var schedule in schedules)
        {
            policies.Add(await tenant.AddPolicy());
            await tenant.Governance("PUT", $"sod-policies/{policies[^1]}/schedule", schedule);
        }

        return policies;
    }

    // A few violate.
    private static string IdentitiesFrom(int first)
    {
        var identities = Enumerable.Range(first, IdentitiesACall).Select(number =>
            $$"""{"id":"i{{number}}","name":"Identity {{number}}","entitlements":[{"id":"PAY"},{"id":"{{(number % 100 == 0 ? "ORDER" : "READ")}}"}]}""");
        return $$"""{"identities":[{{string.Join(',', identities)}}]}""";
    }

    // Rows as the program made them, under other ids: whole, whichever columns they have. More policies than it lets an organization have.
    private const string Multiply = """
        WITH number AS (SELECT n FROM generate_series(1, $1) AS n),
        policy AS (
            INSERT INTO "SodPolicies" SELECT (jsonb_populate_record(p, jsonb_build_object('Id', md5(p."Id"::text || n)::uuid))).*
            FROM "SodPolicies" p, number WHERE "Id" = ANY ($2) RETURNING 1),
        schedule AS (
            INSERT INTO "Schedules" SELECT (jsonb_populate_record(s, jsonb_build_object(
                'Id', md5(s."Id"::text || n)::uuid, 'TargetId', md5(s."TargetId"::text || n)::uuid))).*
            FROM "Schedules" s, number WHERE "TargetId" = ANY ($2) RETURNING 1)
        INSERT INTO "ScheduleVersions" SELECT (jsonb_populate_record(v, jsonb_build_object(
            'ScheduleId', md5(v."ScheduleId"::text || n)::uuid, 'TargetId', md5(v."TargetId"::text || n)::uuid))).*
        FROM "ScheduleVersions" v, number WHERE "TargetId" = ANY ($2)
        """;
}
