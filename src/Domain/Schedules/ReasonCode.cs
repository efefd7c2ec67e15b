namespace Schedules.Domain.Schedules;

/// <summary>Why a run is as it is, and why a schedule did or did not run at an instant.</summary>
public enum ReasonCode
{
    /// <summary>Ran late, after downtime.</summary>
    Late,

    /// <summary>Skipped: the run before it was still going.</summary>
    Overlap,

    /// <summary>Missed: the server was down.</summary>
    Downtime,

    /// <summary>The hour that the rule names does not exist that day, or comes twice.</summary>
    ClockChange,

    /// <summary>The schedule's rule is not understood any more.</summary>
    Rule,

    /// <summary>The worker stopped without a word.</summary>
    Lost,

    /// <summary>The check took too long.</summary>
    Timeout,

    /// <summary>The check could not be made.</summary>
    Error,

    /// <summary>Somebody cancelled the run.</summary>
    Cancelled,

    /// <summary>Only a part of the check could be made.</summary>
    Partial,

    // From here on, what only an explanation says: a run cannot have these.
    Ran,
    Queued,
    Running,
    Disabled,

    /// <summary>The rule had ended.</summary>
    Expired,

    /// <summary>The rule does not name the instant.</summary>
    NotDue,
    NotYetCreated,
    Deleted,

    /// <summary>It will run then.</summary>
    Future,

    /// <summary>It is due, and not recorded yet.</summary>
    Pending,

    /// <summary>It was due, and the ledger has no line of it: that should never be.</summary>
    Absent,

    /// <summary>Older than what the ledger keeps.</summary>
    Forgotten,
}

/// <summary>The words with which the reason of a run begins.</summary>
public static class Reasons
{
    /// <summary>As many characters of a reason as it takes to tell its code.</summary>
    public const int CodeLength = 13;

    private static readonly (ReasonCode Code, string Start)[] _starts =
    [
        (ReasonCode.Late, "late:"), (ReasonCode.Overlap, "overlap:"), (ReasonCode.Downtime, "downtime:"),
        (ReasonCode.ClockChange, "clock change:"), (ReasonCode.Rule, "rule:"), (ReasonCode.Lost, "lost:"),
        (ReasonCode.Timeout, "timeout:"), (ReasonCode.Error, "error:"), (ReasonCode.Cancelled, "cancelled by "),
        (ReasonCode.Partial, "partial:"),
    ];

    /// <summary>What a run's reason, or the start of it, comes to; null where it has none.</summary>
    public static ReasonCode? Of(string? reason)
    {
        foreach (var (code, start) in _starts)
        {
            if (reason?.StartsWith(start, StringComparison.Ordinal) is true)
                return code;
        }

        return null;
    }

    /// <summary>For example "clock change".</summary>
    public static string Word(this ReasonCode code) =>
        _starts.FirstOrDefault(entry => entry.Code == code).Start?.TrimEnd(':').Replace(" by ", "", StringComparison.Ordinal) ?? $"{code}";

    /// <summary>The reason, which begins with a code's words in any case.</summary>
    internal static string Begin(string reason, ReasonCode otherwise) => Of(reason) is null ? $"{otherwise.Word()}: {reason}" : reason;
}
