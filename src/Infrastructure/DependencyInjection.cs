using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Schedules.Application.Access;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;
using Schedules.Domain.Trackers;
using Schedules.Infrastructure.Access;
using Schedules.Infrastructure.JobEngine;
using Schedules.Infrastructure.Mail;
using Schedules.Infrastructure.Persistence;
using Schedules.Infrastructure.Trackers;

namespace Schedules.Infrastructure;

public static class DependencyInjection
{
    private const string DefaultTimeZone = "Organizations:DefaultTimeZone";

    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddDatabase(configuration);
        services.AddSingleton(new OrganizationDefaults(TimeZones.Parse(DefaultTimeZone, configuration[DefaultTimeZone] ?? "UTC")));
        services.AddDispatch(configuration);
        services.AddScanner(configuration);
        services.AddMail(configuration);
        services.AddOptions<ImportOptions>().Bind(configuration.GetSection(ImportOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IRowFiles, RowFiles>();
        return services.AddQuartzJobEngine(configuration);
    }

    private static void AddDispatch(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DispatchOptions>().Bind(configuration.GetSection("Dispatch")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RunOptions>().Bind(configuration.GetSection("Runs")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<JobEngineOptions>().Bind(configuration.GetSection("JobEngine")).ValidateDataAnnotations().ValidateOnStart();
        var dispatch = configuration.GetSection("Dispatch").Get<DispatchOptions>() ?? new DispatchOptions();
        services.AddSingleton(provider => new DispatchPolicy(
            Duration.FromTimeSpan(dispatch.CatchUpWindow), provider.GetRequiredService<OrganizationDefaults>().TimeZone)
        {
            Grace = Duration.FromMinutes(1) * Math.Max(1, AdjustedClock.SpeedOf(configuration)),
        });
        services.PostConfigure<RunOptions>(runs => runs.ClockSpeed = AdjustedClock.SpeedOf(configuration));
    }

    private static void AddScanner(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ScannerOptions>().Bind(configuration.GetSection(ScannerOptions.Section)).ValidateOnStart()
            .Validate(scanner => scanner.PageTimeout > TimeSpan.Zero, "Scanner:PageTimeout must be longer than nothing, such as 00:00:30.")
            .Validate(scanner => scanner.ScanTimeout > TimeSpan.Zero, "Scanner:ScanTimeout must be longer than nothing, such as 00:15:00.")
            .Validate(scanner => scanner.Politeness >= TimeSpan.Zero, "Scanner:Politeness must not be negative, such as 00:00:00.500.")
            .Validate(scanner => scanner.MaxPages is >= 1 and <= 1000, "Scanner:MaxPages must be 1 to 1000.")
            .Validate(scanner => scanner.PagesAtATime is >= 1 and <= 16, "Scanner:PagesAtATime must be 1 to 16.")
            .Validate(scanner => scanner.MaxMemory >= 256 && scanner.MaxProcesses >= 10, "Scanner:MaxMemory must be at least 256, Scanner:MaxProcesses 10.")
            .Validate(scanner => HostRules.AreValid(scanner.HostResolverRules), $"Scanner:HostResolverRules must be {HostRules.Accepted}.");
        services.AddSingleton<IWebsiteBrowser, ChromiumBrowser>();
        services.AddSingleton(OperatorLists.Catalogue(configuration[OperatorLists.Setting]));
    }
}
