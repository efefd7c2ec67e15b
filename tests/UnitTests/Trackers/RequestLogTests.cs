using System.Text.Json;
using Microsoft.Playwright;
using Moq;
using Schedules.Infrastructure.Trackers;

namespace Schedules.UnitTests.Trackers;

/// <summary>A browser tells of requests and of the headers of answers on two ways, each in its order, and neither waits for the other.</summary>
public sealed class RequestLogTests
{
    private const string First = "https://r.first.example/go";
    private const string Second = "https://sync.second.example/px";

    private static readonly (string Event, string Data)[] _requests = [Request(First, ""), Request(Second, Redirected(hasHeaders: true))];
    private static readonly (string Event, string Data)[] _headers = [Headers("one=1"), Headers("two=2")];

    private static IEnumerable<TestCaseData> Orders() =>
        Interleaved(_requests, _headers).Select(order => new TestCaseData([order]).SetArgDisplayNames(string.Concat(order.Select(told => Short(told.Event)))));

    [TestCaseSource(nameof(Orders))]
    public async Task A_cookie_is_of_the_answer_that_set_it_in_whatever_order_the_browser_tells(IReadOnlyList<(string Event, string Data)> order)
    {
        var cookies = await Told(order);
        Assert.That(cookies, Is.EqualTo(new[] { $"one r.first.example {First}", $"two sync.second.example {Second}" }));
    }

    [Test]
    public async Task A_redirect_of_the_browsers_own_has_no_headers_that_could_be_taken_for_the_answer_that_follows()
    {
        var cookies = await Told([Request(First, ""), Request(Second, Redirected(hasHeaders: false)), Headers("two=2")]);
        Assert.That(cookies, Is.EqualTo(new[] { $"two sync.second.example {Second}" }));
    }

    [Test]
    public async Task Headers_that_come_once_more_than_requests_are_of_the_last()
    {
        var cookies = await Told([Request(First, ""), Headers("one=1"), Headers("two=2"), ("responseReceived", """{"requestId":"7","response":{"status":200}}""")]);
        Assert.That(cookies, Is.EqualTo(new[] { $"one r.first.example {First}", $"two r.first.example {First}" }));
    }

    [Test]
    public async Task A_cookie_that_the_browser_refuses_is_not_noted()
    {
        var cookies = await Told([Request(First, ""), Headers("one=1\\ntwo=2", refused: "two=2")]);
        Assert.That(cookies, Is.EqualTo(new[] { $"one r.first.example {First}" }));
    }

    private static async Task<string[]> Told(IEnumerable<(string Event, string Data)> order)
    {
        var events = new Dictionary<string, Mock<ICDPSessionEvent>>(StringComparer.Ordinal);
        var session = new Mock<ICDPSession>();
        session.Setup(s => s.Event(It.IsAny<string>())).Returns((string name) => (events[name] = new Mock<ICDPSessionEvent>()).Object);
        var notes = new CookieNotes();
        await new RequestLog(notes, Mock.Of<IPage>(), () => { }).Listen(session.Object);
        foreach (var (name, data) in order)
            events[$"Network.{name}"].Raise(e => e.OnEvent += null, events[$"Network.{name}"].Object, (JsonElement?)JsonSerializer.Deserialize<JsonElement>(data));
        return [.. notes.From(0).Select(note => $"{note.Name} {note.Domain} {note.By}")];
    }

    private static (string Event, string Data) Request(string url, string more) => ("requestWillBeSent", $$"""
        {"requestId":"7","type":"Image","request":{"url":"{{url}}","method":"GET"},"initiator":{"type":"parser"}{{more}}}
        """);

    private static string Redirected(bool hasHeaders) => $$""","redirectResponse":{"status":302},"redirectHasExtraInfo":{{(hasHeaders ? "true" : "false")}}""";

    private static (string Event, string Data) Headers(string lines, string refused = "") => ("responseReceivedExtraInfo", $$"""
        {"requestId":"7","headers":{"Set-Cookie":"{{lines}}"},"blockedCookies":[{"cookieLine":"{{refused}}"}]}
        """);

    private static char Short(string name) => name.StartsWith("request", StringComparison.Ordinal) ? 'R' : 'H';

    private static IEnumerable<T[]> Interleaved<T>(T[] left, T[] right) => left.Length == 0 || right.Length == 0
        ? [[.. left, .. right]]
        : Interleaved(left[1..], right).Select(rest => (T[])[left[0], .. rest]).Concat(Interleaved(left, right[1..]).Select(rest => (T[])[right[0], .. rest]));
}
