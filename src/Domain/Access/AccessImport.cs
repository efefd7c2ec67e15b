using NodaTime;

namespace Schedules.Domain.Access;

public enum ImportType
{
    Identities,
    Accounts,
    Entitlements,
    Roles,
}

public enum ImportMode
{
    /// <summary>What is not in the file is taken away.</summary>
    Full,

    /// <summary>What is not in the file stays as it is.</summary>
    Incremental,
}

public enum ImportState
{
    /// <summary>Rows are read. Nobody sees them yet.</summary>
    Reading,

    /// <summary>All were read; they take effect in one transaction.</summary>
    Applying,

    Succeeded,

    /// <summary>Nothing of it took effect.</summary>
    Failed,
}

/// <summary>
/// One file of access data on its way in. Its good rows stand under the import's own id, where nobody looks for them, until one transaction puts them under
/// the organization's. An organization has at most one import going.
/// </summary>
public sealed class AccessImport(Guid id, Guid organizationId, ImportType type, ImportMode mode, Instant startedAt)
{
    public const int MaxErrorLength = 1000;

    public Guid Id { get; private set; } = id;

    public Guid OrganizationId { get; private set; } = organizationId;

    public ImportType Type { get; private set; } = type;

    public ImportMode Mode { get; private set; } = mode;

    public ImportState State { get; private set; }

    public long RowsRead { get; private set; }

    public long RowsAccepted { get; private set; }

    public long RowsRefused { get; private set; }

    public Instant StartedAt { get; private set; } = startedAt;

    public Instant? EndedAt { get; private set; }

    /// <summary>The last sign of life of the process that imports.</summary>
    public Instant SeenAt { get; private set; } = startedAt;

    /// <summary>Why it failed.</summary>
    public string? Error { get; private set; }

    public bool IsGoing => State is ImportState.Reading or ImportState.Applying;

    public void Progress(long read, long accepted, long refused, Instant now) =>
        (RowsRead, RowsAccepted, RowsRefused, SeenAt) = (read, accepted, refused, now);

    public void Apply(Instant now) => (State, SeenAt) = (ImportState.Applying, now);

    public void Succeed(Instant now) => (State, EndedAt, SeenAt) = (ImportState.Succeeded, now, now);

    public void Fail(string error, Instant now) =>
        (State, Error, EndedAt, SeenAt) = (ImportState.Failed, error.Length > MaxErrorLength ? error[..MaxErrorLength] : error, now, now);
}

/// <summary>Which members a row of an import has, where each row says for itself: what is stored of the others stays.</summary>
/// <param name="importId">The import.</param>
/// <param name="key">The id of what the row is about.</param>
/// <param name="columns">The members, those that are empty included, as a JSON list of texts.</param>
public sealed class AccessImportRow(Guid importId, string key, string columns)
{
    public const int MaxKeyLength = 128;

    public Guid ImportId { get; private set; } = importId;

    public string Key { get; private set; } = key;

    public string Columns { get; private set; } = columns;
}

/// <summary>Why a row of an import was refused.</summary>
/// <param name="importId">The import.</param>
/// <param name="number">From 1, in the order of the file.</param>
/// <param name="line">Where the row begins in the file, from 1.</param>
/// <param name="field">Which column or member; null where the row as a whole cannot be read.</param>
/// <param name="message">What would be accepted.</param>
public sealed class AccessImportError(Guid importId, int number, long line, string? field, string message)
{
    public const int MaxFieldLength = 256;
    public const int MaxMessageLength = 1000;

    /// <summary>How many are kept; how many there were, the import says.</summary>
    public const int MaxKept = 10_000;

    public Guid ImportId { get; private set; } = importId;

    public int Number { get; private set; } = number;

    public long Line { get; private set; } = line;

    public string? Field { get; private set; } = field;

    public string Message { get; private set; } = message;
}
