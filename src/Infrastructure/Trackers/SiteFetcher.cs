using System.Net;
using System.Net.Sockets;

namespace Schedules.Infrastructure.Trackers;

/// <summary>Fetches robots.txt and sitemaps, by the same guarded way that the browser's bytes go.</summary>
internal sealed class SiteFetcher : IDisposable
{
    public const string UserAgent = "Mozilla/5.0 (compatible; Schedules tracker scan)";

    private const int MaxBytes = 10 * 1024 * 1024;

    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client;

    public SiteFetcher(GuardedDialer dialer, ScannerOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
                new NetworkStream(await dialer.Dial(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken), ownsSocket: true),
            UseProxy = false,
            UseCookies = false,
            MaxAutomaticRedirections = 5,
            AutomaticDecompression = DecompressionMethods.All,
        };
        if (options.IgnoreCertificateErrors)
        {
#pragma warning disable CA5359 // Asked for by a setting; what is fetched is public and holds no secrets.
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        _client = new(handler) { Timeout = _timeout, MaxResponseContentBufferSize = MaxBytes };
        _client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", UserAgent);
    }

    /// <summary>The status and what was answered; null where nobody answered, or with too much.</summary>
    public async Task<(HttpStatusCode Status, byte[] Body)?> Fetch(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.GetAsync(url, cancellationToken);
            return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or DialException or InvalidDataException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    public void Dispose() => _client.Dispose();
}
