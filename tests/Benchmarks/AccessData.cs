using NodaTime;
using Schedules.Domain.Access;
using Schedules.Domain.Sod;

namespace Schedules.Benchmarks;

/// <summary>
/// Access as a large organization has it, the same in every run: a hundred departments with a thousand entitlements each; whoever works in one holds 45 of
/// its own and 5 of anybody's. Policies keep two departments' access apart, 50 entitlements a side, which is the most that there may be.
/// </summary>
internal static class AccessData
{
    public const int Policies = 500;
    public const int Held = 50;

    private const int Departments = 100;
    private const int InADepartment = 1000;
    private const int OfAnybody = 5;
    private const int ASide = AccessCriteria.MaxItems;
    private const int Total = Departments * InADepartment;

    private static readonly Instant _now = Instant.FromUtc(2026, 1, 1, 0, 0);

    public static int Identities => Size.Of(1_000_000);

    public static string IdOf(int entitlement) => $"ent-{entitlement:D6}";

    public static AccessCatalogue Catalogue() => new(
        [.. Enumerable.Range(0, Total).Select(number => (number, new EntitlementRef(IdOf(number), $"Entitlement {number}")))], new Dictionary<int, int[]>());

    public static IEnumerable<EntitlementNumber> Numbers(Guid organization) =>
        Enumerable.Range(0, Total).Select(number => new EntitlementNumber(organization, number, IdOf(number)));

    public static IEnumerable<Entitlement> Entitlements(Guid organization) =>
        Enumerable.Range(0, Total).Select(number => new Entitlement(organization, IdOf(number), $"Entitlement {number}"));

    /// <param name="random">Of the identity before, or fresh.</param>
    /// <param name="i">The identity's number.</param>
    /// <returns>Numbers, ascending, each once.</returns>
    public static int[] HeldBy(Random random, int i)
    {
        var department = i % Departments * InADepartment;
        var held = new HashSet<int>(Held);
        while (held.Count < Held - OfAnybody)
            held.Add(department + random.Next(InADepartment));
        while (held.Count < Held)
            held.Add(random.Next(Total));
        return [.. held.Order()];
    }

    public static Identity Identity(Guid organization, Random random, int i) => new(
        organization, $"identity-{i:D7}", new($"Identity {i}", $"identity-{i:D7}@example.org") { Entitlements = EntitlementSet.Of(HeldBy(random, i)) }, _now);

    /// <summary>The numbers of both sides of each policy.</summary>
    public static List<(int[] Left, int[] Right)> Sides()
    {
        var random = new Random(2);
        var sides = new List<(int[], int[])>(Policies);
        for (var i = 0; i < Policies; i++)
            sides.Add((Side(random, i % Departments), Side(random, (i + 1 + (i / Departments)) % Departments)));
        return sides;
    }

    public static SodPolicy Policy(Guid organization, int i, (int[] Left, int[] Right) sides) => new(
        Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(i)), organization,
        new PolicyTerms
        {
            Name = $"Policy {i}",
            Type = PolicyType.ConflictingAccessBased,
            ConflictingAccessCriteria = new(new("left", Refs(sides.Left)), new("right", Refs(sides.Right))),
        },
        "benchmark", _now);

    /// <summary>The same, asked by a query, and not of those who hold something that excuses them.</summary>
    public static SodPolicy Query(Guid organization, int i, (int[] Left, int[] Right) sides) => new(
        Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(i)), organization,
        new PolicyTerms
        {
            Name = $"Query {i}",
            PolicyQuery = $"{new AccessCriteria(null, Refs(sides.Left)).Query} AND {new AccessCriteria(null, Refs(sides.Right)).Query} AND NOT @access(id:{IdOf(i)})",
        },
        "benchmark", _now);

    private static EntitlementRef[] Refs(int[] numbers) => [.. numbers.Select(number => new EntitlementRef(IdOf(number)))];

    private static int[] Side(Random random, int department)
    {
        var side = new HashSet<int>();
        while (side.Count < ASide)
            side.Add((department * InADepartment) + random.Next(InADepartment));
        return [.. side];
    }
}
