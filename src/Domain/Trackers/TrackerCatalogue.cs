using System.Security.Cryptography;
using System.Text;

namespace Schedules.Domain.Trackers;

/// <summary>
/// Well-known trackers and what they are for: cookies and storage keys by name, hosts by domain. An operator's list wins over all that comes with the
/// product; else a name and its owner's host are asked both, and where they disagree the stricter wins.
/// </summary>
public sealed class TrackerCatalogue
{
    private readonly CatalogueNames _names = new();
    private readonly Dictionary<string, CatalogueEntry> _hosts = new(StringComparer.Ordinal);
    private readonly List<CatalogueSource> _sources = [];
    private readonly List<CatalogueEntry> _entries = [];

    /// <param name="lists">Lines of each list, whose first names its source or whose source is given.</param>
    /// <exception cref="FormatException">A line is no entry; the message says which.</exception>
    public TrackerCatalogue(params IReadOnlyList<CatalogueList> lists)
    {
        foreach (var list in lists)
            Read(list);
        Version = VersionOf(lists);
        foreach (var entry in _entries.Where(entry => entry.IsHost))
            AddHost(entry);
        foreach (var entry in _entries.Where(entry => !entry.IsHost))
            _names.Add(AtItsOwnersStrictest(entry));
    }

    /// <summary>What comes with the product.</summary>
    public static TrackerCatalogue BuiltIn { get; } = new(CatalogueList.BuiltIn);

    /// <summary>Where the entries come from, in the order read.</summary>
    public IReadOnlyList<CatalogueSource> Sources => _sources;

    /// <summary>Names all sources, imported ones with their versions, and the state of their lines: <c>third-party-web@0.30.0, …, sha256:0123456789ab</c>.</summary>
    public string Version { get; }

    public int Count => _entries.Count;

    /// <summary>The strictest category that any of the sightings of one tracker is suggested; null when it is unknown.</summary>
    public Suggestion? Suggest(IEnumerable<Evidence> sightings) => sightings
        .Select(Suggest).OfType<Suggestion>()
        .OrderBy(Strictness).ThenByDescending(found => found.Confidence).ThenBy(found => found.Source, StringComparer.Ordinal)
        .ThenBy(found => found.Vendor, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>What a thing that was seen is for; null when it is unknown.</summary>
    public Suggestion? Suggest(Evidence seen)
    {
        var host = HostOf(seen.Host);
        var name = seen.Type is TrackerType.Cookie or TrackerType.LocalStorage or TrackerType.SessionStorage
            ? _names.Best(seen.Name, seen.Host)
            : null;
        return (name, host) switch
        {
            (null, _) => host,
            (_, null) => name,
            _ when IsOperators(name) != IsOperators(host) => IsOperators(name) ? name : host,
            _ when name.Category == host.Category => host with { Confidence = Confidence.High },
            _ => Lowered(Strictness(name) < Strictness(host) ? name : host),
        };
    }

    private static Suggestion Lowered(Suggestion disputed) =>
        disputed with { Confidence = disputed.Confidence == Confidence.High ? Confidence.Medium : Confidence.Low };

    private static int Strictness(Suggestion found) => found.Category switch
    {
        TrackerCategory.Marketing => 0,
        TrackerCategory.Analytics => 1,
        TrackerCategory.Functional => 2,
        _ => 3,
    };

    private bool IsOperators(Suggestion found) =>
        _sources.Exists(source => source.Rank == CatalogueSource.Operator && source.Name == found.Source);

    /// <summary>The entry of the host or of the nearest above it: an exact one says more than one of the whole company.</summary>
    private Suggestion? HostOf(string host)
    {
        for (var name = host; ; name = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (_hosts.TryGetValue(name, out var entry))
                return new(entry.Category, Confidence.High, entry.Source.Name, entry.Vendor);
            if (!name.Contains('.', StringComparison.Ordinal))
                return null;
        }
    }

    // The cookie database calls many an advertiser's cookie functional: where its host is known for more, that counts.
    private CatalogueEntry AtItsOwnersStrictest(CatalogueEntry entry)
    {
        if (entry.Source.Rank < CatalogueSource.Imported)
            return entry;
        var strictest = entry.Hosts.Select(HostOf).OfType<Suggestion>().Select(Strictness).DefaultIfEmpty(entry.Strictness).Min();
        return strictest < entry.Strictness ? entry with { Category = strictest == 0 ? TrackerCategory.Marketing : TrackerCategory.Analytics } : entry;
    }

    private void AddHost(CatalogueEntry entry)
    {
        if (!_hosts.TryGetValue(entry.Pattern, out var other)
            || (entry.Source.Rank, entry.Strictness).CompareTo((other.Source.Rank, other.Strictness)) < 0)
            _hosts[entry.Pattern] = entry;
    }

    private string VersionOf(IEnumerable<CatalogueList> lists)
    {
        var lines = string.Join('\n', lists.SelectMany(list => list.Lines).Select(line => line.Trim()).Where(IsSaid));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));
        var sources = _sources.Select(source => source.Rank == CatalogueSource.Imported ? source.Detail.Split(' ')[0] : source.Name);
        return string.Join(", ", sources.Append($"sha256:{hash[..12]}"));
    }

    private static bool IsSaid(string line) => line.Length > 0 && line[0] != '#';

    private void Read(CatalogueList list)
    {
        CatalogueSource? source = null;
        foreach (var line in list.Lines.Select(line => line.Trim()).Where(IsSaid))
        {
            var begins = list.IsOperators ? null : SourceOf(line);
            if (source is null || begins is not null)
                _sources.Add(source = begins ?? new(list.Name, CatalogueSource.Operator, ""));
            if (begins is null)
                _entries.Add(Parse(line, source, list));
        }
    }

    private static CatalogueEntry Parse(string line, CatalogueSource source, CatalogueList list)
    {
        try
        {
            return CatalogueEntry.Parse(line, source);
        }
        catch (FormatException problem)
        {
            throw new FormatException($"{list.Name}: {problem.Message}", problem);
        }
    }

    private static CatalogueSource? SourceOf(string line) => line.Split(' ', 3) switch
    {
        ["source", var name, var detail] => new(name, CatalogueSource.Imported, detail),
        ["source", var name] => new(name, CatalogueSource.Reviewed, ""),
        _ => null,
    };
}
