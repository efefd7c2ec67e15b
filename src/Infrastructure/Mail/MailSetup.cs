using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Application.Sod.Mails;

namespace Schedules.Infrastructure.Mail;

/// <summary>Settings <c>Mail:*</c> and <c>Server:*</c>, and the sender that they choose.</summary>
internal static class MailSetup
{
    /// <summary>TLS from the first byte on, as it was before STARTTLS.</summary>
    private const int ImplicitTls = 465;

    public static void AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>().Bind(configuration.GetSection("Mail")).ValidateDataAnnotations().ValidateOnStart()
            .Validate(mail => mail.Sender is not null, "Mail:From must be an e-mail address, such as Schedules <schedules@example.com>.")
            .Validate(
                mail => !HasHost(mail) || mail.From != new MailOptions().From,
                "Mail:From must be set where Mail:Host is: the address that mails come from.")
            .Validate(
                mail => mail.Port != ImplicitTls, "Mail:Port 465 begins with TLS, which is not spoken here. Use the server's port for STARTTLS, mostly 587.")
            .Validate(
                mail => string.IsNullOrEmpty(mail.UserName) == string.IsNullOrEmpty(mail.Password), "Mail:UserName and Mail:Password need each other.")
            .Validate(
                mail => string.IsNullOrEmpty(mail.UserName) || mail.StartTls, "Mail:UserName needs Mail:StartTls: a password is not sent in the clear.")
            .Validate(mail => IsReadable(mail.TrustedCertificates), "Mail:TrustedCertificates must be a file of certificates in PEM.");
        services.AddOptions<ServerOptions>().Bind(configuration.GetSection("Server")).ValidateOnStart()
            .Validate(
                server => server.PublicUrl is null or { IsAbsoluteUri: true, Scheme: "http" or "https" },
                "Server:PublicUrl must be an address such as https://schedules.example.com.");
        services.AddSingleton<ServerTrust>();
        if (string.IsNullOrEmpty(configuration["Mail:Host"]))
            services.AddSingleton<IEmailSender, OutboxEmailSender>();
        else
            services.AddSingleton<IEmailSender, SmtpEmailSender>();
    }

    private static bool HasHost(MailOptions mail) => !string.IsNullOrEmpty(mail.Host);

    private static bool IsReadable(string? file)
    {
        if (string.IsNullOrEmpty(file))
            return true;
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(file);
            return certificates.Count > 0;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return false;
        }
    }
}
