using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Schedules.Domain;

namespace Schedules.WebApi.Json;

/// <summary>The second stage: does each member have its type?</summary>
public static partial class JsonTypes
{
    /// <exception cref="InvalidValueException">A member has another type than the one that is read.</exception>
    public static object Read(JsonElement root, Type type, JsonSerializerOptions options)
    {
        try
        {
            return root.Deserialize(type, options) ?? throw Refuse(root, type, "$", options);
        }
        catch (JsonException e)
        {
            throw Refuse(root, type, e.Path ?? "$", options);
        }
    }

    /// <summary>As <see cref="Read(JsonElement, Type, JsonSerializerOptions)"/>, of a document that was put together here.</summary>
    /// <exception cref="InvalidValueException">A member has another type than the one that is read.</exception>
    public static T Read<T>(JsonNode document)
    {
        using var parsed = JsonSyntax.Parse(Encoding.UTF8.GetBytes(document.ToJsonString(JsonSetup.Options)), Encoding.UTF8);
        return (T)Read(parsed.RootElement, typeof(T), JsonSetup.Options);
    }

    private static InvalidValueException Refuse(JsonElement root, Type type, string path, JsonSerializerOptions options)
    {
        JsonElement? value = root;
        Type? expected = type;
        foreach (Match step in Step().Matches(path))
        {
            var name = step.Groups["name"].Value;
            value = Into(value, name);
            expected = Into(expected, name, options);
        }

        if (InList(value, expected, options) is { } deeper)
            return Refuse(root, type, path + deeper, options);
        var field = path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path.TrimStart('$');
        return new(field.Length == 0 ? "body" : field, Shown(value), Accepted.Describe(expected ?? typeof(object)));
    }

    // The reader's path ends at a list that is a member: which element it refused, it does not say.
    private static string? InList(JsonElement? value, Type? type, JsonSerializerOptions options)
    {
        if (value is not { ValueKind: JsonValueKind.Array } list || type is null || options.GetTypeInfo(type).ElementType is not { } element)
            return null;
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            try
            {
                _ = item.Deserialize(element, options);
            }
            catch (JsonException e)
            {
                return string.Create(CultureInfo.InvariantCulture, $"[{index}]{(e.Path ?? "$")[1..]}");
            }
        }

        return null;
    }

    private static JsonElement? Into(JsonElement? value, string step) => value switch
    {
        { ValueKind: JsonValueKind.Object } e => e.TryGetProperty(step, out var member) ? member : null,
        { ValueKind: JsonValueKind.Array } e when int.TryParse(step, CultureInfo.InvariantCulture, out var index) && index < e.GetArrayLength() => e[index],
        _ => null,
    };

    private static Type? Into(Type? type, string step, JsonSerializerOptions options)
    {
        if (type is null)
            return null;
        var info = options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        return info.Kind == JsonTypeInfoKind.Object
            ? info.Properties.FirstOrDefault(property => property.Name == step)?.PropertyType
            : info.ElementType;
    }

    private static string? Shown(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.String } text ? text.GetString() : value?.GetRawText();

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\[(?<name>\d+)\]|\['(?<name>[^']*)'\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Step();
}
