namespace Schedules.Domain.Sod;

/// <summary>
/// The grammar of <see cref="PolicyQuery"/>, a method a rule:
/// <code>
/// or    = and *("OR" and)
/// and   = not *("AND" not)
/// not   = "NOT" not / "(" or ")" / "@access" "(" or ")" / field
/// field = name ":" value / "_exists_" ":" name
/// </code>
/// Inside <c>@access</c> fields are those of an entitlement, and there is no second <c>@access</c>.
/// </summary>
internal sealed class PolicyQueryParser(IReadOnlyList<Token> tokens)
{
    private const int MaxDepth = 32;
    private const string Access = "@access";
    private const string Exists = "_exists_";

    private static readonly string[] _operators = ["AND", "OR", "NOT"];

    private int _at;
    private int _depth;
    private bool _inAccess;

    private Token Current => tokens[_at];

    /// <exception cref="ExpressionException">Something stands where the grammar knows nothing like it.</exception>
    public QueryNode Parse()
    {
        var root = Or();
        return Current.Kind == TokenKind.End ? root : throw Expected("AND, OR or the end");
    }

    private QueryNode Or()
    {
        List<QueryNode> parts = [And()];
        while (Take(TokenKind.Word, "OR"))
            parts.Add(And());
        return parts.Count == 1 ? parts[0] : new OrNode([.. parts.SelectMany(part => part is OrNode or ? or.Parts : [part])]);
    }

    private QueryNode And()
    {
        List<QueryNode> parts = [Not()];
        while (Take(TokenKind.Word, "AND"))
            parts.Add(Not());
        return parts.Count == 1 ? parts[0] : new AndNode([.. parts.SelectMany(part => part is AndNode and ? and.Parts : [part])]);
    }

    private QueryNode Not()
    {
        var start = Current;
        if (Take(TokenKind.Word, "NOT"))
            return new NotNode(Deeper(start, Not));
        if (Take(TokenKind.Mark, "("))
            return Closed(start);
        return start.Is(TokenKind.Word, Access) ? AccessPart() : FieldPart();
    }

    private QueryNode Closed(Token start)
    {
        var inner = Deeper(start, Or);
        Require(")", "AND, OR or a closing parenthesis");
        return inner;
    }

    // Both recursions pass here, so that no query, however long, exhausts the stack.
    private QueryNode Deeper(Token start, Func<QueryNode> rule)
    {
        if (++_depth > MaxDepth)
            throw new ExpressionException(start.Position, $"a query nests at most {MaxDepth} deep");
        var node = rule();
        _depth--;
        return node;
    }

    private AccessNode AccessPart()
    {
        var start = Current;
        if (_inAccess)
            throw Expected("id: or name:, inside @access(…),");
        _at++;
        Require("(", "an opening parenthesis");
        _inAccess = true;
        var condition = Closed(start);
        _inAccess = false;
        return new(condition);
    }

    private FieldNode FieldPart()
    {
        if (Current.Is(TokenKind.Word, Exists))
        {
            _at++;
            Require(":", "a colon");
            return new(FieldName(), QueryComparison.Exists, "");
        }

        var name = FieldName();
        Require(":", "a colon");
        return Value(name);
    }

    private string FieldName()
    {
        var name = Current;
        var isField = name.Kind == TokenKind.Word && (IsOfBoth(name.Value) || (!_inAccess && IsOfPerson(name.Value)));
        if (!isField)
            throw Expected(_inAccess ? "id: or name:, inside @access(…)," : "@access(…), id:, name:, email:, attributes.NAME:, NOT or a parenthesis");
        _at++;
        return name.Value;
    }

    private FieldNode Value(string field)
    {
        var value = Current;
        if (value.Kind is not (TokenKind.Word or TokenKind.Text) || (value.Kind == TokenKind.Word && _operators.Contains(value.Value)))
            throw Expected("a value, in quotes where it is more than a word,");
        _at++;
        if (Current.Is(TokenKind.Mark, ":"))
            throw new ExpressionException(Current.Position, "a colon is expected no second time: a value that holds one stands in quotes");
        if (value.Value.Length == 0)
            throw new ExpressionException(value.Position, "a value must not be empty");
        return value.Star < 0 ? new(field, QueryComparison.Equal, value.Value) : Beginning(field, value);
    }

    private static FieldNode Beginning(string field, Token value)
    {
        if (value.Star != value.Value.Length - 1)
            throw new ExpressionException(value.Position, "a star may only end a value; one that is meant as it is stands in quotes");
        return value.Star == 0 ? new(field, QueryComparison.Exists, "") : new(field, QueryComparison.StartsWith, value.Value[..^1]);
    }

    private static bool IsOfBoth(string field) => field is QueryFields.Id or QueryFields.Name;

    private static bool IsOfPerson(string field) =>
        field == QueryFields.Email
        || (field.StartsWith(QueryFields.Attributes, StringComparison.Ordinal) && field.Length > QueryFields.Attributes.Length);

    private bool Take(TokenKind kind, string value)
    {
        var found = Current.Is(kind, value);
        _at += found ? 1 : 0;
        return found;
    }

    private void Require(string mark, string what)
    {
        if (!Take(TokenKind.Mark, mark))
            throw Expected(what);
    }

    private ExpressionException Expected(string what) => new(Current.Position, $"{what} is expected, not {Current}");
}
