using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

/// <summary>
/// A scan's requests as HAR 1.2. The books hold no values, bodies, headers and times of single requests: their places are empty, -1 or 0, as that of a
/// method or status that nobody saw is, and each request has the scan's own time. What HAR has no place for stands in members that begin with an underscore.
/// </summary>
public static class HarFile
{
    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ScanEvidence evidence, long date)
    {
        var started = Instant.FromUnixTimeMilliseconds(date).ToIsoMilliseconds();
        var log = new JsonObject
        {
            ["version"] = "1.2",
            ["creator"] = new JsonObject { ["name"] = "Schedules", ["version"] = evidence.Versions.Product },
            ["browser"] = new JsonObject { ["name"] = evidence.Versions.Browser, ["version"] = "" },
            ["pages"] = new JsonArray([.. evidence.Pages.Select((page, number) => (JsonNode)Page(page, number, started))]),
            ["entries"] = new JsonArray([.. evidence.Pages.SelectMany((page, number) => Entries(page, number, started))]),
        };
        return new JsonObject { ["log"] = log }.ToJsonString(_json);
    }

    private static JsonObject Page(PageEvidence page, int number, string started) => new()
    {
        ["startedDateTime"] = started,
        ["id"] = IdOf(number),
        ["title"] = $"{page.Address ?? page.Page.Address} ({TrackerWords.Of(page.Pass)})",
        ["pageTimings"] = new JsonObject { ["onContentLoad"] = -1, ["onLoad"] = -1 },
        ["_pass"] = TrackerWords.Of(page.Pass),
        ["_failure"] = page.Failure,
    };

    private static IEnumerable<JsonNode> Entries(PageEvidence page, int number, string started)
    {
        foreach (var request in page.Requests)
        {
            var hops = request.Redirects.Append(request.Address).ToList();
            for (var i = 0; i < hops.Count; i++)
            {
                var next = i + 1 < hops.Count ? hops[i + 1] : null;
                var how = next is null ? new(request.Method, request.Status) : request.Hops?.ElementAtOrDefault(i) ?? new(Method: null, Status: null);
                yield return Entry(request, hops[i], how, next, number, started);
            }
        }
    }

    private static JsonObject Entry(
        RequestEvidence request, WebAddress address, RedirectHop how, WebAddress? next, int number, string started) => new()
    {
        ["pageref"] = IdOf(number),
        ["startedDateTime"] = started,
        ["time"] = 0,
        ["request"] = Request(address, how.Method),
        ["response"] = Response(how.Status, next),
        ["cache"] = new JsonObject(),
        ["timings"] = new JsonObject { ["send"] = 0, ["wait"] = 0, ["receive"] = 0 },
        ["_resourceType"] = TrackerWords.Of(request.Type),
        ["_thirdParty"] = request.ThirdParty,
        ["_initiator"] = TrackerWords.Of(request.Initiator),
        ["_initiatorChain"] = new JsonArray([.. request.Chain.Select(initiator => (JsonNode)initiator.ToString())]),
        ["_failure"] = request.Failure,
    };

    private static JsonObject Request(WebAddress address, string? method) => new()
    {
        ["method"] = method ?? "",
        ["url"] = address.ToString(),
        ["httpVersion"] = "",
        ["cookies"] = new JsonArray(),
        ["headers"] = new JsonArray(),
        ["queryString"] = new JsonArray([.. KeysOf(address).Select(key => (JsonNode)new JsonObject { ["name"] = key, ["value"] = "" })]),
        ["headersSize"] = -1,
        ["bodySize"] = -1,
    };

    private static JsonObject Response(int? status, WebAddress? next) => new()
    {
        ["status"] = status ?? 0,
        ["statusText"] = "",
        ["httpVersion"] = "",
        ["cookies"] = new JsonArray(),
        ["headers"] = new JsonArray(),
        ["content"] = new JsonObject { ["size"] = 0, ["mimeType"] = "" },
        ["redirectURL"] = next?.ToString() ?? "",
        ["headersSize"] = -1,
        ["bodySize"] = -1,
    };

    private static IEnumerable<string> KeysOf(WebAddress address)
    {
        var text = address.ToString();
        var query = text.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? [] : text[(query + 1)..].Split('&').Select(pair => pair.TrimEnd('='));
    }

    private static string IdOf(int number) => $"page_{number}";
}
