using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Schedules.IntegrationTests.Trackers;

/// <summary>A small web of many hosts on one loopback server, plain and with TLS; notes who was asked for what.</summary>
internal sealed class TestWeb : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, RequestDelegate> _pages = new();
    private readonly ConcurrentQueue<string> _hits = new();
    private WebApplication _server = null!;

    /// <summary>host/path of every request so far.</summary>
    public IReadOnlyCollection<string> Hits => _hits;

    public int HttpPort { get; private set; }

    public int HttpsPort { get; private set; }

    /// <summary>Every name of the web, but no address, leads to this server.</summary>
    public string Rules => $"MAP *.example:443 127.0.0.1:{HttpsPort}, MAP *.example:80 127.0.0.1:{HttpPort}";

    public static async Task<TestWeb> Start()
    {
        var web = new TestWeb();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(SelfSigned()));
        });
        web._server = builder.Build();
        web._server.UseWebSockets();
        web._server.Run(web.Answer);
        await web._server.StartAsync();
        var ports = web._server.Urls.Select(url => new Uri(url)).ToDictionary(url => url.Scheme, url => url.Port);
        (web.HttpPort, web.HttpsPort) = (ports["http"], ports["https"]);
        return web;
    }

    public TestWeb Page(string address, string html, params string[] cookies) => On(address, context =>
    {
        foreach (var cookie in cookies)
            context.Response.Headers.Append("Set-Cookie", cookie);
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync(html);
    });

    public TestWeb Redirect(string address, string target) => On(address, context =>
    {
        context.Response.Redirect(target);
        return Task.CompletedTask;
    });

    /// <param name="address">host/path</param>
    /// <param name="answer">What the server does.</param>
    public TestWeb On(string address, RequestDelegate answer)
    {
        _pages[address] = answer;
        return this;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private Task Answer(HttpContext context)
    {
        var address = context.Request.Host.Host + context.Request.Path;
        _hits.Enqueue(address);
        if (_pages.TryGetValue(address, out var answer))
            return answer(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test web", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("*.example");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(130));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
