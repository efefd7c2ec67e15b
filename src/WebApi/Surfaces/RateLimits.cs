using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Schedules.WebApi.Auth;
using Schedules.WebApi.Errors;

namespace Schedules.WebApi.Surfaces;

/// <summary>
/// <c>RateLimits:Requests</c> per <c>RateLimits:Window</c>, counted for each client and API version: a client is a key or an
/// OAuth client, and an address where no credential was good.
/// </summary>
public static class RateLimits
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var limit = new FixedWindowRateLimiterOptions
        {
            PermitLimit = configuration.GetValue("RateLimits:Requests", 100),
            Window = configuration.GetValue("RateLimits:Window", TimeSpan.FromSeconds(10)),
        };
        // Unchecked, they would be found out by the first request, and by each after it.
        if (limit.PermitLimit < 1 || limit.Window <= TimeSpan.Zero)
            throw new InvalidOperationException("RateLimits:Requests must be a whole number from 1, and RateLimits:Window longer than nothing, such as 00:00:10.");
        return services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => PartitionOf(http) is { } client
                ? RateLimitPartition.GetFixedWindowLimiter(client, _ => limit)
                : RateLimitPartition.GetNoLimiter(""));
            options.OnRejected = (context, _) => RejectAsync(context.HttpContext, context.Lease, limit.Window);
        });
    }

    private static string? PartitionOf(HttpContext http)
    {
        var version = RequestedSurface.Of(http).Version;
        var client = http.User.FindFirstValue(AccessClaims.Client) ?? http.Connection.RemoteIpAddress?.ToString();
        return version.Length == 0 ? null : $"{version} {client}";
    }

    private static async ValueTask RejectAsync(HttpContext http, RateLimitLease lease, TimeSpan window)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var left) ? left : window;
        http.Response.Headers.RetryAfter = Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await ErrorResponse.WriteAsync(http, ApiError.OfStatus(429));
    }
}
