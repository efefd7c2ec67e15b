using Schedules.Domain;

namespace Schedules.Application.Common;

/// <summary>What the <c>filters</c> of a list ask for: <c>state eq "ENFORCED" and not (name sw "Old" or id in ("a", "b"))</c>.</summary>
public abstract record Filter
{
    /// <exception cref="InvalidValueException">filters: it is none; the message tells the position.</exception>
    public static Filter Parse(string text, FilterFields fields)
    {
        try
        {
            return new FilterParser(Tokens.Of(text, "(),"), fields).Parse();
        }
        catch (ExpressionException error)
        {
            throw error.For("filters", text, "a filter");
        }
    }
}

public sealed record AndFilter(Filter Left, Filter Right) : Filter;

public sealed record OrFilter(Filter Left, Filter Right) : Filter;

public sealed record NotFilter(Filter Of) : Filter;

/// <param name="Field">One that the list can be filtered by.</param>
/// <param name="Operator">One that the field knows: eq, in, sw or co.</param>
/// <param name="Values">One or more for in, and else one.</param>
public sealed record ComparisonFilter(string Field, string Operator, IReadOnlyList<string> Values) : Filter;

/// <summary>The fields that a list can be filtered by, with the operators and, where only some are known, the values of each.</summary>
public sealed class FilterFields : Dictionary<string, (string[] Operators, string[]? Values)>
{
    public FilterFields()
        : base(StringComparer.Ordinal)
    {
    }

    public void Add(string field, params string[] operators) => Add(field, (operators, null));
}

/// <summary>
/// The grammar, a method a rule; <c>not</c> binds closer than <c>and</c>, and <c>and</c> than <c>or</c>:
/// <code>
/// or         = and *("or" and)
/// and        = not *("and" not)
/// not        = "not" not / "(" or ")" / comparison
/// comparison = field operator text / field "in" "(" text *("," text) ")"
/// </code>
/// </summary>
internal sealed class FilterParser(IReadOnlyList<Token> tokens, FilterFields fields)
{
    // Each nests the statement that the database gets, and too deep a one ends the process.
    private const int MaxComparisons = 100;
    private const int MaxDepth = 32;
    private const int MaxValues = 500;

    private int _at;
    private int _comparisons;
    private int _depth;

    private Token Current => tokens[_at];

    public Filter Parse()
    {
        var filter = Or();
        return Current.Kind == TokenKind.End ? filter : throw Expected("and, or or the end");
    }

    private Filter Or()
    {
        var filter = And();
        while (Take("or"))
            filter = new OrFilter(filter, And());
        return filter;
    }

    private Filter And()
    {
        var filter = Not();
        while (Take("and"))
            filter = new AndFilter(filter, Not());
        return filter;
    }

    private Filter Not()
    {
        var start = Current;
        if (Take("not"))
            return new NotFilter(Deeper(start, Not));
        if (!TakeMark("("))
            return Comparison();
        var inner = Deeper(start, Or);
        return TakeMark(")") ? inner : throw Expected("and, or or a closing parenthesis");
    }

    private Filter Deeper(Token start, Func<Filter> rule)
    {
        if (++_depth > MaxDepth)
            throw new ExpressionException(start.Position, $"a filter nests at most {MaxDepth} deep");
        var filter = rule();
        _depth--;
        return filter;
    }

    private ComparisonFilter Comparison()
    {
        if (++_comparisons > MaxComparisons)
            throw new ExpressionException(Current.Position, $"a filter compares at most {MaxComparisons} times");
        var field = Word(fields.Keys);
        var (operators, known) = fields[field];
        var comparison = Word(operators, $" after {field}");
        return new(field, comparison, comparison == "in" ? List(known) : [Value(known)]);
    }

    private List<string> List(string[]? known)
    {
        if (!TakeMark("("))
            throw Expected("an opening parenthesis");
        List<string> values = [Value(known)];
        while (TakeMark(","))
            values.Add(Value(known));
        if (values.Count > MaxValues)
            throw new ExpressionException(Current.Position, $"a list has at most {MaxValues} values");
        return TakeMark(")") ? values : throw Expected("a comma or a closing parenthesis");
    }

    private string Value(string[]? known)
    {
        var value = Current;
        if (value.Kind != TokenKind.Text)
            throw Expected("a value in double quotes");
        _at++;
        if (known is null)
            return value.Value;
        return Array.Find(known, one => one.Equals(value.Value, StringComparison.OrdinalIgnoreCase))
            ?? throw new ExpressionException(value.Position, $"{OneOf(known)} is expected, not {value}");
    }

    private string Word(IReadOnlyCollection<string> words, string where = "")
    {
        if (Current.Kind != TokenKind.Word || !words.Contains(Current.Value))
            throw Expected(OneOf(words) + where);
        return tokens[_at++].Value;
    }

    private static string OneOf(IReadOnlyCollection<string> words) => words.Count == 1 ? words.First() : "one of " + string.Join(", ", words);

    private bool Take(string word) => Take(TokenKind.Word, word);

    private bool TakeMark(string mark) => Take(TokenKind.Mark, mark);

    private bool Take(TokenKind kind, string value)
    {
        var found = Current.Is(kind, value);
        _at += found ? 1 : 0;
        return found;
    }

    private ExpressionException Expected(string what) => new(Current.Position, $"{what} is expected, not {Current}");
}
