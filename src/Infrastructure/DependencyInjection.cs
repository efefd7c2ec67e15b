using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Schedules.Application.Common;
using Schedules.Infrastructure.Persistence;

namespace Schedules.Infrastructure;

public static class DependencyInjection
{
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddDbContext<SchedulesDb>(options =>
            options.UseSqlite(configuration.GetConnectionString("Schedules") ?? "Data Source=data/schedules.db"));
        services.AddScoped<ISchedulesDb>(provider => provider.GetRequiredService<SchedulesDb>());
        return services;
    }
}
