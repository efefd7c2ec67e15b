using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Options;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Application.Sod.Mails;

namespace Schedules.Infrastructure.Mail;

/// <summary>Hands mails to a server (RFC 5321): encrypted and with a name and password where the settings say so, never with less than they say.</summary>
public sealed class SmtpEmailSender(IOptions<MailOptions> options, ServerTrust trust) : IEmailSender
{
    private readonly MailOptions _options = options.Value;

    public async Task Send(Email email, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.Timeout);
        using var told = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        await using var connection = new SmtpConnection();
        try
        {
            await Open(connection, told.Token);
            await Hand(connection, email, told.Token);
            // From here on nobody can tell but the server whether it has the mail: its answer is waited for, also while this process stops.
            (await connection.Command(".", limit.Token)).Require("DATA", isAboutTheMail: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested || limit.IsCancellationRequested)
        {
            throw new EmailRefusedException($"timeout: {_options.Host} took longer than {_options.Timeout}", isFinal: false);
        }
        catch (Exception failure) when (failure is SocketException or IOException or AuthenticationException)
        {
            throw new EmailRefusedException($"{_options.Host}:{_options.Port}: {Words(failure)}", isFinal: false);
        }

        await connection.Leave(limit.Token);
    }

    private async Task Open(SmtpConnection connection, CancellationToken cancellationToken)
    {
        await connection.Connect(_options.Host!, _options.Port, cancellationToken);
        (await connection.Reply(cancellationToken)).Require("greeting");
        var offers = await Hello(connection, cancellationToken);
        if (_options.StartTls)
            offers = await StartTls(connection, offers, cancellationToken);
        if (_options.UserName is { Length: > 0 })
            await SmtpAuthentication.Authenticate(connection, offers, _options.UserName, _options.Password ?? "", cancellationToken);
    }

    private async Task<SmtpReply> StartTls(SmtpConnection connection, SmtpReply offers, CancellationToken cancellationToken)
    {
        if (!offers.Lines.Any(line => line.Equals("STARTTLS", StringComparison.OrdinalIgnoreCase)))
            throw new EmailRefusedException("STARTTLS: the server offers no encryption, and Mail:StartTls asks for it", isFinal: false);
        (await connection.Command("STARTTLS", cancellationToken)).Require("STARTTLS");
        await connection.Encrypt(trust.For(_options.Host!), cancellationToken);
        // What was offered before could be anybody's.
        return await Hello(connection, cancellationToken);
    }

    private static async Task<SmtpReply> Hello(SmtpConnection connection, CancellationToken cancellationToken)
    {
        var offers = await connection.Command($"EHLO {MachineName.ForGreeting}", cancellationToken);
        offers.Require("EHLO");
        return offers;
    }

    private async Task Hand(SmtpConnection connection, Email email, CancellationToken cancellationToken)
    {
        var (from, to) = (MailboxAddress.Of(_options.Sender!.Address), MailboxAddress.Of(email.To));
        var message = MimeMessage.Write(email, _options.Sender);
        (await connection.Command($"MAIL FROM:<{from}>", cancellationToken)).Require("MAIL FROM");
        (await connection.Command($"RCPT TO:<{to}>", cancellationToken)).Require("RCPT TO", isAboutTheMail: true);
        (await connection.Command("DATA", cancellationToken)).Require("DATA", isAboutTheMail: true);
        await connection.WriteMessage(message, cancellationToken);
    }

    private static string Words(Exception failure) => failure switch
    {
        AuthenticationException => $"its certificate is not trusted: {failure.InnerException?.Message ?? failure.Message}",
        _ => failure.InnerException?.Message ?? failure.Message,
    };
}
