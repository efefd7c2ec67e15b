namespace Schedules.Domain.Trackers;

/// <summary>One line of a list: <c>category host|name pattern [@host,host] [vendor]</c>.</summary>
/// <param name="Category">One that a detection can yield.</param>
/// <param name="IsHost">Whether the pattern is a host, and stands for its subdomains; a cookie's or storage key's name otherwise.</param>
/// <param name="Pattern">A host in lower case; a name, which may hold one <c>*</c>.</param>
/// <param name="Hosts">Where the name is at home; empty where anywhere.</param>
/// <param name="Vendor">Whose it is; null where nobody said.</param>
/// <param name="Source">The list.</param>
public sealed record CatalogueEntry(
    TrackerCategory Category, bool IsHost, string Pattern, IReadOnlyList<string> Hosts, string? Vendor, CatalogueSource Source)
{
    // On conflict the stricter wins: calling an advertiser's cookie functional would let it load without consent.
    private static readonly TrackerCategory[] _strictestFirst =
        [TrackerCategory.Marketing, TrackerCategory.Analytics, TrackerCategory.Functional, TrackerCategory.StrictlyNecessary];

    private static readonly Dictionary<string, TrackerCategory> _words = _strictestFirst.ToDictionary(TrackerWords.Word, StringComparer.Ordinal);

    public static string Accepted { get; } =
        $"a category ({string.Join(", ", _words.Keys)}), host or name, a pattern with one * at most, and perhaps @host,host and a vendor";

    /// <summary>0 is the strictest.</summary>
    public int Strictness => Array.IndexOf(_strictestFirst, Category);

    /// <exception cref="FormatException">The line is something else.</exception>
    public static CatalogueEntry Parse(string line, CatalogueSource source)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3 || !_words.TryGetValue(words[0], out var category) || words[1] is not ("host" or "name"))
            throw new FormatException($"\"{line}\" must be {Accepted}.");
        var isHost = words[1] == "host";
        if (words[2].Count(c => c == '*') > (isHost ? 0 : 1) || words[2] == "*")
            throw new FormatException($"\"{line}\" must be {Accepted}.");
        var at = words.Length > 3 && words[3].StartsWith('@') ? words[3][1..].ToLowerInvariant().Split(',') : [];
        var vendor = string.Join(' ', words.Skip(at.Length > 0 ? 4 : 3));
        return new(category, isHost, isHost ? words[2].ToLowerInvariant() : words[2], at, vendor.Length == 0 ? null : vendor, source);
    }

    /// <summary>Whether a host is one of <see cref="Hosts"/>, or under one.</summary>
    public bool IsAtHome(string host) => Hosts.Any(home =>
        host.EndsWith(home, StringComparison.Ordinal) && (host.Length == home.Length || host[host.Length - home.Length - 1] == '.'));
}

/// <summary>Where entries come from.</summary>
/// <param name="Name">What a suggestion says.</param>
/// <param name="Rank">Names of a lower rank win: 0 an operator's list, 1 the reviewed names, 2 an imported data set.</param>
/// <param name="Detail">Package, file and SHA-256 of an imported data set; empty otherwise.</param>
public sealed record CatalogueSource(string Name, int Rank, string Detail)
{
    public const int Operator = 0;
    public const int Reviewed = 1;
    public const int Imported = 2;
}
