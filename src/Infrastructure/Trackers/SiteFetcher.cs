using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
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
        catch (Exception exception) when (IsNoAnswer(exception, cancellationToken))
        {
            return null;
        }
    }

    /// <summary>Why the address is no page, whatever a browser does with it; null where it may be one. The body is not read.</summary>
    public async Task<string?> WhyNoPage(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.NoContent
                ? string.Create(CultureInfo.InvariantCulture, $"answers with status {(int)answer.StatusCode}")
                : IsDownload(answer.Content.Headers) ? "is a download" : null;
        }
        catch (Exception exception) when (IsNoAnswer(exception, cancellationToken))
        {
            return null;
        }
    }

    public void Dispose() => _client.Dispose();

    private static bool IsNoAnswer(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or IOException or DialException or InvalidDataException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    // Of what is no text a browser shows only what it can draw.
    private static bool IsDownload(HttpContentHeaders headers) =>
        headers.ContentDisposition?.DispositionType.Equals("attachment", StringComparison.OrdinalIgnoreCase) == true
        || (headers.ContentType?.MediaType is { } type && type.StartsWith("application/", StringComparison.OrdinalIgnoreCase)
            && !type.EndsWith("xml", StringComparison.OrdinalIgnoreCase) && !type.EndsWith("json", StringComparison.OrdinalIgnoreCase));
}
