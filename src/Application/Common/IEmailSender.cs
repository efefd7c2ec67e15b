using NodaTime;

namespace Schedules.Application.Common;

/// <summary>Hands a mail over to whoever delivers it.</summary>
public interface IEmailSender
{
    /// <summary>Returns once the other side has taken the mail upon itself.</summary>
    /// <exception cref="EmailRefusedException">It has not, as far as anybody can tell.</exception>
    /// <exception cref="OperationCanceledException">Was told to stop, and the mail had not been handed over.</exception>
    Task Send(Email email, CancellationToken cancellationToken);
}

/// <summary>A mail. Every text may be anything at all: whoever writes it down sees to it that it stays one text.</summary>
/// <param name="To">One address.</param>
/// <param name="ToName">Whose it is; null where nobody said.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">For those who read plain text: lines that end with \n.</param>
/// <param name="Html">The same for the others: a whole document.</param>
/// <param name="MessageId">In angle brackets; the same each time that the mail is sent.</param>
/// <param name="Date">When it was written; the same each time.</param>
/// <param name="Attachment">A file beside; null for none.</param>
public sealed record Email(
    string To, string? ToName, string Subject, string Text, string Html, string MessageId, Instant Date, EmailAttachment? Attachment);

/// <param name="FileName">As the reader sees it.</param>
/// <param name="ContentType">For example application/zip.</param>
/// <param name="Content">The bytes.</param>
public sealed record EmailAttachment(string FileName, string ContentType, ReadOnlyMemory<byte> Content);

/// <summary>The mail was not taken. The message is for people, in the server's words where it said some, and holds no secret.</summary>
/// <param name="words">What went wrong.</param>
/// <param name="isFinal">Whether another attempt would be refused as well.</param>
public sealed class EmailRefusedException(string words, bool isFinal) : Exception(words)
{
    public bool IsFinal { get; } = isFinal;
}
