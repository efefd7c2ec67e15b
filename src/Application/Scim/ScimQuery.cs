using System.Linq.Expressions;
using NodaTime;
using NodaTime.Text;

namespace Schedules.Application.Scim;

/// <summary>How an attribute is compared.</summary>
/// <param name="Of">The member; texts that compare in any case are in lower case here.</param>
/// <param name="AnyCase">Whether upper and lower case are one.</param>
internal sealed record ScimAttribute<T>(LambdaExpression Of, bool AnyCase = false)
{
    public static ScimAttribute<T> Text(Expression<Func<T, string?>> of, bool anyCase = false) => new(of, anyCase);

    public static ScimAttribute<T> Flag(Expression<Func<T, bool>> of) => new(of);

    public static ScimAttribute<T> Moment(Expression<Func<T, Instant>> of) => new(of);

    /// <summary>A comparison that the attribute has its own way with; null where it has none for the operator.</summary>
    public Func<string, string, Expression<Func<T, bool>>?> Special { get; init; } = (_, _) => null;
}

/// <summary>Translates filters to what the database is asked.</summary>
internal sealed class ScimQuery<T>(IReadOnlyDictionary<string, ScimAttribute<T>> attributes)
{
    private static readonly ParameterExpression _row = Expression.Parameter(typeof(T), "row");

    /// <exception cref="ScimException">It is no filter, or about what cannot be filtered by.</exception>
    public Expression<Func<T, bool>> Where(string filter) => Expression.Lambda<Func<T, bool>>(Translate(ScimFilter.Parse(filter)), _row);

    private Expression Translate(ScimFilter filter) => filter switch
    {
        ScimFilter.And and => Expression.AndAlso(Translate(and.Left), Translate(and.Right)),
        ScimFilter.Or or => Expression.OrElse(Translate(or.Left), Translate(or.Right)),
        ScimFilter.Not not => Expression.Not(Translate(not.Inner)),
        ScimFilter.Comparison comparison => Compare(comparison),
        _ => throw ScimException.Filter("There is no such filter."),
    };

    private Expression Compare(ScimFilter.Comparison comparison)
    {
        if (!attributes.TryGetValue(comparison.Attribute, out var attribute))
            throw ScimException.Filter($"There is no filtering by \"{comparison.Attribute}\"; there is by {string.Join(", ", attributes.Keys)}.");
        if (comparison.Value is string special && attribute.Special(comparison.Operator, special) is { } own)
            return Inlined(own);
        var member = Inlined(attribute.Of);
        return member.Type == typeof(string) ? OfText(member, comparison, attribute.AnyCase)
            : member.Type == typeof(bool) ? OfFlag(member, comparison)
            : OfMoment(member, comparison);
    }

    private static BinaryExpression OfText(Expression member, ScimFilter.Comparison comparison, bool anyCase)
    {
        var (isNull, notNull) = (Expression.Equal(member, Expression.Constant(null, typeof(string))), Expression.NotEqual(member, Expression.Constant(null, typeof(string))));
        if (comparison.Operator == "pr" || (comparison is { Operator: "ne", Value: null }))
            return notNull;
        if (comparison is { Operator: "eq", Value: null })
            return isNull;
        if (comparison.Value is not string text)
            throw ScimException.Filter($"\"{comparison.Attribute}\" is compared with a text in quotes.");
        var value = Parameter(anyCase ? text.ToLowerInvariant() : text);
        return comparison.Operator switch
        {
            "eq" => Expression.Equal(member, value),
            "ne" => Expression.OrElse(isNull, Expression.NotEqual(member, value)),
            "co" => Expression.AndAlso(notNull, Call(member, nameof(string.Contains), value)),
            "sw" => Expression.AndAlso(notNull, Call(member, nameof(string.StartsWith), value)),
            "ew" => Expression.AndAlso(notNull, Call(member, nameof(string.EndsWith), value)),
            var order => Expression.AndAlso(notNull, Ordered(
                order, Expression.Call(typeof(string), nameof(string.Compare), null, member, value), Expression.Constant(0))),
        };
    }

    private static Expression OfFlag(Expression member, ScimFilter.Comparison comparison) => (comparison.Operator, Flag(comparison.Value)) switch
    {
        ("pr", _) => Expression.Constant(true),
        ("eq", { } flag) => Expression.Equal(member, Expression.Constant(flag)),
        ("ne", { } flag) => Expression.NotEqual(member, Expression.Constant(flag)),
        _ => throw ScimException.Filter($"\"{comparison.Attribute}\" is compared by eq or ne with true or false."),
    };

    // Texts too: a directory sends them.
    private static bool? Flag(object? value) => value is string text && bool.TryParse(text, out var flag) ? flag : value as bool?;

    private static Expression OfMoment(Expression member, ScimFilter.Comparison comparison)
    {
        if (comparison.Operator == "pr")
            return Expression.Constant(true);
        if (comparison.Value is not string text || !OffsetDateTimePattern.ExtendedIso.Parse(text).TryGetValue(default, out var moment))
            throw ScimException.Filter($"\"{comparison.Attribute}\" is compared with a date and time such as \"2026-01-31T09:00:00Z\".");
        return Ordered(comparison.Operator, member, Parameter(moment.ToInstant()));
    }

    private static BinaryExpression Ordered(string name, Expression left, Expression right) => name switch
    {
        "eq" => Expression.Equal(left, right),
        "ne" => Expression.NotEqual(left, right),
        "gt" => Expression.GreaterThan(left, right),
        "ge" => Expression.GreaterThanOrEqual(left, right),
        "lt" => Expression.LessThan(left, right),
        "le" => Expression.LessThanOrEqual(left, right),
        _ => throw ScimException.Filter($"\"{name}\" does not compare such values."),
    };

    private static MethodCallExpression Call(Expression member, string method, Expression value) =>
        Expression.Call(member, typeof(string).GetMethod(method, [typeof(string)])!, value);

    // A member of an object, as the compiler makes it of a variable: it becomes a parameter of the statement.
    private static MemberExpression Parameter<TValue>(TValue value) =>
        Expression.Field(Expression.Constant(new Box<TValue>(value)), nameof(Box<int>.Value));

    private static Expression Inlined(LambdaExpression lambda) => new Inliner(lambda.Parameters[0]).Visit(lambda.Body);

    private sealed class Box<TValue>(TValue value)
    {
        public readonly TValue Value = value;
    }

    private sealed class Inliner(ParameterExpression parameter) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? _row : node;
    }
}
