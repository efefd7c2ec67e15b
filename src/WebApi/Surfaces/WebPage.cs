using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Schedules.WebApi.Surfaces;

/// <summary>The page at <c>/</c>: plain files of <c>wwwroot</c> that call the server's own surface from the browser, with the visitor's credentials.</summary>
public static class WebPage
{
    // Nothing of anybody else's, nothing inline, and in nobody's frame: what a project is called can never become a script.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UseWebPage(this WebApplication app)
    {
        var files = new FileServerOptions();
        files.StaticFileOptions.OnPrepareResponse = Protect;
        app.UseFileServer(files);
    }

    private static void Protect(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        // Asked for again each time, and answered 304: after an upgrade no browser keeps a part of the old page.
        headers[HeaderNames.CacheControl] = "no-cache";
    }
}
