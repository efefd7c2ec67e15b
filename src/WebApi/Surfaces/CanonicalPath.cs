namespace Schedules.WebApi.Surfaces;

/// <summary>
/// One operation answers under several paths; controllers know only one of them: <c>/privacy-v1/organizations/…</c>,
/// <c>/sod-policies/v1/…</c>, <c>/api/v1/…</c>. This reads the others: without a version, under a yearly version, with doubled slashes.
/// </summary>
public sealed record CanonicalPath(string Path, RequestedSurface Requested)
{
    private const string PrivacyVersion = "privacy-v1";

    private static readonly HashSet<string> _yearly = new(["beta", "v3", "v2024", "v2025", "v2026"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> _governance =
        new(["sod-policies", "sod-violation-report", "sod-violations"], StringComparer.OrdinalIgnoreCase);

    public static CanonicalPath Of(string? path)
    {
        var segments = (path ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var first = segments.FirstOrDefault("").ToLowerInvariant();
        return first switch
        {
            PrivacyVersion => new(Join(segments), new(Surface.Privacy, PrivacyVersion)),
            "organizations" => new(Join([PrivacyVersion, .. segments]), new(Surface.Privacy, PrivacyVersion)),
            "oauth" => new(Join(segments), new(Surface.Governance, "oauth")),
            "scim" => new(Join(segments), new(Surface.Scim, "scim")),
            "api" => new(Join(segments), new(Surface.Own, "api")),
            _ when _yearly.Contains(first) => new(Join(PerService(segments[1..]) ?? segments), new(Surface.Governance, first)),
            _ when _governance.Contains(first) => new(Join(WithVersion(segments)), new(Surface.Governance, "v1")),
            _ => new(Join(segments), new(Surface.Own, "")),
        };
    }

    /// <summary>v3/sod-policies/{id} is sod-policies/v1/{id}.</summary>
    private static string[]? PerService(string[] segments) =>
        segments.Length > 0 && _governance.Contains(segments[0]) ? [segments[0], "v1", .. segments[1..]] : null;

    private static string[] WithVersion(string[] segments) =>
        segments.Length > 1 && segments[1] == "v1" ? segments : PerService(segments)!;

    private static string Join(string[] segments) => "/" + string.Join('/', segments);
}

/// <summary>Puts the canonical path in place of the one that was asked for, and remembers the surface.</summary>
public static class CanonicalPaths
{
    public static void UseCanonicalPaths(this WebApplication app) => app.Use((http, next) =>
    {
        var canonical = CanonicalPath.Of(http.Request.Path.Value);
        var keepsSlash = http.Request.Path.Value is ['/', .., '/'] && canonical.Requested.Version == "";
        http.Request.Path = keepsSlash ? canonical.Path + "/" : canonical.Path;
        http.Features.Set(canonical.Requested);
        if (canonical.Requested.Version == "beta")
            http.Response.OnStarting(() => Task.FromResult(http.Response.Headers["X-Deprecated"] = "true"));
        return next(http);
    });
}

public static class StorableQueries
{
    /// <summary>Refuses the character NUL in the query: not every database can compare with it.</summary>
    public static void UseStorableQueries(this WebApplication app) => app.Use((http, next) =>
        http.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true
            ? throw new BadHttpRequestException("The query must not hold the character NUL (%00).")
            : next(http));
}
