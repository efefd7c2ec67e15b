namespace Schedules.WebApi.Surfaces;

/// <summary>The four faces of the server. Each has its credentials and its format of errors.</summary>
public enum Surface
{
    /// <summary>Problem details (RFC 9457): /api/v1, health, documents.</summary>
    Own,

    /// <summary>Tracker scans of websites: /privacy-v1/… and /organizations/….</summary>
    Privacy,

    /// <summary>Separation of duties and tokens: /v3/sod-policies/…, /sod-policies/v1/…, /oauth/….</summary>
    Governance,

    /// <summary>Directories that push users and groups: /scim/v2/….</summary>
    Scim,
}

/// <summary>What the caller asked for, read from the path once, before it is rewritten.</summary>
/// <param name="Surface">Chooses the format of errors.</param>
/// <param name="Version">The API version that rate limits count by; empty outside the APIs.</param>
public sealed record RequestedSurface(Surface Surface, string Version)
{
    private static readonly RequestedSurface _none = new(Surface.Own, "");

    public static RequestedSurface Of(HttpContext http) => http.Features.Get<RequestedSurface>() ?? _none;
}
