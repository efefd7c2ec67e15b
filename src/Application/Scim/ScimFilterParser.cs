using System.Globalization;
using System.Text.Json;

namespace Schedules.Application.Scim;

/// <summary>Reads a filter: "or" binds less than "and", "and" less than "not". A filter in brackets is told of the attribute before it.</summary>
internal sealed class ScimFilterParser(string text)
{
    private const int MaxLength = 10_000;
    private const int MaxDepth = 50;

    private static readonly HashSet<string> _operators = new(["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le", "pr"], StringComparer.Ordinal);

    private int _at;
    private int _depth;

    public ScimFilter Parse()
    {
        if (text.Length > MaxLength)
            throw ScimException.Filter($"The filter must have at most {MaxLength} characters.");
        var filter = Or("");
        SkipBlanks();
        return _at == text.Length ? filter : throw Unexpected("the end, and or or");
    }

    private ScimFilter Or(string parent)
    {
        var left = And(parent);
        while (Word("or"))
            left = new ScimFilter.Or(left, And(parent));
        return left;
    }

    private ScimFilter And(string parent)
    {
        var left = Term(parent);
        while (Word("and"))
            left = new ScimFilter.And(left, Term(parent));
        return left;
    }

    private ScimFilter Term(string parent)
    {
        if (++_depth > MaxDepth)
            throw ScimException.Filter($"The filter must be nested at most {MaxDepth} times.");
        try
        {
            if (Word("not"))
                return new ScimFilter.Not(InParentheses(parent));
            return Peek() == '(' ? InParentheses(parent) : Expression(parent);
        }
        finally
        {
            _depth--;
        }
    }

    private ScimFilter InParentheses(string parent)
    {
        Require('(');
        var inner = Or(parent);
        Require(')');
        return inner;
    }

    private ScimFilter Expression(string parent)
    {
        var attribute = ScimPath.WithoutSchema(Name()).ToLowerInvariant();
        if (parent.Length > 0 || Peek() != '[')
            return Comparison(parent + attribute);
        Require('[');
        var inner = Or(attribute + ".");
        Require(']');
        return Peek() == '.' ? new ScimFilter.And(inner, Comparison(attribute + Name().ToLowerInvariant())) : inner;
    }

    private ScimFilter.Comparison Comparison(string attribute)
    {
        var name = Name().ToLowerInvariant();
        if (!_operators.Contains(name))
            throw ScimException.Filter($"The filter has \"{name}\" where one of {string.Join(", ", _operators)} is needed, at position {_at - name.Length + 1}.");
        return new(attribute, name, name == "pr" ? null : Value());
    }

    private object? Value()
    {
        SkipBlanks();
        var start = _at;
        if (Peek() == '"')
            return Quoted();
        while (_at < text.Length && text[_at] is not (' ' or ')' or ']'))
            _at++;
        return text[start.._at] switch
        {
            "true" or "True" => true,
            "false" or "False" => false,
            "null" => null,
            var number when decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
            _ => throw Unexpected("a value, texts in quotes,", start),
        };
    }

    private string Quoted()
    {
        var start = _at++;
        while (_at < text.Length && text[_at] != '"')
            _at += text[_at] == '\\' ? 2 : 1;
        if (_at >= text.Length)
            throw Unexpected("the quote's end", text.Length);
        _at++;
        try
        {
            return JsonSerializer.Deserialize<string>(text[start.._at])!;
        }
        catch (JsonException)
        {
            throw Unexpected("a text as JSON writes it", start);
        }
    }

    private string Name()
    {
        SkipBlanks();
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '.' or ':' or '-' or '_' or '$'))
            _at++;
        return _at > start ? text[start.._at] : throw Unexpected("a name");
    }

    private bool Word(string word)
    {
        SkipBlanks();
        var end = _at + word.Length;
        if (end > text.Length || !text.AsSpan(_at, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase)
            || (end < text.Length && text[end] is not (' ' or '(')))
            return false;
        _at = end;
        return true;
    }

    private char Peek()
    {
        SkipBlanks();
        return _at < text.Length ? text[_at] : '\0';
    }

    private void Require(char sign)
    {
        if (Peek() != sign)
            throw Unexpected($"\"{sign}\"");
        _at++;
    }

    private void SkipBlanks()
    {
        while (_at < text.Length && text[_at] == ' ')
            _at++;
    }

    private ScimException Unexpected(string needed, int? at = null) =>
        ScimException.Filter($"The filter needs {needed} at position {(at ?? _at) + 1}.");
}
