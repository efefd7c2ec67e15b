using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Schedules.Infrastructure.Persistence.PostgreSql;

/// <summary>The model on PostgreSQL.</summary>
public sealed class PostgreSqlDb(DbContextOptions<PostgreSqlDb> options) : SchedulesDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Instant>().HaveConversion<InstantToDateTime>();
    }
}
