namespace Schedules.EndToEndTests.Reliability;

/// <summary>
/// What is due: every hour a policy of each of several thousand schedules, in zones whose hours begin at different minutes. Most have no identities to
/// look at; those of a second organization have many.
/// </summary>
/// <param name="Tenant">Whose schedules people change, and whose runs they ask for.</param>
/// <param name="Changed">Policies whose schedules are changed.</param>
/// <param name="Asked">Schedules of which runs are asked for.</param>
internal sealed record Workload(Tenant Tenant, IReadOnlyList<string> Changed, IReadOnlyList<string> Asked)
{
    private const int Copies = 199;
    private const int SlowPolicies = 10;
    private const int AskedPolicies = 10;
    private const int Identities = 2000;
    private const int IdentitiesACall = 500;

    // Not while the test lasts, that is: nothing is going when somebody asks for a run.
    private const string Never = """{"schedule":{"type":"MONTHLY","days":{"type":"LIST","values":["15"]},"hours":{"type":"LIST","values":["3"]}}}""";

    private static readonly string[] _zones =
        ["UTC", "Europe/Dublin", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham"];

    /// <summary>A schedule that is due every hour of a zone's day, as a body to PUT.</summary>
    public static string Hourly(string zone) => $$"""
        {"schedule":{"type":"DAILY","hours":{"type":"RANGE","values":["0","23"]},"timeZoneId":"{{zone}}"} }
        """;

    public static async Task<Workload> Create(Cluster cluster)
    {
        await AddLight(cluster);
        await AddSlow(cluster);
        var tenant = await cluster.Operator.CreateTenant("Restless");
        var changed = await AddPolicies(tenant, [.. _zones.Select(Hourly)]);
        await AddPolicies(tenant, [.. Enumerable.Repeat(Never, AskedPolicies)]);
        var schedules = (await tenant.Own("GET", "schedules"))["items"]!.AsArray();
        var asked = schedules.Where(schedule => !changed.Contains(schedule!["target"].Text("id"))).Select(schedule => schedule.Text("id"));
        return new Workload(tenant, changed, [.. asked]);
    }

    private static async Task AddLight(Cluster cluster)
    {
        var light = await cluster.Operator.CreateTenant("Light");
        await AddPolicies(light, [.. _zones.Select(Hourly)]);
        await cluster.Ledger.Execute(Multiply, Copies);
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

    // Rows as the program made them, under other ids: whole, whichever columns they have.
    private const string Multiply = """
        WITH number AS (SELECT n FROM generate_series(1, $1) AS n),
        policy AS (
            INSERT INTO "SodPolicies" SELECT (jsonb_populate_record(p, jsonb_build_object('Id', md5(p."Id"::text || n)::uuid))).*
            FROM "SodPolicies" p, number RETURNING 1),
        schedule AS (
            INSERT INTO "Schedules" SELECT (jsonb_populate_record(s, jsonb_build_object(
                'Id', md5(s."Id"::text || n)::uuid, 'TargetId', md5(s."TargetId"::text || n)::uuid))).*
            FROM "Schedules" s, number RETURNING 1)
        INSERT INTO "ScheduleVersions" SELECT (jsonb_populate_record(v, jsonb_build_object(
            'ScheduleId', md5(v."ScheduleId"::text || n)::uuid, 'TargetId', md5(v."TargetId"::text || n)::uuid))).*
        FROM "ScheduleVersions" v, number
        """;
}
