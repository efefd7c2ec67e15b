using Schedules.Domain;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>Why rows of an import were refused, on the way to the database.</summary>
internal sealed class ImportErrors(Guid importId)
{
    private readonly List<(long Line, InvalidValueException Reason)> _waiting = [];
    private int _taken;

    /// <summary>How many were not taken yet.</summary>
    public int Count => _waiting.Count;

    public void Add(long line, InvalidValueException reason)
    {
        if (_taken < AccessImportError.MaxKept)
            _waiting.Add((line, reason));
    }

    /// <summary>Those of a batch of rows, in the order of the file: what repeats another row was found after all that is wrong in itself.</summary>
    public IReadOnlyList<AccessImportError> Take()
    {
        List<AccessImportError> errors = [.. _waiting.OrderBy(error => error.Line).Take(AccessImportError.MaxKept - _taken).Select(Numbered)];
        _taken += errors.Count;
        _waiting.Clear();
        return errors;
    }

    /// <summary>Those of rows that were good in themselves, after all that were taken. Of no line: which one it was is no longer known.</summary>
    public IReadOnlyList<AccessImportError> Last(IEnumerable<InvalidValueException> reasons) =>
        [.. reasons.Take(AccessImportError.MaxKept - _taken).Select((reason, index) => Numbered((0, reason), index))];

    private AccessImportError Numbered((long Line, InvalidValueException Reason) error, int index) => new(
        importId, _taken + index + 1, error.Line,
        Cut(error.Reason.Field, AccessImportError.MaxFieldLength), Cut(error.Reason.Message, AccessImportError.MaxMessageLength));

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;
}
