using System.Linq.Expressions;

namespace Schedules.Application.Common;

/// <summary>Makes conditions of a query of filters.</summary>
public static class FilterExpressions
{
    /// <param name="filter">What is asked for.</param>
    /// <param name="compare">What a comparison means.</param>
    public static Expression<Func<T, bool>> ToCondition<T>(this Filter filter, Func<ComparisonFilter, Expression<Func<T, bool>>> compare)
    {
        var row = Expression.Parameter(typeof(T), "row");
        return Expression.Lambda<Func<T, bool>>(Make(filter), row);

        Expression Make(Filter part) => part switch
        {
            AndFilter and => Expression.AndAlso(Make(and.Left), Make(and.Right)),
            OrFilter or => Expression.OrElse(Make(or.Left), Make(or.Right)),
            NotFilter not => Expression.Not(Make(not.Of)),
            ComparisonFilter comparison => In(compare(comparison), row),
            _ => throw new InvalidOperationException($"{part} is no filter."),
        };
    }

    /// <summary>A member compared as a text, without regard to upper and lower case.</summary>
    /// <exception cref="InvalidOperationException">The comparison has another operator than eq, in, sw and co.</exception>
    public static Expression<Func<T, bool>> AsText<T>(this Expression<Func<T, string?>> member, ComparisonFilter comparison)
    {
        Expression<Func<string?, bool>> condition = comparison.Operator switch
        {
            "eq" or "in" => Equal(comparison.Values),
            "sw" => StartsWith(comparison.Values[0]),
            "co" => Contains(comparison.Values[0]),
            _ => throw new InvalidOperationException($"{comparison} does not compare a text."),
        };
        return Expression.Lambda<Func<T, bool>>(In(condition, member.Body), member.Parameters);
    }

    // The first half finds what the database's own way to lower letters would change into something else: some know those of English only.
#pragma warning disable CA1304, CA1307, CA1311, CA1862, MA0001, MA0011, MA0074 // These methods are statements of the database here, which knows them without a culture.
    private static Expression<Func<string?, bool>> Equal(IReadOnlyList<string> values)
    {
        var lowered = values.Select(value => value.ToLowerInvariant()).ToList();
        return text => values.Contains(text!) || lowered.Contains(text!.ToLower());
    }

    private static Expression<Func<string?, bool>> StartsWith(string value)
    {
        var lowered = value.ToLowerInvariant();
        return text => text!.StartsWith(value) || text.ToLower().StartsWith(lowered);
    }

    private static Expression<Func<string?, bool>> Contains(string value)
    {
        var lowered = value.ToLowerInvariant();
        return text => text!.Contains(value) || text.ToLower().Contains(lowered);
    }
#pragma warning restore CA1304, CA1307, CA1311, CA1862, MA0001, MA0011, MA0074

    /// <summary>The condition's body, of something else than its own parameter.</summary>
    private static Expression In(LambdaExpression condition, Expression of) => new Put(condition.Parameters[0], of).Visit(condition.Body);

    private sealed class Put(ParameterExpression parameter, Expression inPlace) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? inPlace : node;
    }
}
