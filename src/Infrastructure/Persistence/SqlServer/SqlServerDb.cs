using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Schedules.Infrastructure.Persistence.SqlServer;

/// <summary>The model on SQL Server. Texts compare by their characters, as they do on the other databases: its own default ignores case.</summary>
public sealed class SqlServerDb(DbContextOptions<SqlServerDb> options) : SchedulesDb(options)
{
    internal const string ByCharacter = "Latin1_General_100_BIN2";

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Instant>().HaveConversion<InstantToDateTime>();
        configurationBuilder.Properties<string>().UseCollation(ByCharacter);
    }
}
