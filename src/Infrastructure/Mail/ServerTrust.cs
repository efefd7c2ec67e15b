using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Schedules.Application.Sod;
using Schedules.Application.Sod.Mails;

namespace Schedules.Infrastructure.Mail;

/// <summary>Whom to believe that a mail server is the one named: the machine's authorities, or those of a file in their place.</summary>
public sealed class ServerTrust(IOptions<MailOptions> options)
{
    private readonly X509ChainPolicy? _policy = options.Value.TrustedCertificates is { Length: > 0 } file ? Policy(file) : null;

    /// <param name="host">The name that the certificate must bear.</param>
    public SslClientAuthenticationOptions For(string host) => new()
    {
        TargetHost = host,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        CertificateChainPolicy = _policy?.Clone(),
    };

    private static X509ChainPolicy Policy(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(file);
        return policy;
    }
}
