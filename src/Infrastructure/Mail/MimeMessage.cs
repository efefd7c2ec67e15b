using System.Globalization;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Schedules.Application.Common;

namespace Schedules.Infrastructure.Mail;

/// <summary>
/// A mail as it goes over the wire (RFC 5322, RFC 2045 and following): text and HTML as alternatives, the attachment beside. Seven bits a byte and short
/// lines throughout, so that every server passes it on as it is. The same mail gives the same bytes.
/// </summary>
public static class MimeMessage
{
    private const string Date = "ddd, dd MMM yyyy HH:mm:ss '+0000'";

    public static byte[] Write(Email email, MailAddress from)
    {
        using var stream = new MemoryStream();
        using (var writer = new StreamWriter(stream, Encoding.ASCII, leaveOpen: true) { NewLine = "\r\n" })
        {
            WriteHeaders(writer, email, from);
            WriteBody(writer, email);
        }

        return stream.ToArray();
    }

    private static void WriteHeaders(StreamWriter writer, Email email, MailAddress from)
    {
        writer.WriteLine($"Date: {email.Date.ToDateTimeUtc().ToString(Date, CultureInfo.InvariantCulture)}");
        writer.WriteLine($"From: {MimeText.Mailbox(from.DisplayName, MailboxAddress.Of(from.Address))}");
        writer.WriteLine($"To: {MimeText.Mailbox(email.ToName, MailboxAddress.Of(email.To))}");
        writer.WriteLine($"Subject: {MimeText.Unstructured(email.Subject)}");
        writer.WriteLine($"Message-ID: {MimeText.OneLine(email.MessageId)}");
        writer.WriteLine("MIME-Version: 1.0");
        // Absence notes need not answer it (RFC 3834).
        writer.WriteLine("Auto-Submitted: auto-generated");
    }

    private static void WriteBody(StreamWriter writer, Email email)
    {
        if (email.Attachment is not { } attachment)
        {
            WriteAlternatives(writer, email);
            return;
        }

        var boundary = Boundary("mixed", email);
        WriteMultipart(writer, "mixed", boundary);
        WriteAlternatives(writer, email);
        writer.WriteLine($"--{boundary}");
        WriteAttachment(writer, attachment);
        writer.WriteLine($"--{boundary}--");
    }

    private static void WriteAlternatives(StreamWriter writer, Email email)
    {
        var boundary = Boundary("alternative", email);
        WriteMultipart(writer, "alternative", boundary);
        WriteText(writer, "plain", email.Text);
        writer.WriteLine($"--{boundary}");
        WriteText(writer, "html", email.Html);
        writer.WriteLine($"--{boundary}--");
    }

    private static void WriteMultipart(StreamWriter writer, string type, string boundary)
    {
        writer.WriteLine($"Content-Type: multipart/{type};\r\n boundary=\"{boundary}\"");
        writer.WriteLine();
        writer.WriteLine($"--{boundary}");
    }

    private static void WriteText(StreamWriter writer, string type, string text)
    {
        writer.WriteLine($"Content-Type: text/{type}; charset=utf-8");
        writer.WriteLine("Content-Transfer-Encoding: quoted-printable");
        writer.WriteLine();
        QuotedPrintable.Write(writer, text);
    }

    private static void WriteAttachment(StreamWriter writer, EmailAttachment attachment)
    {
        var name = string.Concat(attachment.FileName.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));
        writer.WriteLine($"Content-Type: {MimeText.OneLine(attachment.ContentType)}; name=\"{name}\"");
        writer.WriteLine("Content-Transfer-Encoding: base64");
        writer.WriteLine($"Content-Disposition: attachment; filename=\"{name}\"");
        writer.WriteLine();
        writer.WriteLine(Convert.ToBase64String(attachment.Content.Span, Base64FormattingOptions.InsertLineBreaks));
    }

    // Neither encoding of a part can write "=_": no text, whoever wrote it, can end its part.
    private static string Boundary(string part, Email email) =>
        $"=_{part}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.MessageId)).AsSpan(0, 12))}";
}
