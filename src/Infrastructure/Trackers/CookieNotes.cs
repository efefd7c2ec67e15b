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
          const tell = (name, attributes, held) => { try { note(JSON.stringify([String(name).slice(0, 1000), String(attributes).slice(0, 1000), String(new Error().stack).slice(0, 4000), location.href, Date.now(), held ? 'held' : ''])); } catch {} };
          const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
          const holds = (document, name) => cookie.get.call(document).split('; ').some(pair => pair.startsWith(`${name.trim()}=`));
          Object.defineProperty(Document.prototype, 'cookie', {
            configurable: true, enumerable: true,
            get() { return cookie.get.call(this); },
            set(text) {
              const line = String(text), end = line.indexOf(';'), pair = end < 0 ? line : line.slice(0, end);
              const name = pair.includes('=') ? pair.slice(0, pair.indexOf('=')) : '';
              cookie.set.call(this, text);
              tell(name, end < 0 ? '' : line.slice(end), holds(this, name));
            },
          });
          if (window.CookieStore) {
            const set = CookieStore.prototype.set;
            CookieStore.prototype.set = function (...given) {
              const first = given[0], options = first && typeof first === 'object' ? first : { name: first };
              const expires = options.expires ? `; expires=${new Date(+options.expires).toUTCString()}` : '';
              tell(options.name, `${expires}${options.domain ? `; domain=${options.domain}` : ''}`, typeof options.name === 'string');
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
        Add(equals < 0 ? "" : parts[0][..equals], parts.Length > 1 ? parts[1] : "", CookieSource.Response, url, PageRecorder.HostOf(url), now, held: true);
    }

    /// <summary>A script's write, as <see cref="Script"/> tells it; anything else, which a hostile page may send, is passed over.</summary>
    public void Written(string[] told)
    {
        if (told is not [var name, var attributes, var stack, var frame, var now, var held] || !double.TryParse(now, CultureInfo.InvariantCulture, out var ms))
            return;
        var by = Caller().Match(stack).Value is { Length: > 0 } caller ? caller : frame;
        Add(name, attributes, CookieSource.Script, by, PageRecorder.HostOf(frame), ms / 1000, held == "held");
    }

    /// <summary>The last that set the cookie; null where nobody was seen.</summary>
    public CookieNote? Of(string name, string domain)
    {
        lock (_lock)
            return _notes.FindLast(note => note.IsOf(name, domain));
    }

    /// <summary>Those from the n-th on, from 0.</summary>
    public IReadOnlyList<CookieNote> From(int first)
    {
        lock (_lock)
            return _notes[first..];
    }

    private void Add(string name, string attributes, CookieSource source, string by, string? host, double now, bool held)
    {
        var pairs = attributes.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2, StringSplitOptions.TrimEntries)).ToLookup(pair => pair[0].ToLowerInvariant(), pair => pair.ElementAtOrDefault(1) ?? "");
        var domain = pairs["domain"].LastOrDefault() is { Length: > 0 } said ? said.Trim('.').ToLowerInvariant() : host ?? "";
        lock (_lock)
        {
            if (_notes.Count < MaxNotes)
                _notes.Add(new(name.Trim(), domain, source, by, CookieLifetime.Of(pairs["max-age"], pairs["expires"], now), held));
        }
    }

    [GeneratedRegex(@"(https?|wss?)://[^\s()]+?(?=:\d+:\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Caller();
}

/// <param name="Name">As it was written.</param>
/// <param name="Domain">The one said, else the host that set it.</param>
/// <param name="Source">An answer or a script.</param>
/// <param name="By">The address of either, whole.</param>
/// <param name="Declared">Seconds; null for a session cookie.</param>
/// <param name="Held">The browser took it: it refuses some, such as those for other sites.</param>
internal sealed record CookieNote(string Name, string Domain, CookieSource Source, string By, long? Declared, bool Held)
{
    /// <summary>It was set, and not taken away.</summary>
    public bool Sets => Held && (Declared is null or > 0) && Name.Length > 0 && Domain.Length > 0;

    /// <summary>It is of the cookie of that name and domain.</summary>
    public bool IsOf(string name, string domain) => Name == name && Belongs(domain.Trim('.'));

    private bool Belongs(string domain) =>
        Domain == domain || Domain.EndsWith($".{domain}", StringComparison.Ordinal) || domain.EndsWith($".{Domain}", StringComparison.Ordinal);
}
