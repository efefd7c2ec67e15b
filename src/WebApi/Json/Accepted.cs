using System.Collections;
using System.Text.Json;
using NodaTime;

namespace Schedules.WebApi.Json;

/// <summary>Says in words what a type accepts: the end of the sentence "limit must be …".</summary>
public static class Accepted
{
    private static readonly Dictionary<Type, string> _words = new()
    {
        [typeof(string)] = "a string",
        [typeof(bool)] = "true or false",
        [typeof(int)] = "a whole number of at most 32 bits",
        [typeof(long)] = "a whole number of at most 64 bits",
        [typeof(double)] = "a number",
        [typeof(decimal)] = "a number",
        [typeof(Guid)] = "a UUID",
        [typeof(Instant)] = "a date and time in ISO 8601 with an offset, such as 2026-01-31T09:00:00Z",
        [typeof(DateTimeOffset)] = "a date and time in ISO 8601 with an offset, such as 2026-01-31T09:00:00Z",
    };

    public static string Describe(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (_words.TryGetValue(plain, out var words))
            return words;
        if (plain.IsEnum)
            return "one of " + string.Join(", ", Enum.GetValues(plain).Cast<object>().Select(Name));
        return plain.IsAssignableTo(typeof(IEnumerable)) && !IsDictionary(plain) ? "an array" : "an object";
    }

    private static bool IsDictionary(Type type) => type.IsAssignableTo(typeof(IDictionary)) || type.GetInterfaces().Append(type).Any(
        form => form.IsGenericType && form.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>));

    private static string Name(object value) => JsonSerializer.Serialize(value, value.GetType(), JsonSetup.Options).Trim('"');
}
