using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace Schedules.Application.Sod.Mails;

/// <summary>Settings <c>Mail:*</c>.</summary>
public sealed class MailOptions
{
    /// <summary>The server that takes mails; without it each is written to a file in <see cref="Outbox"/>.</summary>
    public string? Host { get; set; }

    /// <summary>A port of submission, where TLS begins with STARTTLS.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>The sender: an address, or a name and an address in angle brackets.</summary>
    public string From { get; set; } = "Schedules <schedules@localhost>";

    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>Whether the server must encrypt, and prove that it is the one named. Without, neither is asked for.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>A file of certificates (PEM) of the authorities that are trusted instead of the machine's; null trusts the machine's.</summary>
    public string? TrustedCertificates { get; set; }

    /// <summary>The longest that sending one mail may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many mails a process hands over side by side.</summary>
    [Range(1, 20)]
    public int AtATime { get; set; } = 4;

    /// <summary>How often a mail is tried.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 10;

    /// <summary>The pause after the first refusal; it doubles with each, up to four hours.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "04:00:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A report of more bytes is not attached.</summary>
    [Range(0, 100_000_000)]
    public int MaxAttachmentBytes { get; set; } = 5_000_000;

    /// <summary>Where mails are written as .eml files while there is no <see cref="Host"/>.</summary>
    public string Outbox { get; set; } = "data/outbox";

    /// <summary>The sender's address and name; null where it is not one.</summary>
    public MailAddress? Sender => MailAddress.TryCreate(From, out var sender) ? sender : null;
}

/// <summary>Settings <c>Server:*</c>.</summary>
public sealed class ServerOptions
{
    /// <summary>Where people reach this server, for links in mails; null leaves them out.</summary>
    public Uri? PublicUrl { get; set; }
}
