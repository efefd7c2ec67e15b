using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Schedules.Application.Common;
using Schedules.Infrastructure.Persistence;
using Schedules.Infrastructure.Trackers;

namespace Schedules.Infrastructure;

public static class DependencyInjection
{
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddDbContext<SchedulesDb>(options =>
            options.UseSqlite(configuration.GetConnectionString("Schedules") ?? "Data Source=data/schedules.db"));
        services.AddScoped<ISchedulesDb>(provider => provider.GetRequiredService<SchedulesDb>());
        services.AddScanner(configuration);
        return services;
    }

    private static void AddScanner(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ScannerOptions>().Bind(configuration.GetSection(ScannerOptions.Section)).ValidateOnStart()
            .Validate(scanner => scanner.PageTimeout > TimeSpan.Zero, "Scanner:PageTimeout must be longer than nothing, such as 00:00:30.")
            .Validate(scanner => HostRules.AreValid(scanner.HostResolverRules), $"Scanner:HostResolverRules must be {HostRules.Accepted}.");
        services.AddSingleton<IWebsiteBrowser, ChromiumBrowser>();
    }
}
