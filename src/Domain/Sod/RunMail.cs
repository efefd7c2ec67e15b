using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Schedules.Domain.Schedules;

namespace Schedules.Domain.Sod;

/// <summary>A line of the send ledger: the mail that tells one recipient of one run. Stored together with the run's outcome, once.</summary>
/// <remarks>
/// While it is being sent it is queued still, and not due before the sender's lease is over: a sender that dies leaves it to the next. Owner and attempt
/// are compared at every write, so a sender that lost its lease cannot overwrite.
/// </remarks>
public sealed class RunMail
{
    public const int MaxMessageIdLength = 512;
    public const int MaxErrorLength = 1000;

    /// <summary>However often it was refused: no pause is longer.</summary>
    private static readonly Duration _longestPause = Duration.FromHours(4);

    private RunMail()
    {
    }

    public Guid RunId { get; private set; }

    /// <summary>The identity; one mail a run and recipient.</summary>
    public string RecipientId { get; private set; } = "";

    /// <summary>As the schedule names it; null where it does not.</summary>
    public string? RecipientName { get; private set; }

    public Guid OrganizationId { get; private set; }

    /// <summary>The same at every attempt, in angle brackets, so that the receiving side can tell a repetition.</summary>
    public string MessageId { get; private set; } = "";

    public MailStatus Status { get; private set; }

    /// <summary>How often it was tried to send.</summary>
    public int Attempts { get; private set; }

    /// <summary>Not tried before; null once it is sent or given up.</summary>
    public Instant? NextAttemptAt { get; private set; }

    /// <summary>The process that sends it, or sent it last.</summary>
    public string? Owner { get; private set; }

    /// <summary>Where it was sent to last; null before.</summary>
    public string? Address { get; private set; }

    /// <summary>Why the last attempt failed, in the server's words where it said some; null where none failed, or it was sent.</summary>
    public string? Error { get; private set; }

    public Instant QueuedAt { get; private set; }

    /// <summary>When it was sent or given up.</summary>
    public Instant? EndedAt { get; private set; }

    /// <summary>What a write of the outcome must still find in the row.</summary>
    public MailAttempt Attempt => new(RunId, RecipientId, Owner, Attempts);

    /// <param name="run">The run that it tells of.</param>
    /// <param name="recipient">Whom it tells.</param>
    /// <param name="domain">The sender's domain, which the Message-ID ends with.</param>
    /// <param name="now">When the run ended.</param>
    public static RunMail Of(Run run, Recipient recipient, string domain, Instant now) => new()
    {
        RunId = run.Id,
        RecipientId = recipient.Id,
        RecipientName = recipient.Name,
        OrganizationId = run.OrganizationId,
        MessageId = $"<{run.Id:N}.{Digest(recipient.Id)}@{domain}>",
        NextAttemptAt = now,
        QueuedAt = now,
    };

    /// <summary>Begins an attempt: from here it is this owner's until the lease ends. Given up where the last attempt never came to an end.</summary>
    public void Take(string owner, Instant now, Duration lease, int maxAttempts)
    {
        Require(MailStatus.Queued);
        if (Attempts >= maxAttempts)
        {
            GiveUp(Error ?? "lost: the process that was sending it stopped without a word", now);
            return;
        }

        Owner = owner;
        Attempts++;
        NextAttemptAt = now + lease;
    }

    /// <summary>Gives back what was taken and not tried: the attempt does not count.</summary>
    public void Release(Instant now)
    {
        Require(MailStatus.Queued);
        Attempts--;
        NextAttemptAt = now;
    }

    /// <summary>Names the address that the attempt is for.</summary>
    public void SendTo(string address) => Address = address;

    public void Sent(Instant now)
    {
        Require(MailStatus.Queued);
        Status = MailStatus.Sent;
        Error = null;
        (NextAttemptAt, EndedAt) = (null, now);
    }

    /// <summary>The attempt failed and another one may do better: after a pause that doubles each time; given up after the last.</summary>
    public void Refused(string error, int maxAttempts, Duration firstPause, Instant now)
    {
        Require(MailStatus.Queued);
        if (Attempts >= maxAttempts)
        {
            GiveUp($"{error} (attempt {Attempts} of {maxAttempts})", now);
            return;
        }

        Error = Cut(error);
        NextAttemptAt = now + Pause(firstPause);
    }

    /// <summary>No attempt will do better.</summary>
    public void GiveUp(string error, Instant now)
    {
        Require(MailStatus.Queued);
        Status = MailStatus.Failed;
        Error = Cut(error);
        (NextAttemptAt, EndedAt) = (null, now);
    }

    private Duration Pause(Duration first) => Duration.Min(first * Math.Pow(2, Math.Min(Attempts - 1, 20)), _longestPause);

    // A recipient's id may be any text; what stands in a header may not.
    private static string Digest(string recipientId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recipientId)).AsSpan(0, 12));

    // A server's words may be in it: never half a character at the end, never one that a database refuses.
    private static string Cut(string error)
    {
        var text = error.Replace('\0', ' ');
        if (text.Length <= MaxErrorLength)
            return text;
        return text[..(char.IsHighSurrogate(text[MaxErrorLength - 1]) ? MaxErrorLength - 1 : MaxErrorLength)];
    }

    private void Require(MailStatus status)
    {
        if (Status != status)
            throw new InvalidOperationException($"A mail that is {Status} is not {status}.");
    }
}

/// <summary>Tells one attempt to send a mail from every other one.</summary>
public readonly record struct MailAttempt(Guid RunId, string RecipientId, string? Owner, int Attempts);

/// <summary>Where a mail stands. The last two are final.</summary>
public enum MailStatus
{
    Queued,
    Sent,
    Failed,
}
