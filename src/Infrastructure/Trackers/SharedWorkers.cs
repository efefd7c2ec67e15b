using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>
/// The shared workers of a page: they belong to no page, so that no page's session tells what they ask for.
/// </summary>
/// <remarks>
/// Right while a browser has one page at a time: whatever starts then is that page's. A worker waits at its first line, but the driver, which is attached
/// to it as well, lets it go on. What it asks for in the moment before it is listened to it is asked for afterwards.
/// </remarks>
internal sealed class SharedWorkers(ICDPSession browser, PageRecorder recorder)
{
    private const string Kind = "shared_worker";
    private const int MaxWorkers = 100;

    // The browser's own list, of the first 250.
    private const string List = "JSON.stringify(performance.getEntriesByType('resource').map(entry => ({ url: entry.name, by: entry.initiatorType })))";

    private readonly ConcurrentDictionary<string, string?> _targets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _answers = new();
    private int _calls;

    /// <summary>Begins to listen, before the first navigation.</summary>
    public async Task Listen()
    {
        browser.Event("Target.attachedToTarget").OnEvent += (_, told) => _ = BrowserProcess.Bounded(Started(told));
        browser.Event("Target.receivedMessageFromTarget").OnEvent += (_, told) => Told(told);
        await browser.SendAsync("Target.setAutoAttach", new()
        {
            ["autoAttach"] = true,
            // Without it more of the first requests would be known by their address alone.
            ["waitForDebuggerOnStart"] = true,
            ["flatten"] = true,
            ["filter"] = new object[] { new { type = Kind }, new { exclude = true } },
        });
    }

    /// <summary>Notes what the workers asked for before they were listened to. A worker that does not answer is passed by.</summary>
    public Task LookBack() => Task.WhenAll(_sessions.Select(session => BrowserProcess.Bounded(LookBack(session.Key, session.Value))));

    private async Task LookBack(string session, string worker)
    {
        var call = Interlocked.Increment(ref _calls);
        var answer = _answers[call] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await Tell(session, call, "Runtime.evaluate", new { expression = List });
        using var entries = JsonDocument.Parse(RequestTrace.Text((await answer.Task).GetProperty("result"), "value") ?? "[]");
        foreach (var entry in entries.RootElement.EnumerateArray())
        {
            if (RequestTrace.Text(entry, "url") is { } url)
                recorder.Log.NoteOfWorker(_targets[worker], url, RequestTrace.Text(entry, "by") ?? "");
        }
    }

    // The driver passes on nothing of sessions that it did not make: those of the older kind send their messages through the browser's.
    private async Task Started(JsonElement? told)
    {
        if (told?.GetProperty("targetInfo") is not { } target || RequestTrace.Text(target, "type") != Kind
            || RequestTrace.Text(target, "targetId") is not { } id || _targets.Count >= MaxWorkers || !_targets.TryAdd(id, RequestTrace.Text(target, "url")))
            return;
        recorder.NoteWorker(WorkerType.Shared, RequestTrace.Text(target, "url") ?? "");
        var attached = await browser.SendAsync("Target.attachToTarget", new() { ["targetId"] = id, ["flatten"] = false });
        if (attached is not { } answer || RequestTrace.Text(answer, "sessionId") is not { } session)
            return;
        _sessions[session] = id;
        await Tell(session, Interlocked.Increment(ref _calls), "Network.enable", new { });
        await Tell(session, Interlocked.Increment(ref _calls), "Runtime.runIfWaitingForDebugger", new { });
    }

    private async Task Tell(string session, int id, string method, object parameters) => await browser.SendAsync("Target.sendMessageToTarget", new()
    {
        ["sessionId"] = session,
        ["message"] = JsonSerializer.Serialize(new { id, method, @params = parameters }),
    });

    private void Told(JsonElement? told)
    {
        if (told is not { } data || RequestTrace.Text(data, "sessionId") is not { } session || !_sessions.TryGetValue(session, out var worker))
            return;
        using var message = JsonDocument.Parse(RequestTrace.Text(data, "message") ?? "{}");
        if (message.RootElement.TryGetProperty("id", out var id) && _answers.TryRemove(id.GetInt32(), out var waiting))
            Answer(waiting, message.RootElement);
        else if (RequestTrace.Text(message.RootElement, "method") is { } method)
            recorder.Log.NoteOfWorker(worker, method, message.RootElement.GetProperty("params").Clone());
    }
    private static void Answer(TaskCompletionSource<JsonElement> waiting, JsonElement message)
    {
        if (message.TryGetProperty("result", out var result))
            waiting.TrySetResult(result.Clone());
        else
            waiting.TrySetCanceled();
    }
}
