using NodaTime;

namespace Schedules.Domain.Schedules;

/// <summary>Why a schedule did, or did not, run at an instant.</summary>
/// <param name="Reason">The answer in a word.</param>
/// <param name="Answer">The answer in English sentences.</param>
public sealed record Explanation(ReasonCode Reason, string Answer)
{
    public static Explanation Of(AskedInstant asked, LedgerFacts facts) => new ExplanationWords(asked, facts).Explain();
}

/// <summary>What the ledger has of an instant that is asked about.</summary>
/// <param name="Run">The line of the occurrence that is meant; null where it has none.</param>
/// <param name="Blocking">The run that was still going, where it was skipped; null where that is not known any more.</param>
/// <param name="Pending">Whether the schedule has yet to be dispatched up to the occurrence.</param>
/// <param name="KeptFrom">Older runs have been deleted; null where none have.</param>
/// <param name="Since">The version that made the schedule as it is at the instant, for example disabled; before there was one, the first.</param>
/// <param name="Before">The nearest occurrence before the instant.</param>
/// <param name="After">The nearest occurrence after it.</param>
/// <param name="Now">The moment of asking.</param>
public sealed record LedgerFacts(
    Run? Run, Run? Blocking, bool Pending, Instant? KeptFrom, ScheduleVersion Since, Instant? Before, Instant? After, Instant Now);
