using System.Text;
using System.Text.Json;
using Schedules.Domain;

namespace Schedules.WebApi.Json;

/// <summary>The first stage: is it JSON at all, and text that can be stored?</summary>
public static class JsonSyntax
{
    /// <summary>Objects and arrays in each other: as many as the second stage reads, which is the framework's default.</summary>
    public const int MaxDepth = 32;

    private const int MaxShown = 200;

    // Whatever fits into a body is read, so that what is too deep can be told from what is malformed.
    private static readonly JsonDocumentOptions _anyDepth = new() { MaxDepth = int.MaxValue };

    /// <exception cref="BadHttpRequestException">It is not JSON, is nested deeper than 32 levels, or names a member twice.</exception>
    /// <exception cref="InvalidValueException">A text holds half a character, or the character NUL.</exception>
    public static JsonDocument Parse(byte[] body, Encoding encoding)
    {
        try
        {
            var document = JsonDocument.Parse(encoding.GetString(body).TrimStart('\uFEFF').AsMemory(), _anyDepth);
            Check(document.RootElement, "", 1);
            return document;
        }
        catch (DecoderFallbackException e)
        {
            throw new BadHttpRequestException("The body must be JSON in UTF-8; it holds bytes that are not.", e);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new BadHttpRequestException("The body must be JSON" + Where(e as JsonException), e);
        }
    }

    private static string Where(JsonException? e) => e is { LineNumber: { } line, BytePositionInLine: { } position }
        ? $"; it is malformed at line {line + 1}, position {position + 1}."
        : "; it is malformed.";

    private static void Check(JsonElement element, string path, int depth)
    {
        if (depth > MaxDepth && element.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            throw new BadHttpRequestException($"The body must be JSON, nested no deeper than {MaxDepth} levels.");
        if (element.ValueKind == JsonValueKind.Object)
        {
            CheckMembers(element, path, depth);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in element.EnumerateArray().Index())
                Check(item, $"{path}[{index}]", depth + 1);
        }
        else if (element.ValueKind == JsonValueKind.String && !IsStorable(element))
        {
            throw new InvalidValueException(path.Length == 0 ? "body" : path, element.GetRawText(), "a text of whole Unicode characters without NUL");
        }
    }

    private static void CheckMembers(JsonElement element, string path, int depth)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var name = member.Name;
            var place = path.Length == 0 ? name : $"{path}.{name}";
            if (!names.Add(name))
                throw new BadHttpRequestException($"The body must be JSON that names each member once; {Shortened(place)} appears twice.");
            Check(member.Value, place, depth + 1);
        }
    }

    private static string Shortened(string place) => place.Length > MaxShown ? place[..MaxShown] + "…" : place;

    private static bool IsStorable(JsonElement text)
    {
        try
        {
            return !text.GetString()!.Contains('\0');
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
