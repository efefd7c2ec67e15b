using System.Text.Json;
using System.Text.Json.Serialization;

namespace Schedules.Domain.Trackers;

/// <summary>
/// An address without what may identify people: no user name, no query values, no fragment, and <c>*</c> in place of ids in the path
/// (<c>https://shop.example/order/*?id=&amp;step=</c>). Two addresses that differ in those alone are equal.
/// </summary>
[JsonConverter(typeof(AsText))]
public sealed record WebAddress
{
    private const int MaxPathLength = 300;
    private const int MaxKeys = 20;

    private readonly string _text;

    private WebAddress(Uri url)
    {
        Scheme = url.Scheme;
        Host = TrackerName.Bounded(url.IdnHost.Trim('.').ToLowerInvariant(), Tracker.MaxDomainLength);
        Domain = RegistrableDomain.Of(Host);
        Path = TrackerName.Bounded(string.Join('/', url.AbsolutePath.Split('/').Select(Segment)), MaxPathLength);
        var host = url.HostNameType == UriHostNameType.IPv6 ? $"[{Host}]" : Host;
        var port = url.IsDefaultPort ? "" : $":{url.Port}";
        _text = $"{Scheme}://{host}{port}{Path}{Keys(url.Query)}";
    }

    /// <summary>http, https, ws or wss.</summary>
    public string Scheme { get; }

    /// <summary>In lower case and ASCII.</summary>
    public string Host { get; }

    /// <summary>The registrable domain of the host: the site that it belongs to.</summary>
    public string Domain { get; }

    /// <summary>At most 300 characters, from the first slash.</summary>
    public string Path { get; }

    /// <summary>Null for what is not on the web: data:, blob:, about: and the like.</summary>
    public static WebAddress? Of(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "ws" or "wss" && url.IdnHost.Length > 0
            ? new(url)
            : null;

    public bool Equals(WebAddress? other) => other is not null && _text == other._text;

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _text;

    // Mail addresses, and the values of "key=value" and ";key=value", stand in paths too.
    private static string Segment(string escaped)
    {
        var plain = Uri.UnescapeDataString(escaped).Split(';')[0];
        if (plain is "." or ".." || plain.Contains('@', StringComparison.Ordinal))
            return "*";
        var equals = plain.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? Named(plain) : $"{Named(plain[..equals])}=*";
    }

    private static string Keys(string query)
    {
        var keys = query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Key)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MaxKeys).ToList();
        return keys.Count == 0 ? "" : $"?{string.Join('&', keys)}";
    }

    // A word without "=" is a value whose key is the whole query.
    private static string Key(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        var key = equals <= 0 ? "" : Uri.UnescapeDataString(pair[..equals]);
        return key.Length == 0 || key.Contains('@', StringComparison.Ordinal) ? "*" : $"{Named(key)}=";
    }

    // Escaped again, but for the star that stands for an id.
    private static string Named(string text) =>
        text.Length == 0 ? "" : Uri.EscapeDataString(TrackerName.Of(text)).Replace("%2A", "*", StringComparison.Ordinal);

    private sealed class AsText : JsonConverter<WebAddress>
    {
        public override WebAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Of(reader.GetString()) ?? throw new JsonException("An address of the web is missing.");

        public override void Write(Utf8JsonWriter writer, WebAddress value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
