using Schedules.Domain.Sod;

namespace Schedules.Domain.Access;

/// <summary>The entitlements of an organization by their numbers, and what contains what.</summary>
public sealed class AccessCatalogue
{
    private readonly EntitlementRef?[] _entitlements;
    private readonly Dictionary<string, int> _numbers;

    /// <param name="entitlements">Each number's entitlement; a number without one means nothing.</param>
    /// <param name="contents">What each group contains.</param>
    public AccessCatalogue(IReadOnlyCollection<(int Number, EntitlementRef Entitlement)> entitlements, IReadOnlyDictionary<int, int[]> contents)
    {
        Graph = new(contents);
        _entitlements = new EntitlementRef?[entitlements.Select(entry => entry.Number + 1).DefaultIfEmpty().Max()];
        _numbers = new(entitlements.Count, StringComparer.Ordinal);
        foreach (var (number, entitlement) in entitlements)
            (_entitlements[number], _numbers[entitlement.Id]) = (entitlement, number);
    }

    public AccessGraph Graph { get; }

    /// <summary>Numbers are 0 to this, exclusive.</summary>
    public int Size => _entitlements.Length;

    /// <summary>Numbers that mean something, ascending.</summary>
    public IEnumerable<int> Numbers => Enumerable.Range(0, Size).Where(number => _entitlements[number] is not null);

    /// <summary>Null where nobody was ever assigned an entitlement of this id.</summary>
    public int? NumberOf(string id) => _numbers.TryGetValue(id, out var number) ? number : null;

    public EntitlementRef this[int number] => _entitlements[number] ?? throw new KeyNotFoundException($"No entitlement has the number {number}.");
}
