namespace Schedules.Domain.Trackers;

/// <summary>What a site's robots.txt (RFC 9309) lets this scanner open. The longest rule that fits decides; Allow where two are as long.</summary>
public sealed class RobotsTxt
{
    /// <summary>The name by which a robots.txt may speak to this scanner alone.</summary>
    public const string Agent = "schedules";

    private const char ByteOrderMark = '\uFEFF';
    private const int MaxLines = 10_000;
    private const int MaxRuleLength = 500;

    private readonly List<(string Rule, bool Allows)> _rules = [];
    private readonly List<string> _sitemaps = [];

    private RobotsTxt()
    {
    }

    /// <summary>A site without one: everything may be opened.</summary>
    public static RobotsTxt None { get; } = new();

    /// <summary>Of a site whose server failed to tell: nothing may be opened (RFC 9309, 2.3.1.4).</summary>
    public static RobotsTxt Unreachable { get; } = Parse("User-agent: *\nDisallow: /");

    /// <summary>Addresses of sitemaps, as they stand there.</summary>
    public IReadOnlyList<string> Sitemaps => _sitemaps;

    /// <summary>Whatever the text, it is read: lines that are no rules are passed over.</summary>
    public static RobotsTxt Parse(string text)
    {
        var lines = text.TrimStart(ByteOrderMark).Split('\n').Take(MaxLines).Select(Line)
            .Where(line => line.Value.Length > 0 || line.Key == "disallow").ToList();
        var robots = new RobotsTxt();
        robots._sitemaps.AddRange(lines.Where(line => line.Key == "sitemap").Select(line => line.Value));
        var groups = Groups(lines);
        var own = groups.Where(group => group.Agents.Exists(agent => agent == Agent)).ToList();
        foreach (var group in own.Count > 0 ? own : groups.Where(group => group.Agents.Contains("*")))
            robots._rules.AddRange(group.Rules);
        return robots;
    }

    /// <param name="pathAndQuery">From the first slash.</param>
    public bool Allows(string pathAndQuery)
    {
        var fitting = _rules.Where(rule => Fits(rule.Rule, pathAndQuery)).ToList();
        return fitting.Count == 0 || fitting.MaxBy(rule => (rule.Rule.Length, rule.Allows)).Allows;
    }

    private static List<Group> Groups(List<(string Key, string Value)> lines)
    {
        var groups = new List<Group>();
        var inAgents = false;
        foreach (var (key, value) in lines)
        {
            if (key == "user-agent")
            {
                if (!inAgents)
                    groups.Add(new([], []));
                groups[^1].Agents.Add(value.ToLowerInvariant());
            }
            else if (key is "allow" or "disallow" && groups.Count > 0 && value.Length is > 0 and <= MaxRuleLength)
            {
                groups[^1].Rules.Add((value, key == "allow"));
            }

            inAgents = key == "user-agent" || (inAgents && key is not ("allow" or "disallow"));
        }

        return groups;
    }

    private static (string Key, string Value) Line(string line)
    {
        var parts = line.Split('#')[0].Split(':', 2);
        return parts.Length == 2 ? (parts[0].Trim().ToLowerInvariant(), parts[1].Trim()) : ("", "");
    }

    // By hand and without going back: a rule of many stars is somebody's attack, or nonsense.
    private static bool Fits(string rule, string path)
    {
        var ends = rule.EndsWith('$');
        var parts = (ends ? rule[..^1] : rule).Split('*');
        if (!path.StartsWith(parts[0], StringComparison.Ordinal))
            return false;
        var at = parts[0].Length;
        foreach (var part in parts.Skip(1))
        {
            var found = path.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + part.Length;
        }

        // What the last star stands for may be longer than the first fit.
        return !ends || at == path.Length || (parts.Length > 1 && path.EndsWith(parts[^1], StringComparison.Ordinal));
    }

    private sealed record Group(List<string> Agents, List<(string Rule, bool Allows)> Rules);
}
