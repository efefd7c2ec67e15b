using Schedules.Domain.Sod;

namespace Schedules.Domain.Access;

/// <summary>How an identity came to something: by itself, by an account of its in a source, or by a group that it is a member of.</summary>
public enum AssignmentKind
{
    Direct,
    Account,
    Group,
}

/// <param name="Kind">The way.</param>
/// <param name="Numbers">What was assigned so; of a group, the group itself.</param>
/// <param name="SourceId">Of an account.</param>
/// <param name="AccountId">Of an account.</param>
public sealed record Assignment(AssignmentKind Kind, int[] Numbers, string? SourceId = null, string? AccountId = null);

/// <summary>Through what an entitlement is held.</summary>
/// <param name="Kind">How the first of <paramref name="Through"/> was assigned.</param>
/// <param name="SourceId">Of the account, where it is one.</param>
/// <param name="AccountId">Of the account, where it is one.</param>
/// <param name="Through">Ids of the groups on the way, the assigned one first; empty where the entitlement itself was assigned.</param>
public sealed record AccessPath(AssignmentKind Kind, string? SourceId, string? AccountId, IReadOnlyList<string> Through);

/// <param name="Entitlement">What is held.</param>
/// <param name="Via">The shortest way to it.</param>
public sealed record HeldEntitlement(EntitlementRef Entitlement, AccessPath Via);

/// <summary>An identity with all the access that it effectively holds: assigned to it, by its accounts and by its groups, at whatever depth.</summary>
public sealed class IdentityAccess(
    AccessCatalogue catalogue, string id, string name, string? email, IReadOnlyList<Assignment> assignments, Func<IdentityAttributes>? attributes = null)
{
    private IdentityAttributes? _attributes;
    private int[]? _effective;

    public string Id { get; } = id;

    public string Name { get; } = name;

    public string? Email { get; } = email;

    /// <summary>Read from their stored form on the first use.</summary>
    public IdentityAttributes Attributes => _attributes ??= attributes?.Invoke() ?? IdentityAttributes.None;

    /// <summary>Numbers of all that is held, ascending, each once: indexes into <see cref="AccessCatalogue"/>.</summary>
    public IReadOnlyList<int> Effective => _effective ??= EffectiveNumbers();

    /// <summary>As <see cref="Effective"/>, to be gone through quickly.</summary>
    public ReadOnlySpan<int> EffectiveSpan => _effective ??= EffectiveNumbers();

    public AccessCatalogue Catalogue => catalogue;

    public IReadOnlyList<Assignment> Assignments => assignments;

    /// <summary>All that is held, by name; ordered by id.</summary>
    public IEnumerable<EntitlementRef> Entitlements =>
        Effective.Select(number => catalogue[number]).OrderBy(entitlement => entitlement.Id, StringComparer.Ordinal);

    /// <summary>All that is held and through what; ordered by id.</summary>
    public IEnumerable<HeldEntitlement> Held =>
        Effective.Select(number => new HeldEntitlement(catalogue[number], Via(number)!)).OrderBy(held => held.Entitlement.Id, StringComparer.Ordinal);

    /// <summary>The shortest way to an entitlement; of ways as short, direct before accounts before groups. Null where it is not held.</summary>
    public AccessPath? Via(int number) => assignments
        .Select(assignment => (Assignment: assignment, Path: catalogue.Graph.Path(assignment.Numbers, number)))
        .Where(way => way.Path is not null)
        .OrderBy(way => way.Path!.Count).ThenBy(way => way.Assignment.Kind)
        .Select(way => new AccessPath(
            way.Assignment.Kind, way.Assignment.SourceId, way.Assignment.AccountId,
            [.. way.Path!.Take(way.Path!.Count - 1).Select(step => catalogue[step].Id)]))
        .FirstOrDefault();

    /// <summary>An identity that was assigned these entitlements and nothing else, with a catalogue of its own.</summary>
    public static IdentityAccess Direct(string id, string name, string? email, params IReadOnlyList<EntitlementRef> entitlements)
    {
        var catalogue = new AccessCatalogue([.. entitlements.Select((entitlement, number) => (number, entitlement))], new Dictionary<int, int[]>());
        return new(catalogue, id, name, email, [new(AssignmentKind.Direct, [.. Enumerable.Range(0, entitlements.Count)])]);
    }

    private int[] EffectiveNumbers() => catalogue.Graph.Effective(assignments switch
    {
        [] => [],
        [var only] => only.Numbers,
        _ => [.. assignments.SelectMany(assignment => assignment.Numbers).Distinct().Order()],
    });
}
