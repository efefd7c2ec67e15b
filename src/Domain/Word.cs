using System.Text.RegularExpressions;

namespace Schedules.Domain;

/// <summary>How the values of an enum are written in the API: <c>NotEnforced</c> is <c>NOT_ENFORCED</c>.</summary>
public static partial class Word
{
    public static string Of<T>(T value)
        where T : struct, Enum =>
        InnerCapital().Replace(value.ToString(), "_$0").ToUpperInvariant();

    /// <exception cref="InvalidValueException">The word is missing, or none of the enum's.</exception>
    public static T Parse<T>(string field, string? word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Of(value) == word)
                return value;
        }

        throw new InvalidValueException(field, word, string.Join(" or ", Enum.GetValues<T>().Select(Of)));
    }

    /// <summary>As <see cref="Parse"/>, where the word may be absent.</summary>
    public static T? ParseOptional<T>(string field, string? word)
        where T : struct, Enum =>
        word is null ? null : Parse<T>(field, word);

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InnerCapital();
}
