using System.Text.Json;

namespace Schedules.Infrastructure.Trackers;

/// <summary>
/// Whose answer set which cookie. The browser tells of an answer's headers by the number of its request, which a redirect keeps, and in no order with
/// the events that tell of the requests: headers wait until it is known whose they are.
/// </summary>
internal sealed class AnswerCookies(CookieNotes cookies)
{
    private const int MaxRequests = 5_000;

    private readonly Dictionary<string, (int Told, Queue<string[]> Waiting)> _answers = new(StringComparer.Ordinal);

    /// <summary>An event Network.responseReceivedExtraInfo.</summary>
    public void Add(string id, JsonElement data)
    {
        if (!_answers.TryGetValue(id, out var answers))
        {
            if (_answers.Count >= MaxRequests)
                return;
            _answers[id] = answers = (0, new());
        }

        answers.Waiting.Enqueue([.. Lines(data).Except(Refused(data), StringComparer.Ordinal)]);
    }

    /// <summary>Notes the cookies of answers whose address is known by now.</summary>
    /// <param name="id">The number of the request.</param>
    /// <param name="request">As far as it has gone; null where it was not told of yet.</param>
    /// <param name="now">Seconds since 1970.</param>
    public void Note(string id, RequestTrace? request, double now)
    {
        if (request is null || !_answers.TryGetValue(id, out var answers))
            return;
        for (; answers.Waiting.Count > 0 && request.UrlOf(answers.Told) is { } url; answers.Told++)
        {
            foreach (var line in answers.Waiting.Dequeue())
                cookies.Answered(line, url, now);
        }

        _answers[id] = answers;
    }

    private static IEnumerable<string> Lines(JsonElement data) =>
        data.GetProperty("headers").EnumerateObject().Where(header => header.Name.Equals("set-cookie", StringComparison.OrdinalIgnoreCase))
            .SelectMany(header => (header.Value.GetString() ?? "").Split('\n'));

    // What the browser refuses sets nothing.
    private static IEnumerable<string> Refused(JsonElement data) => data.TryGetProperty("blockedCookies", out var blocked)
        ? blocked.EnumerateArray().Select(cookie => RequestTrace.Text(cookie, "cookieLine")).OfType<string>()
        : [];
}
