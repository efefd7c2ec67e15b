using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;
using Schedules.Infrastructure.Persistence;

namespace Schedules.Infrastructure;

public static class DependencyInjection
{
    private const string DefaultTimeZone = "Organizations:DefaultTimeZone";

    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddDbContext<SchedulesDb>(options =>
            options.UseSqlite(configuration.GetConnectionString("Schedules") ?? "Data Source=data/schedules.db"));
        services.AddScoped<ISchedulesDb>(provider => provider.GetRequiredService<SchedulesDb>());
        services.AddSingleton(new OrganizationDefaults(TimeZones.Parse(DefaultTimeZone, configuration[DefaultTimeZone] ?? "UTC")));
        return services;
    }
}
