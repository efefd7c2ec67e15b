namespace Schedules.Domain.Trackers;

/// <summary>The catalogue's names of cookies and storage keys, found without trying each.</summary>
internal sealed class CatalogueNames
{
    // Shorter beginnings are everybody's: ua_, cc-, ct_.
    private const int ShortPrefix = 3;
    private const int ShortWord = 8;

    private readonly Dictionary<string, List<CatalogueEntry>> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<CatalogueEntry>> _prefixes = new(StringComparer.Ordinal);
    private readonly List<(string Prefix, string Suffix, CatalogueEntry Entry)> _inside = [];
    private int _longestPrefix;

    public void Add(CatalogueEntry entry)
    {
        var star = entry.Pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
            AddExact(entry);
        else if (star == entry.Pattern.Length - 1)
            AddPrefix(entry, entry.Pattern[..star]);
        else
            _inside.Add((entry.Pattern[..star], entry.Pattern[(star + 1)..], entry));
    }

    /// <summary>The best entries for a name: of the best source, most at home there, most specific; the strictest where several are as good.</summary>
    /// <param name="name">As evidence holds it: ids are <c>*</c> already.</param>
    /// <param name="host">Who owns it.</param>
    /// <returns>Null where no entry fits.</returns>
    public Suggestion? Best(string name, string host)
    {
        var fits = Candidates(name).Select(found => (found.Entry, found.Length, Tier: Tier(found.Entry, host))).Where(fit => fit.Tier > 0);
        var best = fits.OrderBy(fit => fit.Entry.Source.Rank).ThenByDescending(fit => fit.Tier).ThenByDescending(fit => fit.Length)
            .ThenBy(fit => fit.Entry.Strictness).ThenBy(fit => fit.Entry.Vendor, StringComparer.Ordinal).FirstOrDefault();
        return best.Entry is not { } entry
            ? null
            : new(entry.Category, ConfidenceOf(entry, best.Tier), entry.Source.Name, entry.Vendor);
    }

    private static Confidence ConfidenceOf(CatalogueEntry entry, int tier) =>
        entry.Source.Rank < CatalogueSource.Imported ? Confidence.High : (Confidence)(tier - 1);

    /// <summary>3 at home, 2 at home anywhere, 1 elsewhere, 0 where the entry does not fit.</summary>
    private static int Tier(CatalogueEntry entry, string host)
    {
        if (entry.IsAtHome(host))
            return 3;
        if (entry.Pattern.Contains('*', StringComparison.Ordinal) && entry.Pattern.Length - 1 <= ShortPrefix && entry.Source.Rank > CatalogueSource.Operator)
            return 0;
        if (entry.Hosts.Count == 0)
            return 2;
        return IsWord(entry.Pattern) || entry.Source.Rank == CatalogueSource.Operator ? 0 : 1;
    }

    // lang, token, uid: one vendor's name there, and anybody's elsewhere.
    private static bool IsWord(string name) => name.Length <= ShortPrefix || (name.Length <= ShortWord && name.All(char.IsAsciiLetterLower));

    private IEnumerable<(CatalogueEntry Entry, int Length)> Candidates(string name)
    {
        foreach (var entry in _exact.GetValueOrDefault(name) ?? [])
            yield return (entry, int.MaxValue);
        var prefixes = _prefixes.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(name.Length, _longestPrefix); length > 0; length--)
        {
            if (!prefixes.TryGetValue(name.AsSpan(0, length), out var entries))
                continue;
            foreach (var entry in entries)
                yield return (entry, length);
        }

        foreach (var (prefix, suffix, entry) in _inside)
        {
            if (name.Length >= prefix.Length + suffix.Length
                && name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal))
                yield return (entry, prefix.Length + suffix.Length);
        }
    }

    // Compared as evidence is kept. A name that is nothing but an id would stand for every id.
    private void AddExact(CatalogueEntry entry)
    {
        var name = TrackerName.Of(entry.Pattern);
        if (name.Count(c => c != '*') >= Math.Min(ShortPrefix, entry.Pattern.Length))
            Add(_exact, name, entry);
    }

    private void AddPrefix(CatalogueEntry entry, string prefix)
    {
        Add(_prefixes, prefix, entry);
        _longestPrefix = Math.Max(_longestPrefix, prefix.Length);
    }

    private static void Add(Dictionary<string, List<CatalogueEntry>> entries, string key, CatalogueEntry entry)
    {
        if (entries.TryGetValue(key, out var same))
            same.Add(entry);
        else
            entries.Add(key, [entry]);
    }
}
