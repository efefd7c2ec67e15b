using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Schedules.Application.Schedules;

namespace Schedules.WebApi.Surfaces;

/// <summary>Settings <c>Shutdown:*</c>.</summary>
public sealed class ShutdownOptions
{
    /// <summary>How long the server still answers after it has told, by /health/ready, that it stops: as long as a load balancer needs to notice.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan Delay { get; set; } = TimeSpan.Zero;

    /// <summary>How long requests and runs have after that. Runs that have not ended are given back and begin again elsewhere.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>A stop in order: readiness goes first, then requests and runs end, all within a limit.</summary>
public static class Drain
{
    public static void AddDrain(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ShutdownOptions>().Bind(configuration.GetSection("Shutdown")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<HostOptions>().Configure<IOptions<ShutdownOptions>>((host, shutdown) =>
        {
            host.ShutdownTimeout = shutdown.Value.Delay + shutdown.Value.Timeout;
            // One after another, a request that does not end would leave no time to give the runs back.
            host.ServicesStopConcurrently = true;
        });
        services.AddOptions<RunOptions>().PostConfigure<IOptions<ShutdownOptions>>((runs, shutdown) =>
            runs.Patience = shutdown.Value.Timeout / 2 is var half && half < runs.Patience ? half : runs.Patience);
        services.AddHostedService<DrainService>();
        services.AddHealthChecks().AddCheck<DrainHealth>("stopping");
    }

    /// <summary>Waits before anything is stopped.</summary>
    private sealed class DrainService(IOptions<ShutdownOptions> options, ILogger<DrainService> logger) : IHostedLifecycleService
    {
        public async Task StoppingAsync(CancellationToken cancellationToken)
        {
            logger.LogInformation("Stopping: not ready any more, answering for another {Delay}", options.Value.Delay);
            // The machine's time, as the load balancer's is, however fast the product's clock may run.
            await Task.Delay(options.Value.Delay, cancellationToken);
        }

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

public sealed class DrainHealth(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Unhealthy("The server is stopping.")
            : HealthCheckResult.Healthy());
}
