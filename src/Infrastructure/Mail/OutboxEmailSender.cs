using Microsoft.Extensions.Options;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Application.Sod.Mails;

namespace Schedules.Infrastructure.Mail;

/// <summary>Where no server is named: each mail is a file, which any mail program opens. The same mail is the same file.</summary>
public sealed class OutboxEmailSender(IOptions<MailOptions> options) : IEmailSender
{
    public async Task Send(Email email, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(options.Value.Outbox).FullName;
        var file = Path.Combine(folder, $"{FileName(email.MessageId)}.eml");
        // Never half of one: whoever looks sees it whole or not at all.
        await File.WriteAllBytesAsync($"{file}.part", MimeMessage.Write(email, options.Value.Sender!), cancellationToken);
        File.Move($"{file}.part", file, overwrite: true);
    }

    private static string FileName(string messageId) =>
        string.Concat(messageId.Trim('<', '>').Split('@')[0].Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_'));
}
