using System.Text.Json;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>One request while it happens, with whole addresses: they are needed to tell who asked, and go no further than this.</summary>
internal sealed class RequestTrace(string url, string? method, string type, string? frame, bool isPage, JsonElement initiator)
{
    private const int MaxRedirects = 20;
    private const int MaxMethodLength = 20;

    private readonly List<(string Url, RedirectHop Hop)> _redirects = [];
    private readonly List<string> _answering = [];
    private readonly JsonElement _initiator = initiator;

    public string Url { get; private set; } = url;

    /// <summary>Null where it is not known.</summary>
    public string? Method { get; private set; } = Bounded(method);

    public IReadOnlyList<(string Url, RedirectHop Hop)> Redirects => _redirects;

    /// <summary>The address of the document that asked.</summary>
    public string? Frame => frame;

    public int? Status { get; set; }

    public string? Failure { get; set; }

    /// <summary>The address whose answer is the n-th of those with headers, from 0; null where it is not known yet, for who led there has not been told.</summary>
    public string? UrlOf(int answer) => answer < _answering.Count ? _answering[answer] : answer == _answering.Count || Status is not null ? Url : null;

    public RequestType Type { get; } = type switch
    {
        "Document" => isPage ? RequestType.Document : RequestType.Frame,
        "Script" => RequestType.Script,
        "Stylesheet" => RequestType.Stylesheet,
        "Font" => RequestType.Font,
        "Image" => RequestType.Image,
        "Media" or "TextTrack" => RequestType.Media,
        "XHR" or "Fetch" or "EventSource" => RequestType.Fetch,
        "Ping" or "CSPViolationReport" => RequestType.Beacon,
        "WebSocket" => RequestType.WebSocket,
        "Manifest" => RequestType.Manifest,
        _ => RequestType.Other,
    };

    /// <summary>Who asked: a script's or a document's address; null where nobody is known.</summary>
    public string? AskedBy { get; } = Asker(initiator);

    public InitiatorType Initiator => Text(_initiator, "type") switch
    {
        "worker" => InitiatorType.Worker,
        "script" => InitiatorType.Script,
        _ when HasStack(_initiator) => InitiatorType.Script,
        "parser" => InitiatorType.Markup,
        _ when Type == RequestType.Document => InitiatorType.Navigation,
        "preload" => InitiatorType.Markup,
        _ when AskedBy is not null => InitiatorType.Script,
        _ => InitiatorType.Unknown,
    };

    /// <param name="url">Where it led.</param>
    /// <param name="method">By which that is asked for.</param>
    /// <param name="status">Of the answer that led there.</param>
    /// <param name="hasHeaders">Whether that came from outside: the browser redirects by itself too, to HTTPS.</param>
    public void Redirect(string url, string? method, int? status, bool hasHeaders)
    {
        if (_redirects.Count < MaxRedirects)
            _redirects.Add((Url, new(Method, status)));
        if (hasHeaders)
            _answering.Add(Url);
        (Url, Method) = (url, Bounded(method));
    }

    public static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    // Scripts may make up methods.
    private static string? Bounded(string? method) => method is { Length: > MaxMethodLength } ? method[..MaxMethodLength] : method;

    private static bool HasStack(JsonElement initiator) => initiator.ValueKind == JsonValueKind.Object && Member(initiator, "stack") is not null;

    // The script that called last; where it was called back, the one that asked to be.
    private static string? Asker(JsonElement initiator)
    {
        if (initiator.ValueKind != JsonValueKind.Object)
            return null;
        for (var stack = Member(initiator, "stack"); stack is { } at; stack = Member(at, "parent"))
        {
            foreach (var frame in Member(at, "callFrames") is { ValueKind: JsonValueKind.Array } frames ? frames.EnumerateArray() : default)
            {
                if (Text(frame, "url") is { Length: > 0 } url)
                    return url;
            }
        }

        return Text(initiator, "url");
    }

    private static JsonElement? Member(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;
}
