using System.Text.Json;
using System.Text.Json.Nodes;
using Schedules.Domain;

namespace Schedules.Application.Common;

/// <summary>An operation of a JSON Patch (RFC 6902).</summary>
/// <param name="Op">add, remove, replace, move, copy or test.</param>
/// <param name="Path">A JSON pointer: <c>/tags/0</c>, or <c>/tags/-</c> for the end of a list.</param>
/// <param name="From">Of move and copy.</param>
public sealed record JsonPatchOperation(string? Op, string? Path, string? From = null)
{
    /// <summary>Of add, replace and test; null where it is absent or null.</summary>
    public JsonElement Value { get; init; }
}

/// <summary>
/// Applies a JSON Patch to a document, whole or not at all: the first operation that fails refuses all, and names itself by its place,
/// <c>[2].path</c>. Members that are not patchable can be tested and copied, and nothing else.
/// </summary>
public sealed class JsonPatch
{
    private const int MaxOperations = 100;

    // A copy into itself doubles it: a hundred of them would fill any memory.
    private const int MaxDocumentLength = 1 << 20;

    private readonly JsonObject _document;
    private readonly IReadOnlyCollection<string> _patchable;

    private JsonPatch(JsonObject document, IReadOnlyCollection<string> patchable) => (_document, _patchable) = (document, patchable);

    /// <param name="document">Stays as it is.</param>
    /// <param name="operations">At most 100, applied in their order.</param>
    /// <param name="patchable">The members of the document that may be changed.</param>
    /// <exception cref="InvalidValueException">An operation is none, cannot be applied, or tests for another value.</exception>
    public static JsonObject Apply(JsonObject document, IReadOnlyList<JsonPatchOperation?> operations, IReadOnlyCollection<string> patchable)
    {
        if (operations.Count > MaxOperations)
            throw new InvalidValueException("body", $"{operations.Count} operations", $"a list of at most {MaxOperations} operations");
        var patch = new JsonPatch((JsonObject)document.DeepClone(), patchable);
        for (var i = 0; i < operations.Count; i++)
        {
            try
            {
                patch.Apply(operations[i] ?? new(null, null));
            }
            catch (InvalidValueException refusal)
            {
                throw new InvalidValueException($"[{i}].{refusal.Field}", refusal.Value, refusal.Accepted);
            }
        }

        return patch._document;
    }

    private void Apply(JsonPatchOperation operation)
    {
        var path = JsonPointer.Parse("path", operation.Path);
        switch (operation.Op)
        {
            case "test":
                Test(path, Value(operation));
                break;
            case "add":
                Patchable(path).Add(_document, Value(operation));
                break;
            case "remove":
                Patchable(path).Remove(_document);
                break;
            case "replace":
                Patchable(path).Replace(_document, Value(operation));
                break;
            case "move":
                Move(Patchable(JsonPointer.Parse("from", operation.From)), Patchable(path));
                break;
            case "copy":
                Copy(JsonPointer.Parse("from", operation.From), Patchable(path));
                break;
            default:
                throw new InvalidValueException("op", operation.Op, "add, remove, replace, move, copy or test");
        }
    }

    private void Test(JsonPointer path, JsonNode? expected)
    {
        var value = path.Get(_document);
        if (!JsonNode.DeepEquals(value, expected))
            throw new InvalidValueException("value", expected?.ToJsonString(), $"what stands at {path}: {value?.ToJsonString() ?? "null"}");
    }

    private void Move(JsonPointer from, JsonPointer to)
    {
        if (to.IsInside(from))
            throw new InvalidValueException("path", to.ToString(), "outside of what is moved");
        var value = from.Get(_document);
        from.Remove(_document);
        to.Add(_document, value);
    }

    private void Copy(JsonPointer from, JsonPointer to)
    {
        to.Add(_document, from.Get(_document)?.DeepClone());
        if (_document.ToJsonString().Length > MaxDocumentLength)
            throw new InvalidValueException("path", to.ToString(), "such that the result is no longer than 1 MB");
    }

    private JsonPointer Patchable(JsonPointer pointer) => pointer.Member is { } member && _patchable.Contains(member)
        ? pointer
        : throw new InvalidValueException(pointer.Field, pointer.ToString(), $"in one of {string.Join(", ", _patchable.Select(m => $"/{m}"))}");

    private static JsonNode? Value(JsonPatchOperation operation) => operation.Value.ValueKind == JsonValueKind.Undefined
        ? throw new InvalidValueException("value", null, $"there: {operation.Op} needs one")
        : operation.Value.Deserialize<JsonNode>();
}
