using System.Net.Mail;
using System.Text;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Infrastructure.Mail;

namespace Schedules.UnitTests.Mail;

public sealed class MimeMessageTests
{
    private static readonly MailAddress _from = new("schedules@sender.example", "Schedules");

    private static readonly Email _mail = new(
        "ann@people.example", "Ann", "Payables", "Text", "<p>Text</p>", "<1.2@sender.example>", Instant.FromUtc(2026, 5, 4, 7, 0), null);

    [Test]
    public void A_mail_without_a_report_is_a_text_and_the_same_as_HTML()
    {
        Assert.That(Write(_mail), Does.StartWith("""
            Date: Mon, 04 May 2026 07:00:00 +0000
            From: "Schedules"
             <schedules@sender.example>
            To: "Ann"
             <ann@people.example>
            Subject: Payables
            Message-ID: <1.2@sender.example>
            MIME-Version: 1.0
            Auto-Submitted: auto-generated
            Content-Type: multipart/alternative;
            """.ReplaceLineEndings("\r\n")));
    }

    [Test]
    public void The_report_stands_beside_them()
    {
        var mail = Write(_mail with { Attachment = new EmailAttachment("a \"b\".zip", "application/zip", new byte[] { 1, 2, 3 }) });

        Assert.That(mail, Does.Contain("Content-Type: multipart/mixed;").And.Contain("filename=\"a__b_.zip\"").And.Contain("\r\nAQID\r\n"));
    }

    [TestCase("Payables\r\nBcc: all@people.example")]
    [TestCase("Payables\nBcc: all@people.example")]
    [TestCase("Payables\u2028Bcc: all@people.example")]
    [TestCase("\r\n\r\nBcc: all@people.example")]
    public void No_text_can_add_a_header(string text)
    {
        var mail = Write(_mail with { Subject = text, ToName = text, MessageId = text });

        Assert.That(Headers(mail).Where(line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase)), Is.Empty);
        Assert.That(Headers(mail).Count(line => line.StartsWith("Subject:", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [TestCase("ann@people.example>\r\nRCPT TO:<all@people.example")]
    [TestCase("ann@people.example\r\n")]
    [TestCase("nobody")]
    public void No_address_can_be_more_than_one(string address) =>
        Assert.That(() => Write(_mail with { To = address }), Throws.TypeOf<EmailRefusedException>().With.Property("IsFinal").True);

    [Test]
    public void A_domain_is_written_in_plain_letters() =>
        Assert.That(Write(_mail with { To = "ann@bücher.example" }), Does.Contain("<ann@xn--bcher-kva.example>"));

    [TestCase("Zahlungsverkehr: Prüfung der Größe")]
    [TestCase("佐藤 花子は支払いと注文の両方を行うことができません。これは許可されていません。")]
    [TestCase("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀")]
    [TestCase("=?utf-8?B?aGlkZGVu?=")]
    [TestCase("A plain one, that is longer than a line of a header should be, and so is written in more of them")]
    public void A_subject_of_any_letters_is_read_as_it_was_written(string subject)
    {
        var mail = Write(_mail with { Subject = subject });

        Assert.That(mail.All(char.IsAscii));
        Assert.That(Decoded(mail), Is.EqualTo(subject));
    }

    [Test]
    public void A_text_of_any_letters_is_read_as_it_was_written_and_its_lines_are_short()
    {
        var text = string.Join('\n', "Grüße, 佐藤 花子 😀 = 100 %", new string('x', 500), new string('ü', 300), ".", "blank at the end ", "\ttab", "--=_mixed_");

        var mail = Write(_mail with { Text = text });

        Assert.That(mail.Split("\r\n").Max(line => line.Length), Is.LessThanOrEqualTo(78));
        Assert.That(mail.Replace("\r\n", "", StringComparison.Ordinal).Any(c => c is '\r' or '\n'), Is.False);
        Assert.That(Unquoted(mail.Split("\r\n\r\n")[2]), Does.StartWith(text.ReplaceLineEndings("\r\n")));
    }

    [Test]
    public void The_same_mail_is_the_same_bytes() =>
        Assert.That(MimeMessage.Write(_mail, _from), Is.EqualTo(MimeMessage.Write(_mail with { }, _from)));

    private static string Write(Email mail) => Encoding.ASCII.GetString(MimeMessage.Write(mail, _from));

    private static IEnumerable<string> Headers(string mail) => mail.Split("\r\n").TakeWhile(line => line.Length > 0);

    private static string Decoded(string mail)
    {
        var lines = Headers(mail).SkipWhile(line => !line.StartsWith("Subject: ", StringComparison.Ordinal)).ToList();
        var words = lines.Take(1).Concat(lines.Skip(1).TakeWhile(line => line.StartsWith(' '))).Select(line => line.Replace("Subject: ", "", StringComparison.Ordinal).Trim());
        return string.Concat(words.Select(word => Encoding.UTF8.GetString(Convert.FromBase64String(word["=?utf-8?B?".Length..^2]))));
    }

    private static string Unquoted(string body)
    {
        var text = body.Replace("=\r\n", "", StringComparison.Ordinal);
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=')
                (bytes, i) = ([.. bytes, Convert.ToByte(text.Substring(i + 1, 2), 16)], i + 2);
            else
                bytes.Add((byte)text[i]);
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
