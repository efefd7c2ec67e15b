namespace Schedules.Domain.Schedules;

/// <summary>The exact words that stand for an enum's cases in JSON. Case matters.</summary>
internal sealed class WireWords<T>(string field, Func<T, string> spell)
    where T : struct, Enum
{
    private readonly T[] _cases = Enum.GetValues<T>();
    private readonly string[] _words = Array.ConvertAll(Enum.GetValues<T>(), value => spell(value));

    public T Parse(string? word)
    {
        var index = Array.IndexOf(_words, word);
        return index >= 0 ? _cases[index] : throw Refused(word);
    }

    public string Of(T value)
    {
        var index = Array.IndexOf(_cases, value);
        return index >= 0 ? _words[index] : throw Refused(value.ToString());
    }

    private InvalidValueException Refused(string? word) =>
        new(field, Selector.Shorten(word), $"one of {string.Join(", ", _words)}");
}
