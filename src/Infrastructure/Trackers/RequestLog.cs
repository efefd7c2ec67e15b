using System.Text.Json;
using Microsoft.Playwright;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>The requests of a page, and who made which: from the events of its DevTools session, and for workers from the driver's.</summary>
/// <param name="cookies">Is told of the cookies that answers set.</param>
/// <param name="page">Whose requests.</param>
/// <param name="asked">Is called with each request.</param>
internal sealed class RequestLog(CookieNotes cookies, IPage page, Action asked)
{
    private const int MaxRequests = 5_000;
    private const int MaxChain = 10;

    private static readonly JsonElement _unknown = JsonSerializer.SerializeToElement(new { type = "other" });

    private readonly Lock _lock = new();
    private readonly Dictionary<string, RequestTrace> _requests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RequestTrace> _byUrl = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IRequest> _driver = new(StringComparer.Ordinal);
    private readonly AnswerCookies _answers = new(cookies);

    private string? _mainFrame;

    /// <summary>The address that the page itself was last sent to, by a link, a redirect or a script.</summary>
    public string LastNavigation { get; private set; } = "";

    /// <summary>The browser's clock at the last request, in seconds since 1970; 0 before the first.</summary>
    public double Now { get; private set; }

    public bool IsFull => _requests.Count >= MaxRequests;

    /// <summary>Begins to listen. Before the first navigation, else that is missed.</summary>
    public async Task Listen(ICDPSession session)
    {
        session.Event("Network.requestWillBeSent").OnEvent += (_, json) => Synchronized(json, Asked);
        session.Event("Network.webSocketCreated").OnEvent += (_, json) => Synchronized(json, Socket);
        session.Event("Network.responseReceived").OnEvent += (_, json) => Synchronized(json, Answered);
        session.Event("Network.responseReceivedExtraInfo").OnEvent += (_, json) => Synchronized(json, AnsweredWithCookies);
        session.Event("Network.loadingFailed").OnEvent += (_, json) => Synchronized(json, Failed);
        // In this order, but without a pause after each.
        var tree = session.SendAsync("Page.getFrameTree");
        await Task.WhenAll(
            tree,
            // A picture that a script asks for is fetched a moment later: without this it would seem that nobody had asked.
            session.SendAsync("Runtime.enable"),
            session.SendAsync("Runtime.setAsyncCallStackDepth", new() { ["maxDepth"] = MaxChain }),
            session.SendAsync("Network.enable"));
        _mainFrame = await tree is { } found ? RequestTrace.Text(found.GetProperty("frameTree").GetProperty("frame"), "id") : null;
    }

    /// <summary>All requests, seen from a page of the site.</summary>
    /// <param name="site">The page's registrable domain.</param>
    public IReadOnlyList<RequestEvidence> Requests(string site)
    {
        lock (_lock)
        {
            // What the page's own session did not show was asked by a worker.
            var hidden = _driver.Values.Where(request => !_byUrl.ContainsKey(request.Url))
                .Select(request => new RequestTrace(request.Url, request.Method, Words(request.ResourceType), page.Url, isPage: false, ByWorker(null)));
            return [.. _requests.Values.Concat(hidden).Select(trace => Evidence(trace, site)).OfType<RequestEvidence>()];
        }
    }

    /// <summary>All that was asked for so far, redirects on the way included.</summary>
    public IReadOnlyList<Uri> Asked()
    {
        lock (_lock)
            return [.. _byUrl.Keys.Union(_driver.Keys, StringComparer.Ordinal).Where(url => WebAddress.Of(url) is not null).Select(url => new Uri(url))];
    }

    /// <summary>Who loaded the address, and who loaded that, up to the page.</summary>
    public IReadOnlyList<WebAddress> Chain(string? first)
    {
        lock (_lock)
            return ChainOf(first);
    }

    /// <summary>A request as the driver tells it.</summary>
    public void Note(IRequest request)
    {
        asked();
        lock (_lock)
        {
            if (_driver.Count < MaxRequests)
                _driver.TryAdd(request.Url, request);
        }
    }

    /// <summary>An event of a worker that neither the page's session nor the driver tells of.</summary>
    /// <param name="worker">Its target: each numbers its requests anew.</param>
    /// <param name="method">The event's name.</param>
    /// <param name="data">The event's parameters.</param>
    public void NoteOfWorker(string worker, string method, JsonElement data)
    {
        Action<string, JsonElement>? note = method switch
        {
            "Network.requestWillBeSent" => AskedByWorker,
            "Network.responseReceived" => Answered,
            "Network.loadingFailed" => Failed,
            "Network.webSocketCreated" => Socket,
            _ => null,
        };
        if (note is not null)
            Synchronized(data, (id, told) => note($"{worker} {id}", told));
    }

