using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Schedules.Domain.Trackers;
using Schedules.WebApi.Json;

namespace Schedules.WebApi.Trackers.Pipelines;

/// <summary>
/// A scan as SARIF 2.1.0: a rule for each condition that was asked for and one for trackers as such; an error for each tracker that fails a condition, a
/// note for each other one; what was not seen as notifications.
/// </summary>
internal static class SarifLog
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const string Tracker = "tracker";

    private static readonly string _version =
        typeof(SarifLog).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static string Write(JudgedScan judged)
    {
        var log = new JsonObject
        {
            ["$schema"] = Schema,
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = Driver(judged) },
                ["invocations"] = new JsonArray(Invocation(judged)),
                ["results"] = new JsonArray([.. Failures(judged), .. Others(judged)]),
            }),
        };
        return log.ToJsonString(new(JsonSetup.Options) { WriteIndented = true }) + "\n";
    }

    private static JsonObject Driver(JudgedScan judged) => new()
    {
        ["name"] = "Schedules",
        ["version"] = _version,
        ["rules"] = new JsonArray([
            .. judged.Conditions.Select(outcome => Rule(outcome.Condition.Name, $"Fails when {outcome.Condition.Meaning}.", "error")),
            Rule(Tracker, "A tracker was found.", "note"),
        ]),
    };

    private static JsonObject Rule(string id, string meaning, string level) => new()
    {
        ["id"] = id,
        ["shortDescription"] = new JsonObject { ["text"] = meaning },
        ["defaultConfiguration"] = new JsonObject { ["level"] = level },
    };

    private static JsonObject Invocation(JudgedScan judged) => new()
    {
        ["executionSuccessful"] = !judged.IsInconclusive,
        ["endTimeUtc"] = ScanDocument.Written(NodaTime.Instant.FromDateTimeOffset(judged.At)),
        ["toolExecutionNotifications"] = new JsonArray([
            .. judged.Scan.Coverage.Failed.Select(page => Notification($"{page.Page.Address}, {TrackerWords.Of(page.Pass)}: {page.Failure}")),
            .. judged.Conditions.Where(outcome => outcome.State == ConditionState.Inconclusive)
                .Select(outcome => Notification($"{outcome.Condition.Name} could not be judged. {outcome.Reason}")),
        ]),
    };

    private static JsonObject Notification(string text) => new() { ["level"] = "warning", ["message"] = new JsonObject { ["text"] = text } };

    private static IEnumerable<JsonNode> Failures(JudgedScan judged) => judged.Conditions.SelectMany((outcome, index) =>
        outcome.Trackers.Select(found => Result(judged, found, outcome.Condition.Name, index, "error", $"{Words(found)}: {outcome.Condition.Meaning}.")));

    private static IEnumerable<JsonNode> Others(JudgedScan judged)
    {
        var failing = judged.Conditions.SelectMany(outcome => outcome.Trackers).ToHashSet();
        return judged.Scan.Findings.Where(found => !failing.Contains(found))
            .Select(found => Result(judged, found, Tracker, judged.Conditions.Count, "note", $"{Words(found)}."));
    }

    private static JsonObject Result(JudgedScan judged, ScanFinding found, string rule, int ruleIndex, string level, string message)
    {
        var result = new JsonObject
        {
            ["ruleId"] = rule,
            ["ruleIndex"] = ruleIndex,
            ["level"] = level,
            ["message"] = new JsonObject { ["text"] = message },
            ["locations"] = new JsonArray(Location(found, judged.Scan)),
            ["partialFingerprints"] = new JsonObject { ["tracker/v1"] = Fingerprint(found) },
            ["properties"] = new JsonObject
            {
                ["category"] = found.Category.Word(), ["pages"] = found.Pages,
                ["passes"] = new JsonArray([.. found.Passes.Select(pass => (JsonNode)TrackerWords.Of(pass))]),
            },
        };
        if (judged.Scan.Baseline is not null)
            result["baselineState"] = judged.Scan.IsNew(found) ? "new" : "unchanged";
        return result;
    }

    // A web page has no lines: the page from which it was loaded, or the first one, stands for the file.
    private static JsonObject Location(ScanFinding found, SiteScan scan) => new()
    {
        ["physicalLocation"] = new JsonObject
        {
            ["artifactLocation"] = new JsonObject { ["uri"] = Uri(found.Chains.Count > 0 ? found.Chains[0][^1] : scan.Coverage.Pages[0].Address) },
        },
    };

    // The star that stands for an id is no letter of an address's path to every reader.
    private static string Uri(WebAddress address) => address.ToString().Replace("*", "%2A", StringComparison.Ordinal);

    private static string Words(ScanFinding found) =>
        $"{found.Category.Word()} {found.Type.Word()} {found.Name} of {found.Domain} ({string.Join(", ", found.Passes.Select(TrackerWords.Of))})";

    private static string Fingerprint(ScanFinding found) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{found.Type} {found.Domain} {found.Name}")));
}
