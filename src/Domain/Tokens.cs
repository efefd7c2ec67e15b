using System.Text;

namespace Schedules.Domain;

public enum TokenKind
{
    /// <summary>What stands without quotes: a name, an operator, a value.</summary>
    Word,

    /// <summary>What stood in double quotes.</summary>
    Text,

    /// <summary>A single character that the language gives a meaning, such as a parenthesis.</summary>
    Mark,

    End,
}

/// <summary>A part of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Without quotes, escapes resolved.</param>
/// <param name="Position">Where it starts; the first character is 1.</param>
/// <param name="Star">Index in the value of the first <c>*</c> that was neither quoted nor escaped; -1 where there is none.</param>
public sealed record Token(TokenKind Kind, string Value, int Position, int Star = -1)
{
    public bool Is(TokenKind kind, string value) => Kind == kind && Value == value;

    /// <summary>As errors name it.</summary>
    public override string ToString() => Kind == TokenKind.End ? "the end" : $"\"{Value}\"";
}

/// <summary>An expression that cannot be read: where, and what would have to stand there.</summary>
public sealed class ExpressionException(int position, string message) : Exception(message)
{
    /// <summary>The first character is 1.</summary>
    public int Position { get; } = position;

    /// <summary>As the refusal of the member that held the expression.</summary>
    public InvalidValueException For(string field, string expression, string what) =>
        new(field, expression, $"{what}: at position {Position} {Message}");
}

/// <summary>
/// Cuts an expression into words, quoted texts and marks. In quotes <c>\"</c> and <c>\\</c> stand for the character after the backslash; in words
/// a backslash takes any character as it is.
/// </summary>
public sealed class Tokens
{
    private readonly string _expression;
    private readonly string _marks;
    private int _at;

    private Tokens(string expression, string marks) => (_expression, _marks) = (expression, marks);

    /// <returns>The tokens in order; the last is always the end.</returns>
    /// <exception cref="ExpressionException">A quote is not closed, or a backslash escapes nothing that it may.</exception>
    public static IReadOnlyList<Token> Of(string expression, string marks)
    {
        var tokens = new Tokens(expression, marks);
        var list = new List<Token>();
        do
            list.Add(tokens.Next());
        while (list[^1].Kind != TokenKind.End);
        return list;
    }

    private Token Next()
    {
        while (_at < _expression.Length && char.IsWhiteSpace(_expression[_at]))
            _at++;
        if (_at == _expression.Length)
            return new(TokenKind.End, "", _at + 1);
        if (_marks.Contains(_expression[_at]))
            return new(TokenKind.Mark, _expression[_at++].ToString(), _at);
        return _expression[_at] == '"' ? Quoted() : Word();
    }

    private Token Quoted()
    {
        var start = _at++;
        var value = new StringBuilder();
        for (; _at < _expression.Length && _expression[_at] != '"'; _at++)
        {
            if (_expression[_at] == '\\' && (++_at == _expression.Length || _expression[_at] is not ('"' or '\\')))
                throw new ExpressionException(_at, "a backslash must be followed by a quote or another backslash");
            value.Append(_expression[_at]);
        }

        if (_at == _expression.Length)
            throw new ExpressionException(start + 1, "a quote begins that is not closed");
        _at++;
        return new(TokenKind.Text, value.ToString(), start + 1);
    }

    private Token Word()
    {
        var (start, star) = (_at, -1);
        var value = new StringBuilder();
        for (; _at < _expression.Length && !EndsWord(_expression[_at]); _at++)
        {
            if (_expression[_at] == '\\')
                Escape();
            else if (_expression[_at] == '*' && star < 0)
                star = value.Length;
            value.Append(_expression[_at]);
        }

        return new(TokenKind.Word, value.ToString(), start + 1, star);
    }

    private void Escape()
    {
        if (++_at == _expression.Length)
            throw new ExpressionException(_at, "a backslash must be followed by the character that it stands before");
    }

    private bool EndsWord(char c) => c == '"' || char.IsWhiteSpace(c) || _marks.Contains(c);
}
