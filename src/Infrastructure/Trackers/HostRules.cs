using System.IO.Enumeration;

namespace Schedules.Infrastructure.Trackers;

/// <summary>
/// Chromium's host resolver rules, kept here because the browser resolves nothing behind a proxy: <c>MAP pattern[:port] target[:port]</c> and
/// <c>EXCLUDE pattern</c>, separated by commas. A pattern may hold <c>*</c> and <c>?</c>. The first MAP that fits is taken, unless an EXCLUDE fits.
/// </summary>
public sealed class HostRules
{
    public const string Accepted = "\"MAP host[:port] target[:port]\" and \"EXCLUDE host\" rules, separated by commas";

    private readonly List<(string Pattern, string Target)> _maps = [];
    private readonly List<string> _excluded = [];

    /// <exception cref="FormatException">A rule is neither MAP nor EXCLUDE, or lacks a part.</exception>
    public HostRules(string? rules)
    {
        foreach (var rule in (rules ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            Add(rule, rule.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    public static bool AreValid(string? rules)
    {
        try
        {
            return new HostRules(rules) is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>The host and port to go to instead; null when no rule fits.</summary>
    public (string Host, int Port)? TargetOf(string host, int port)
    {
        if (_excluded.Exists(pattern => Fits(pattern, host, port)))
            return null;
        var target = _maps.Find(map => Fits(map.Pattern, host, port)).Target;
        return target is null ? null : HostAndPort.Parse(target, port);
    }

    private static bool Fits(string pattern, string host, int port) =>
        FileSystemName.MatchesSimpleExpression(pattern, host) || FileSystemName.MatchesSimpleExpression(pattern, $"{host}:{port}");

    private void Add(string rule, string[] words)
    {
        switch (words)
        {
            case ["MAP" or "map", var pattern, var target] when HostAndPort.TryParse(target, 0, out _):
                _maps.Add((pattern, target));
                break;
            case ["EXCLUDE" or "exclude", var pattern]:
                _excluded.Add(pattern);
                break;
            default:
                throw new FormatException($"\"{rule}\" must be {Accepted}.");
        }
    }
}

/// <summary><c>host</c>, <c>host:port</c>, <c>[v6]</c> or <c>[v6]:port</c>.</summary>
internal static class HostAndPort
{
    public static (string Host, int Port) Parse(string text, int defaultPort) =>
        TryParse(text, defaultPort, out var parsed) ? parsed : throw new FormatException($"\"{text}\" must be a host, or host:port.");

    public static bool TryParse(string text, int defaultPort, out (string Host, int Port) parsed)
    {
        var colon = text.LastIndexOf(':');
        var hasPort = colon > text.LastIndexOf(']') && colon == text.IndexOf(':', Math.Max(0, text.LastIndexOf(']')));
        var port = defaultPort;
        var valid = !hasPort || (ushort.TryParse(text[(colon + 1)..], out var given) && (port = given) > 0);
        parsed = ((hasPort ? text[..colon] : text).Trim('[', ']'), port);
        return valid && parsed.Host.Length > 0;
    }
}
