using System.Linq.Expressions;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>The order of a list of policies; the oldest first where nobody says.</summary>
internal static class SodPolicySorters
{
    private const string Yearly = "id, name, created, modified and description";
    private const string V1 = "id, name, created, modified, description and ownerRef.name";

    /// <param name="policies">All of them.</param>
    /// <param name="sorters">Null or empty for the oldest first.</param>
    /// <param name="version">Which sorters there are.</param>
    /// <param name="ownerName">How a policy's owner is called now.</param>
    /// <exception cref="InvalidValueException">A sorter names no such member.</exception>
    public static IQueryable<SodPolicy> Sorted(
        this IQueryable<SodPolicy> policies, string? sorters, SodPolicyVersion version, Expression<Func<SodPolicy, string?>> ownerName)
    {
        // No order yet, so that each sorter only adds to it.
        var ordered = policies.OrderBy(_ => 0);
        // Distinct: each one deepens the query, and a thousand of them overflow the stack, which ends the process.
        foreach (var sorter in (string.IsNullOrEmpty(sorters) ? "created" : sorters).Split(',', StringSplitOptions.TrimEntries).Distinct())
            ordered = ordered.ThenBySorter(sorter, version, ownerName);
        // Equal ones keep one order, so that parts of the list neither overlap nor leave one out.
        return ordered.ThenBy(policy => policy.Id);
    }

    private static IOrderedQueryable<SodPolicy> ThenBySorter(
        this IOrderedQueryable<SodPolicy> policies, string sorter, SodPolicyVersion version, Expression<Func<SodPolicy, string?>> ownerName) =>
        (sorter.StartsWith('-') ? sorter[1..] : sorter) switch
        {
            "id" => policies.Then(policy => policy.Id, sorter),
            "name" => policies.Then(policy => policy.Name, sorter),
            "created" => policies.Then(policy => policy.Created, sorter),
            "modified" => policies.Then(policy => policy.Modified, sorter),
            "description" => policies.Then(policy => policy.Description, sorter),
            "ownerRef.name" when version == SodPolicyVersion.V1 => policies.Then(ownerName, sorter),
            _ => throw new InvalidValueException("sorters", sorter, Accepted(version)),
        };

    private static string Accepted(SodPolicyVersion version) =>
        $"a comma separated list of {(version == SodPolicyVersion.V1 ? V1 : Yearly)}, each with - before it for descending order";

    private static IOrderedQueryable<SodPolicy> Then<TKey>(
        this IOrderedQueryable<SodPolicy> policies, Expression<Func<SodPolicy, TKey>> member, string sorter) =>
        sorter[0] == '-' ? policies.ThenByDescending(member) : policies.ThenBy(member);
}
