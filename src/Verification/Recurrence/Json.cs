using System.Text.Json;

namespace Schedules.Verification.Recurrence;

/// <summary>Members of a rule's JSON. One that is absent or null is null; one of another kind than the rules' language says is refused.</summary>
internal static class Json
{
    public static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? member
            : null;

    /// <exception cref="FormatException">The member is no string.</exception>
    public static string? Text(JsonElement? parent, string name) =>
        Member(parent, name) is { } member ? Text(member) : null;

    /// <exception cref="FormatException">The member is no whole number.</exception>
    public static int? Number(JsonElement? parent, string name)
    {
        if (Member(parent, name) is not { } member)
            return null;
        return member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out var number)
            ? number
            : throw new FormatException($"{name} {member}");
    }

    /// <exception cref="FormatException">The member is no list of strings, or an empty one.</exception>
    public static IEnumerable<string> Texts(JsonElement? parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0
            ? list.EnumerateArray().Select(Text)
            : throw new FormatException($"no {name}");

    private static string Text(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw new FormatException($"{element} in place of a string");
}
