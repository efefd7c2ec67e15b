using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Schedules.Infrastructure.JobEngine;
using Schedules.Infrastructure.Persistence;
using Schedules.WebApi.Errors;

namespace Schedules.WebApi.Surfaces;

/// <summary>/health/live: the process answers. /health/ready: its database does too, has the newest form, and takes what is due.</summary>
public static class Health
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        return services;
    }

    /// <summary>Before credentials are looked at, which takes a database: a process whose database is away lives, and shall not be ended for it.</summary>
    public static void UseHealth(this WebApplication app)
    {
        app.UseHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.UseHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext http, HealthReport report) => report.Status == HealthStatus.Healthy
        ? http.Response.WriteAsync("Healthy", http.RequestAborted)
        : ErrorResponse.WriteAsync(http, new ApiError(503, report.Entries.Values.First(entry => entry.Status != HealthStatus.Healthy).Description!));
}

public sealed class DatabaseHealth(SchedulesDb db, DatabaseWatch watch) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // Opened first, for that does not try again and again.
            await db.Database.OpenConnectionAsync(cancellationToken);
            var pending = await db.Database.GetPendingMigrationsAsync(cancellationToken);
            return pending.Any() ? HealthCheckResult.Unhealthy("The database is not migrated; run the verb migrate.")
                : watch.IsHeldUp ? HealthCheckResult.Unhealthy("The database cannot be written to.")
                : HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (DatabaseFailure.Is(failure))
        {
            // Without the reason, which would be logged with each question: the watch logs it once.
            return HealthCheckResult.Unhealthy("The database cannot be reached.");
        }
    }
}
