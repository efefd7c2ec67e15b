using System.Linq.Expressions;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>The order of a list of policies; the oldest first where nobody says.</summary>
internal static class SodPolicySorters
{
    private const string Accepted =
        "a comma separated list of id, name, created, modified and description, each with - before it for descending order";

    /// <exception cref="InvalidValueException">A sorter names no such member.</exception>
    public static IQueryable<SodPolicy> Sorted(this IQueryable<SodPolicy> policies, string? sorters)
    {
        // No order yet, so that each sorter only adds to it.
        var ordered = policies.OrderBy(_ => 0);
        // Distinct: each one deepens the query, and a thousand of them overflow the stack, which ends the process.
        foreach (var sorter in (string.IsNullOrEmpty(sorters) ? "created" : sorters).Split(',', StringSplitOptions.TrimEntries).Distinct())
            ordered = ordered.ThenBySorter(sorter);
        // Equal ones keep one order, so that parts of the list neither overlap nor leave one out.
        return ordered.ThenBy(policy => policy.Id);
    }

    private static IOrderedQueryable<SodPolicy> ThenBySorter(this IOrderedQueryable<SodPolicy> policies, string sorter) =>
        sorter.TrimStart('-') switch
        {
            _ when sorter.StartsWith("--", StringComparison.Ordinal) => throw new InvalidValueException("sorters", sorter, Accepted),
            "id" => policies.Then(policy => policy.Id, sorter),
            "name" => policies.Then(policy => policy.Name, sorter),
            "created" => policies.Then(policy => policy.Created, sorter),
            "modified" => policies.Then(policy => policy.Modified, sorter),
            "description" => policies.Then(policy => policy.Description, sorter),
            _ => throw new InvalidValueException("sorters", sorter, Accepted),
        };

    private static IOrderedQueryable<SodPolicy> Then<TKey>(
        this IOrderedQueryable<SodPolicy> policies, Expression<Func<SodPolicy, TKey>> member, string sorter) =>
        sorter[0] == '-' ? policies.ThenByDescending(member) : policies.ThenBy(member);
}
