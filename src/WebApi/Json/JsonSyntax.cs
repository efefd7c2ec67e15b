using System.Text;
using System.Text.Json;
using Schedules.Domain;

namespace Schedules.WebApi.Json;

/// <summary>The first stage: is it JSON at all, and text that can be stored?</summary>
public static class JsonSyntax
{
    private static readonly JsonDocumentOptions _strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <exception cref="BadHttpRequestException">It is not JSON, is nested deeper than 64 levels, or names a member twice.</exception>
    /// <exception cref="InvalidValueException">A text holds half a character, or the character NUL.</exception>
    public static JsonDocument Parse(byte[] body, Encoding encoding)
    {
        try
        {
            var document = JsonDocument.Parse(encoding.GetString(body).TrimStart('\uFEFF').AsMemory(), _strict);
            CheckTexts(document.RootElement, "");
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

    private static void CheckTexts(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
                CheckTexts(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}");
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in element.EnumerateArray().Index())
                CheckTexts(item, $"{path}[{index}]");
        }
        else if (element.ValueKind == JsonValueKind.String && !IsStorable(element))
        {
            throw new InvalidValueException(path.Length == 0 ? "body" : path, element.GetRawText(), "a text of whole Unicode characters without NUL");
        }
    }

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
