using System.Text.Json.Serialization;
using NodaTime;
using Schedules.Domain;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>How far an import is.</summary>
/// <param name="Id">The import.</param>
/// <param name="Type">IDENTITIES, ACCOUNTS, ENTITLEMENTS or ROLES.</param>
/// <param name="Mode">FULL or INCREMENTAL.</param>
/// <param name="State">READING, APPLYING, SUCCEEDED or FAILED. Until it succeeded, nothing of it is seen anywhere else.</param>
/// <param name="RowsRead">Rows read so far.</param>
/// <param name="RowsAccepted">Those of them that are good.</param>
/// <param name="RowsRefused">Those of them that are not; the errors say why.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it succeeded or failed.</param>
/// <param name="Error">Why it failed.</param>
public sealed record ImportDto(
    Guid Id, string Type, string Mode, string State, long RowsRead, long RowsAccepted, long RowsRefused, Instant StartedAt, Instant? EndedAt, string? Error)
{
    internal static ImportDto Of(AccessImport import) => new(
        import.Id, Word.Of(import.Type), Word.Of(import.Mode), Word.Of(import.State), import.RowsRead, import.RowsAccepted, import.RowsRefused,
        import.StartedAt, import.EndedAt, import.Error);
}

/// <summary>Why a row was refused.</summary>
/// <param name="Line">Where it begins in the file, from 1; 0 where it was refused only when all took effect, and the message names it.</param>
/// <param name="Field">Which column or member.</param>
/// <param name="Message">What would be accepted.</param>
public sealed record ImportErrorDto(long Line, string? Field, string Message)
{
    [JsonIgnore]
    public int Number { get; init; }
}
