using System.Globalization;
using System.Text.Json.Nodes;
using Schedules.EndToEndTests.Trackers;

namespace Schedules.EndToEndTests;

/// <summary>What a tenant sets up over HTTP before anything is due.</summary>
internal static class Setup
{
    /// <summary>A project of the shop's sites.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> AddShop(this Tenant tenant)
    {
        var id = (await tenant.Privacy("POST", "projects",
            $$"""{"name":"Shop","domains":["{{Shop.Domains[0]}}"],"settings":{"trackers":{"deepScan":false} } }""")).Text("id");
        await tenant.Privacy("POST", $"projects/{id}/domains", $$"""{"name":"{{Shop.Domains[1]}}"}""");
        return id;
    }

    /// <summary>Scans the project every day at an hour of UTC.</summary>
    public static Task ScanDaily(this Tenant tenant, string projectId, int hour) => tenant.Privacy(
        "PATCH", $"projects/{projectId}/tracker-scan-schedule", $$"""{"scheduledScanEnabled":true,"scanPeriod":"daily","scheduledHour":{{hour}}}""");

    /// <summary>A policy by which nobody may both pay (PAY or REFUND) and order (ORDER).</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> AddPolicy(this Tenant tenant) => (await tenant.Governance("POST", "sod-policies", """
        {"name":"Payables","type":"CONFLICTING_ACCESS_BASED","conflictingAccessCriteria":{
          "leftCriteria":{"name":"pay","criteriaList":[{"type":"ENTITLEMENT","id":"PAY"},{"type":"ENTITLEMENT","id":"REFUND"}]},
          "rightCriteria":{"name":"order","criteriaList":[{"type":"ENTITLEMENT","id":"ORDER"}]}}}
        """)).Text("id");

    /// <summary>Evaluates the policy every day at an hour of a zone.</summary>
    public static Task EvaluateDaily(this Tenant tenant, string policyId, int hour, string zone) => tenant.Governance(
        "PUT", $"sod-policies/{policyId}/schedule",
        $$"""{"name":"Daily","schedule":{"type":"DAILY","hours":{"type":"LIST","values":["{{hour}}"]},"timeZoneId":"{{zone}}"},"recipients":[]}""");

    /// <summary>Five identities, of whom ann and dora may not have what they have.</summary>
    public static async Task AddIdentities(this Tenant tenant)
    {
        await tenant.Own("PUT", "access/identities/ann", Identity("Ann", "PAY", "ORDER", "READ"));
        await tenant.Own("PUT", "access/identities", $$"""
            {"identities":[{{Identity("Bob", "PAY", "REFUND")}},{{Identity("Cid", "ORDER")}},{{Identity("Dora", "ORDER", "REFUND", "PAY")}},{{Identity("Eve")}}]}
            """);
    }

    /// <summary>The runs of a project or policy.</summary>
    public static async Task<JsonArray> RunsOf(this Tenant tenant, string targetId) =>
        (await tenant.Own("GET", $"runs?targetId={targetId}"))["items"]!.AsArray();

    /// <summary>Waits until the ledger holds so many runs, none of which has anything before it.</summary>
    public static Task<JsonArray> UntilEnded(this Tenant tenant, int count) => Poll.Until(
        $"{count} runs that have ended", tenant.Runs, runs => runs.Count >= count && runs.All(run => run.Text("status") is not ("queued" or "running")));

    public static string Text(this JsonNode? node, string member) => node![member]!.GetValue<string>();

    public static DateTimeOffset Moment(this JsonNode? node, string member) => Utc(node.Text(member));

    public static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string Identity(string name, params string[] entitlements)
    {
        var held = string.Join(",", entitlements.Select(id => $$"""{"id":"{{id}}"}"""));
        return $$"""{"id":"{{name.ToLowerInvariant()}}","name":"{{name}}","entitlements":[{{held}}]}""";
    }
}
