using Schedules.Application.Common;

namespace Schedules.Infrastructure.Mail;

/// <summary>What a server answered (RFC 5321, 4.2).</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Lines">Its words, without the code, made fit for a log.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 400;

    /// <summary>The server will not do it the next time either.</summary>
    public bool IsPermanent => Code >= 500;

    /// <summary>For example "RCPT TO: 550 5.1.1 No such user".</summary>
    public string Words(string stage) => $"{stage}: {Code} {string.Join(' ', Lines)}".TrimEnd();

    /// <exception cref="EmailRefusedException">The server said no.</exception>
    /// <param name="stage">What it was asked.</param>
    /// <param name="isAboutTheMail">Whether a lasting no is about this mail or recipient alone. Elsewhere it is about how this server is set up, which people mend.</param>
    public void Require(string stage, bool isAboutTheMail = false)
    {
        if (!IsPositive)
            throw new EmailRefusedException(Words(stage), isFinal: isAboutTheMail && IsPermanent && Code != AuthenticationRequired);
    }

    private const int AuthenticationRequired = 530;
}
