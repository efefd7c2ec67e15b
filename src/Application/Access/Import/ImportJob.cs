using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>What an import is to do.</summary>
/// <param name="Id">Under which its rows stand until they take effect.</param>
/// <param name="OrganizationId">Whose data they are.</param>
/// <param name="Type">What a row is.</param>
/// <param name="Mode">Whether what is not in the file is taken away.</param>
/// <param name="SourceId">Of accounts: the one source that the file is of; null where rows say.</param>
/// <param name="StartedAt">Stands as the moment of all its changes.</param>
/// <param name="Columns">That the file has; null where each row says for itself: while lines of JSON are read, and in mode incremental after that too.</param>
internal sealed record ImportJob(
    Guid Id, Guid OrganizationId, ImportType Type, ImportMode Mode, string? SourceId, Instant StartedAt, IReadOnlyList<string>? Columns)
{
    /// <summary>Whether what is stored stays where the row itself does not say: a line of JSON, of a file that is not the whole.</summary>
    public bool IsByRow => Columns is null && Mode == ImportMode.Incremental && Type is ImportType.Identities or ImportType.Roles;

    /// <summary>Whether a column of the file, or of some row of it, takes the place of what is stored. Of a file without the column, what is stored stays.</summary>
    public bool Replaces(string column) => Columns is null || Columns.Contains(column) || Columns.Any(c => c.StartsWith(column + ".", StringComparison.Ordinal));
}

/// <summary>A row that is good, but for its entitlements' numbers.</summary>
/// <param name="Line">Where it stands in the file.</param>
/// <param name="Key">By which it stands once in the file.</param>
/// <param name="Entitlements">Ids that need numbers.</param>
/// <param name="Draft">What is stored of it, once they have them.</param>
internal sealed record PendingRow(
    long Line, string Key, IReadOnlyList<string> Entitlements, Func<IReadOnlyDictionary<string, int>, object> Draft)
{
    /// <summary>Memberships that are stored of it, likewise: of one role there may be very many.</summary>
    public Func<IReadOnlyDictionary<string, int>, IEnumerable<GroupMember>> Members { get; init; } = _ => [];

    /// <summary>How many of those.</summary>
    public int MemberCount { get; init; }

    /// <summary>What the row names, where each row says for itself.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>A second key, where it has one.</summary>
    public string? UserNameKey { get; init; }
}

/// <summary>Thrown at a row that repeats another.</summary>
internal static class Repeated
{
    public static InvalidValueException Key(string field, string? value) => new(field, value, $"a {field} that is not in the file before");
}

/// <summary>What is special about a kind of import.</summary>
internal interface IImportTarget
{
    /// <summary>Columns that a file may have.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Those that it must have.</summary>
    IReadOnlyList<string> Required { get; }

    /// <exception cref="InvalidValueException">The row breaks a rule.</exception>
    PendingRow Read(ImportJob job, FileRow row);

    /// <summary>The key of a row that may be bad otherwise; null where it cannot be known.</summary>
    string? KeyOf(ImportJob job, FileRow row);

    /// <summary>Which of these keys stand in the file before.</summary>
    Task<HashSet<string>> Known(ISchedulesDb db, ImportJob job, IReadOnlyCollection<string> keys, CancellationToken cancellationToken);

    /// <summary>Puts the drafts in place of what is stored, in a transaction that is going.</summary>
    /// <param name="db">The database.</param>
    /// <param name="job">The import.</param>
    /// <param name="kept">Keys of refused rows, for which what is stored stays; null where nothing is to be taken away at all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Rows that were refused only now, as key and reason.</returns>
    Task<IReadOnlyList<(string Key, InvalidValueException Reason)>> Apply(
        ISchedulesDb db, ImportJob job, IReadOnlyCollection<string>? kept, CancellationToken cancellationToken);

    /// <summary>Deletes the drafts.</summary>
    Task Discard(ISchedulesDb db, Guid importId, CancellationToken cancellationToken);
}
