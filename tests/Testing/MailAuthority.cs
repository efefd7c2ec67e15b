using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Schedules.Testing;

/// <summary>An authority that nobody knows but who is told of it, and a certificate of it for "localhost": files in PEM.</summary>
internal sealed class MailAuthority
{
    private static readonly DateTimeOffset _from = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _to = new(2049, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="folder">Where the files go.</param>
    public MailAuthority(string folder)
    {
        (Authority, Certificate, Key) = (Path.Combine(folder, "authority.pem"), Path.Combine(folder, "server.pem"), Path.Combine(folder, "server.key"));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = Request("CN=Test authority", authorityKey, isAuthority: true).CreateSelfSigned(_from, _to);
        File.WriteAllText(Authority, authority.ExportCertificatePem());
        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var server = Server(serverKey).Create(authority, _from, _to, [1, 2, 3, 4]);
        File.WriteAllText(Certificate, server.ExportCertificatePem());
        File.WriteAllText(Key, serverKey.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Whom to trust.</summary>
    public string Authority { get; }

    public string Certificate { get; }

    public string Key { get; }

    private static CertificateRequest Request(string name, ECDsa key, bool isAuthority)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, hasPathLengthConstraint: false, 0, critical: true));
        return request;
    }

    private static CertificateRequest Server(ECDsa key)
    {
        var request = Request("CN=localhost", key, isAuthority: false);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        return request;
    }
}
