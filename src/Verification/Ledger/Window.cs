namespace Schedules.Verification.Ledger;

/// <summary>What is checked.</summary>
/// <param name="After">UTC. Occurrences strictly after it count, so that windows put end to end count each once.</param>
/// <param name="Until">UTC, included. The dispatcher must have been there: what is due and not yet dispatched is absent.</param>
/// <param name="UnfinishedBefore">UTC. A run that was due up to then and is still queued or going is unfinished; a later one is let be.</param>
/// <param name="DefaultTimeZone">The zone of rules that name none.</param>
public sealed record Window(DateTime After, DateTime Until, DateTime UnfinishedBefore, string DefaultTimeZone);
