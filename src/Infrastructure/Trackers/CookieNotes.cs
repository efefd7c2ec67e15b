using System.Globalization;
using System.Text.RegularExpressions;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>Who was seen setting which cookie, and for how long. Values are dropped where they arrive.</summary>
internal sealed partial class CookieNotes
{
    private const int MaxNotes = 5_000;

    // Names of attributes and dates alone come in here from pages: the value stays where it is.
    public const string Script = """
        (() => {
          const note = window.BINDING;
          if (typeof note !== 'function') return;
          delete window.BINDING;
          const tell = (name, attributes) => { try { note(JSON.stringify([String(name).slice(0, 1000), String(attributes).slice(0, 1000), String(new Error().stack).slice(0, 4000), location.href, Date.now()])); } catch {} };
          const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
          Object.defineProperty(Document.prototype, 'cookie', {
            configurable: true, enumerable: true,
            get() { return cookie.get.call(this); },
            set(text) {
              const line = String(text), end = line.indexOf(';'), pair = end < 0 ? line : line.slice(0, end);
              tell(pair.includes('=') ? pair.slice(0, pair.indexOf('=')) : '', end < 0 ? '' : line.slice(end));
              cookie.set.call(this, text);
            },
          });
          if (window.CookieStore) {
            const set = CookieStore.prototype.set;
            CookieStore.prototype.set = function (...given) {
              const first = given[0], options = first && typeof first === 'object' ? first : { name: first };
              const expires = options.expires ? `; expires=${new Date(+options.expires).toUTCString()}` : '';
              tell(options.name, `${expires}${options.domain ? `; domain=${options.domain}` : ''}`);
              return set.apply(this, given);
            };
          }
        })();
        """;

    private readonly Lock _lock = new();
    private readonly List<CookieNote> _notes = [];

    /// <summary>A Set-Cookie line of an answer.</summary>
    /// <param name="line">The whole line.</param>
    /// <param name="url">Whose answer.</param>
    /// <param name="now">Seconds since 1970.</param>
    public void Answered(string line, string url, double now)
    {
        var parts = line.Split(';', 2);
        var equals = parts[0].IndexOf('=', StringComparison.Ordinal);
        Add(equals < 0 ? "" : parts[0][..equals], parts.Length > 1 ? parts[1] : "", CookieSource.Response, url, PageRecorder.HostOf(url), now);
    }

    /// <summary>A script's write, as <see cref="Script"/> tells it; anything else, which a hostile page may send, is passed over.</summary>
    public void Written(string[] told)
    {
        if (told is not [var name, var attributes, var stack, var frame, var now] || !double.TryParse(now, CultureInfo.InvariantCulture, out var ms))
            return;
        Add(name, attributes, CookieSource.Script, Caller().Match(stack).Value is { Length: > 0 } caller ? caller : frame, PageRecorder.HostOf(frame), ms / 1000);
    }

    /// <summary>The last that set the cookie; null where nobody was seen.</summary>
    public CookieNote? Of(string name, string domain)
    {
        lock (_lock)
            return _notes.FindLast(note => note.Name == name && Belongs(note.Domain, domain.Trim('.', '[', ']')));
    }

    private void Add(string name, string attributes, CookieSource source, string by, string? host, double now)
    {
        var pairs = attributes.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2, StringSplitOptions.TrimEntries)).ToLookup(pair => pair[0].ToLowerInvariant(), pair => pair.ElementAtOrDefault(1) ?? "");
        var domain = pairs["domain"].LastOrDefault() is { Length: > 0 } said ? said.Trim('.').ToLowerInvariant() : host ?? "";
        lock (_lock)
        {
            if (_notes.Count < MaxNotes)
                _notes.Add(new(name.Trim(), domain, source, by, CookieLifetime.Of(pairs["max-age"], pairs["expires"], now)));
        }
    }

    private static bool Belongs(string noted, string domain) =>
        noted == domain || noted.EndsWith($".{domain}", StringComparison.Ordinal) || domain.EndsWith($".{noted}", StringComparison.Ordinal);

    [GeneratedRegex(@"(https?|wss?)://[^\s()]+?(?=:\d+:\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Caller();
}

/// <param name="Name">As it was written.</param>
/// <param name="Domain">The one said, else the host that set it.</param>
/// <param name="Source">An answer or a script.</param>
/// <param name="By">The address of either, whole.</param>
/// <param name="Declared">Seconds; null for a session cookie.</param>
internal sealed record CookieNote(string Name, string Domain, CookieSource Source, string By, long? Declared);
