using System.Linq.Expressions;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>The part of the policies that <c>filters</c> asks for.</summary>
internal static class SodPolicyFilters
{
    private static readonly FilterFields _yearly = new()
    {
        { "id", "eq", "in" },
        { "name", "eq", "in" },
        { "state", (["eq", "in"], Words<PolicyState>()) },
    };

    private static readonly FilterFields _v1 = new()
    {
        { "id", "eq", "in" },
        { "name", "eq", "in", "sw", "co" },
        { "state", (["eq", "in"], Words<PolicyState>()) },
        { "level", (["eq", "in"], Words<PolicyLevel>()) },
        { "type", (["eq"], Words<PolicyType>()) },
        { "description", "eq", "co", "sw" },
        { "ownerRef.name", "eq", "sw" },
    };

    /// <param name="policies">All of them.</param>
    /// <param name="filters">Null or empty for no filter.</param>
    /// <param name="version">Which fields and operators there are.</param>
    /// <param name="ownerName">How a policy's owner is called now.</param>
    /// <exception cref="InvalidValueException">filters: it cannot be read; the message tells the position.</exception>
    public static IQueryable<SodPolicy> Filtered(
        this IQueryable<SodPolicy> policies, string? filters, SodPolicyVersion version, Expression<Func<SodPolicy, string?>> ownerName)
    {
        if (string.IsNullOrEmpty(filters))
            return policies;
        var filter = Filter.Parse(filters, version == SodPolicyVersion.V1 ? _v1 : _yearly);
        return policies.Where(filter.ToCondition<SodPolicy>(comparison => Compare(comparison, ownerName)));
    }

    private static Expression<Func<SodPolicy, bool>> Compare(ComparisonFilter comparison, Expression<Func<SodPolicy, string?>> ownerName) =>
        comparison.Field switch
        {
            "id" => IsOneOf([.. comparison.Values.Select(SodPolicies.ParseId).OfType<Guid>()]),
            "state" => IsOneOf([.. Parsed<PolicyState>(comparison)]),
            "level" => IsOneOf([.. Parsed<PolicyLevel>(comparison).Select(level => (PolicyLevel?)level)]),
            "type" => IsOneOf([.. Parsed<PolicyType>(comparison)]),
            "name" => Text(policy => policy.Name, comparison),
            "description" => Text(policy => policy.Description, comparison),
            "ownerRef.name" => ownerName.AsText(comparison),
            _ => throw new InvalidOperationException($"{comparison} has no such field."),
        };

    private static Expression<Func<SodPolicy, bool>> IsOneOf(List<Guid> ids) => policy => ids.Contains(policy.Id);

    private static Expression<Func<SodPolicy, bool>> IsOneOf(List<PolicyState> states) => policy => states.Contains(policy.State);

    private static Expression<Func<SodPolicy, bool>> IsOneOf(List<PolicyLevel?> levels) => policy => levels.Contains(policy.Level);

    private static Expression<Func<SodPolicy, bool>> IsOneOf(List<PolicyType> types) => policy => types.Contains(policy.Type);

    private static Expression<Func<SodPolicy, bool>> Text(Expression<Func<SodPolicy, string?>> member, ComparisonFilter comparison) =>
        member.AsText(comparison);

    private static IEnumerable<T> Parsed<T>(ComparisonFilter comparison)
        where T : struct, Enum =>
        comparison.Values.Select(value => Word.Parse<T>("filters", value));

    private static string[] Words<T>()
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(Word.Of)];
}
