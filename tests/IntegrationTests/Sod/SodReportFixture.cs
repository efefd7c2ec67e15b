using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Sod;

/// <summary>What tests of reports need: access, policies, and files taken apart.</summary>
public abstract class SodReportFixture : HttpFixture
{
    protected const string Form = "application/x-www-form-urlencoded";

    /// <summary>ann and bob violate the policy of <see cref="Bodies.Conflicting"/>; cid holds one side of it.</summary>
    [OneTimeSetUp]
    public async Task GiveAccess() => await Put(
        Holder("ann", "=Ann", "A", "C"), Holder("bob", "Bob \"B\", Jr", "B", "D"), Holder("cid", "Cid", "A"), Holder("owner-1", "Olga"));

    protected async Task Put(params string[] identities)
    {
        var (status, _) = await Key.Send("PUT", "/api/v1/access/identities", $$"""{"identities":[{{string.Join(',', identities)}}]}""");
        Assert.That(status, Is.EqualTo(200));
    }

    protected static string Holder(string id, string name, params string[] entitlements) => new JsonObject
    {
        ["id"] = id, ["name"] = name, ["email"] = $"{id}@example.org",
        ["entitlements"] = new JsonArray([.. entitlements.Select(entitlement => new JsonObject { ["id"] = entitlement })]),
    }.ToJsonString();

    protected async Task<string> NewQuery(string query)
    {
        var (status, policy) = await Token.Send("POST", "/v3/sod-policies", new JsonObject { ["name"] = "General", ["policyQuery"] = query }.ToJsonString());
        Assert.That(status, Is.EqualTo(201));
        return policy.Text("id");
    }

    /// <returns>The id of a report that is made.</returns>
    protected async Task<string> Made(string path, string? body = null)
    {
        Server.Clock.Advance(NodaTime.Duration.FromSeconds(1));
        var (status, report) = await Token.Send("POST", path, body ?? "", body is null ? Form : "application/json");
        Assert.That((status, report?.Text("type"), report?.Text("status")), Is.EqualTo((200, "REPORT_RESULT", "PENDING")), $"{report}");
        await Work();
        return report.Text("id");
    }

    protected Task<string> MadeOf(string policy) => Made($"/v3/sod-policies/{policy}/violation-report/run");

    protected async Task<string> StatusOf(string report) => (await Token.Get($"/v3/sod-policies/sod-violation-report-status/{report}")).Text("status");

    protected async Task<JsonNode> ResultOf(string report) => (await Key.Get($"/api/v1/runs/{report}"))["result"]!;

    protected async Task<(int Violations, int New, int Resolved, int Excepted)> CountsOf(string report)
    {
        var result = await ResultOf(report);
        return (Count("violations"), Count("new"), Count("resolved"), Count("excepted"));

        int Count(string member) => result[member]!.GetValue<int>();
    }

    /// <summary>The files in a report's ZIP.</summary>
    protected async Task<IReadOnlyDictionary<string, string>> Files(string report)
    {
        using var response = await Token.Raw("GET", $"/v3/sod-violation-report/{report}/download");
        Assert.That((int)response.StatusCode, Is.EqualTo(200));
        await using var zip = await ZipArchive.CreateAsync(await response.Content.ReadAsStreamAsync(), ZipArchiveMode.Read, false, null);
        var files = new Dictionary<string, string>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            files.Add(entry.FullName, await reader.ReadToEndAsync());
        }

        return files;
    }

    /// <summary>The records of a CSV of quoted cells, by the names in its head.</summary>
    protected static IReadOnlyList<IReadOnlyDictionary<string, string>> Records(string csv)
    {
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(Cells).ToList();
        return [.. lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    protected static string[] Cells(string line) =>
        [.. line[1..^1].Split("\",\"").Select(cell => cell.Replace("\"\"", "\"", StringComparison.Ordinal))];
}