    /// <summary>A request of a worker, known by its address alone; nothing where an event told of it.</summary>
    /// <param name="worker">The address of its script.</param>
    /// <param name="url">What was asked for.</param>
    /// <param name="initiator">As the list of a worker's resources has it.</param>
    public void NoteOfWorker(string? worker, string url, string initiator)
    {
        lock (_lock)
        {
            if (!_byUrl.ContainsKey(url) && !IsFull)
                _byUrl[url] = _requests[$"{worker} {url}"] = new(url, method: null, Words(initiator), page.Url, isPage: false, ByWorker(worker));
        }
    }

    private RequestEvidence? Evidence(RequestTrace trace, string site)
    {
        if (WebAddress.Of(trace.Url) is not { } address)
            return null;
        var hops = trace.Redirects.Where(redirect => WebAddress.Of(redirect.Url) is not null).ToList();
        List<WebAddress> redirects = [.. hops.Select(redirect => WebAddress.Of(redirect.Url)!)];
        var thirdParty = redirects.Append(address).Any(hop => hop.Domain != site);
        return new(
            trace.Type, address, redirects, thirdParty, WebAddress.Of(trace.Frame), trace.Initiator, ChainOf(trace.AskedBy), trace.Status, trace.Failure,
            trace.Method, [.. hops.Select(redirect => redirect.Hop)]);
    }

    private List<WebAddress> ChainOf(string? first)
    {
        var chain = new List<WebAddress>();
        var passed = new HashSet<string>(StringComparer.Ordinal);
        for (var url = first; url is not null && chain.Count < MaxChain && passed.Add(url); url = _byUrl.GetValueOrDefault(url)?.AskedBy)
        {
            if (WebAddress.Of(url) is { } address && (chain.Count == 0 || chain[^1] != address))
                chain.Add(address);
        }

        return chain;
    }

    private void Synchronized(JsonElement? json, Action<string, JsonElement> note)
    {
        if (json is not { } data || RequestTrace.Text(data, "requestId") is not { } id)
            return;
        lock (_lock)
            note(id, data);
    }

    private void Asked(string id, JsonElement data) => Asked(id, data, RequestTrace.Text(data, "documentURL"), data.GetProperty("initiator"));

    // Its document is the worker's own script, whom the page has loaded.
    private void AskedByWorker(string id, JsonElement data) =>
        Asked(id, data, page.Url, ByWorker(RequestTrace.Text(data, "documentURL")));

    private static JsonElement ByWorker(string? url) => JsonSerializer.SerializeToElement(new { type = "worker", url });

    private void Asked(string id, JsonElement data, string? frame, JsonElement initiator)
    {
        asked();
        var request = data.GetProperty("request");
        var (url, method) = (RequestTrace.Text(request, "url") ?? "", RequestTrace.Text(request, "method"));
        Now = data.TryGetProperty("wallTime", out var time) ? time.GetDouble() : Now;
        var isPage = RequestTrace.Text(data, "frameId") == _mainFrame && RequestTrace.Text(data, "type") == "Document";
        if (isPage)
            LastNavigation = url;
        if (_requests.TryGetValue(id, out var known) && data.TryGetProperty("redirectResponse", out var answer))
            known.Redirect(url, method, StatusOf(answer), hasHeaders: !data.TryGetProperty("redirectHasExtraInfo", out var told) || told.GetBoolean());
        else if (!IsFull)
            _requests[id] = known = new(url, method, RequestTrace.Text(data, "type") ?? "", frame, isPage, initiator.Clone());
        if (known is null)
            return;
        _byUrl.TryAdd(url, known);
        _answers.Note(id, known, Now);
    }

    private void Socket(string id, JsonElement data)
    {
        asked();
        var url = RequestTrace.Text(data, "url") ?? "";
        if (IsFull)
            return;
        var initiator = data.TryGetProperty("initiator", out var by) ? by.Clone() : _unknown;
        _byUrl.TryAdd(url, _requests[id] = new(url, "GET", "WebSocket", page.Url, isPage: false, initiator));
    }

    private void Answered(string id, JsonElement data)
    {
        if (_requests.GetValueOrDefault(id) is not { } request)
            return;
        request.Status = StatusOf(data.GetProperty("response"));
        _answers.Note(id, request, Now);
    }

    private void AnsweredWithCookies(string id, JsonElement data)
    {
        var request = _requests.GetValueOrDefault(id);
        if (request is null && IsFull)
            return;
        _answers.Add(id, data);
        _answers.Note(id, request, Now);
    }

    private void Failed(string id, JsonElement data)
    {
        if (_requests.GetValueOrDefault(id) is { Status: null } request)
            request.Failure = RequestTrace.Text(data, "errorText");
    }

    private static int StatusOf(JsonElement answer) => answer.GetProperty("status").GetInt32();

    private static string Words(string resourceType) => resourceType switch
    {
        "xhr" or "xmlhttprequest" or "fetch" or "eventsource" => "Fetch",
        "script" => "Script",
        "image" => "Image",
        "ping" => "Ping",
        "websocket" => "WebSocket",
        "document" => "Document",
        _ => "",
    };
}
