using System.Runtime.CompilerServices;
using System.Text.Json;
using Schedules.Application.Common;
using Schedules.Domain;

namespace Schedules.Infrastructure.Access;

/// <summary>Rows of a file with a JSON object a line. Members of an object within are columns with a dot: attributes.department.</summary>
internal sealed class NdjsonRows(Stream file) : IRowFile
{
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    private readonly Lines _lines = new(file);

    public IReadOnlyList<string>? Columns => null;

    public async IAsyncEnumerable<FileRow> Rows([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var line = 1L; await _lines.Next(cancellationToken) is { } bytes; line++)
        {
            if (!bytes.AsSpan().Trim(" \t"u8).IsEmpty)
                yield return Row(line, bytes);
        }
    }

    public void Dispose() => _lines.Dispose();

    private static FileRow Row(long line, byte[] bytes)
    {
        var (cells, empty) = (new Dictionary<string, Cell>(StringComparer.Ordinal), new List<string>());
        try
        {
            using var document = JsonDocument.Parse(bytes, _strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return new(line, cells, new("row", null, "a JSON object"));
            Add(cells, empty, "", document.RootElement);
            return new(line, cells) { Empty = empty };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new(line, cells, new("row", null, "a JSON object in UTF-8 that names each member once"));
        }
        catch (InvalidValueException e)
        {
            return new(line, cells, e);
        }
    }

    private static void Add(Dictionary<string, Cell> cells, List<string> empty, string parent, JsonElement row)
    {
        foreach (var member in row.EnumerateObject())
        {
            var name = parent + member.Name;
            if (member.Value.ValueKind == JsonValueKind.Object && parent.Length == 0)
                Add(cells, empty, name + ".", member.Value);
            else if (member.Value.ValueKind == JsonValueKind.Array)
                cells[name] = Cell.Of([.. member.Value.EnumerateArray().Select(item => Text(name, item))]);
            else if (member.Value.ValueKind != JsonValueKind.Null && Text(name, member.Value) is { Length: > 0 } text)
                cells[name] = Cell.Of(text);
            else
                empty.Add(name);
        }
    }

    private static string Text(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw new InvalidValueException(name, null, "a text, or a list of texts"),
    };
}
