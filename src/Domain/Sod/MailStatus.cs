namespace Schedules.Domain.Sod;

/// <summary>Tells one attempt to send a mail from every other one.</summary>
public readonly record struct MailAttempt(Guid RunId, string RecipientId, string? Owner, int Attempts);

/// <summary>Where a mail stands. The last two are final.</summary>
public enum MailStatus
{
    Queued,
    Sent,
    Failed,
}
