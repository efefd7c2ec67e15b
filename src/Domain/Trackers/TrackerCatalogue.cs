namespace Schedules.Domain.Trackers;

/// <summary>Well-known trackers and what they are for: cookies and storage keys by name, hosts by domain.</summary>
public sealed class TrackerCatalogue
{
    // On conflict the stricter wins: calling an advertiser's cookie functional would let it load without consent.
    private static readonly TrackerCategory[] _strictestFirst =
        [TrackerCategory.Marketing, TrackerCategory.Analytics, TrackerCategory.Functional, TrackerCategory.StrictlyNecessary];

    private readonly List<(string Prefix, string Suffix, TrackerCategory Category)> _wildcards = [];
    private readonly Dictionary<string, TrackerCategory> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TrackerCategory> _hosts = new(StringComparer.Ordinal);

    /// <param name="lines">
    /// <c>category name|host pattern</c>; a name may hold one <c>*</c>; a host stands for its subdomains too. Empty lines and # are skipped.
    /// </param>
    /// <exception cref="FormatException">A line is something else.</exception>
    public TrackerCatalogue(IEnumerable<string> lines)
    {
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
            Add(line);
    }

    /// <summary>The table that comes with the product.</summary>
    public static TrackerCatalogue BuiltIn { get; } = Load();

    /// <summary>Names the state of the table.</summary>
    public string Version { get; } = "built-in 1";

    /// <summary>The strictest category that any of the sightings of one tracker matches; null when it is unknown.</summary>
    public TrackerCategory? CategoryOf(IEnumerable<Evidence> sightings)
    {
        var matches = sightings.SelectMany(Matches).ToHashSet();
        return matches.Count == 0 ? null : _strictestFirst.First(matches.Contains);
    }

    private IEnumerable<TrackerCategory> Matches(Evidence evidence)
    {
        for (var host = evidence.Host; host.Length > 0; host = host[(host.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (_hosts.TryGetValue(host, out var category))
                yield return category;
            if (!host.Contains('.', StringComparison.Ordinal))
                break;
        }

        if (evidence.Type is not (TrackerType.Cookie or TrackerType.LocalStorage or TrackerType.SessionStorage))
            yield break;
        if (_names.TryGetValue(evidence.Name, out var named))
            yield return named;
        foreach (var wildcard in _wildcards.Where(wildcard => Matches(wildcard.Prefix, wildcard.Suffix, evidence.Name)))
            yield return wildcard.Category;
    }

    private static bool Matches(string prefix, string suffix, string name) =>
        name.Length >= prefix.Length + suffix.Length
        && name.StartsWith(prefix, StringComparison.Ordinal)
        && name.EndsWith(suffix, StringComparison.Ordinal);

    private void Add(string line)
    {
        switch (line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            case [var word, "host", var host]:
                _hosts.Add(host, Category(word));
                break;
            case [var word, "name", var pattern] when pattern.Split('*') is [var prefix, var suffix]:
                _wildcards.Add((prefix, suffix, Category(word)));
                break;
            case [var word, "name", var name]:
                _names.Add(name, Category(word));
                break;
            default:
                throw new FormatException($"\"{line}\" must be a category, name or host, and a pattern.");
        }
    }

    private static TrackerCategory Category(string word) =>
        Array.Find(_strictestFirst, category => category.Word() == word) is var found && found.Word() == word
            ? found
            : throw new FormatException($"\"{word}\" must be one of {string.Join(", ", _strictestFirst.Select(TrackerWords.Word))}.");

    private static TrackerCatalogue Load()
    {
        using var stream = typeof(TrackerCatalogue).Assembly.GetManifestResourceStream("tracker_catalogue.txt")!;
        using var reader = new StreamReader(stream);
        return new(reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries));
    }
}
