using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Schedules.Infrastructure.Persistence.PostgreSql;
using Schedules.Infrastructure.Persistence.Sqlite;
using Schedules.Infrastructure.Persistence.SqlServer;

namespace Schedules.Infrastructure.Persistence;

// For the tool alone, which connects to nothing here. scripts/add-migration.sh NAME makes a migration for all three.

public sealed class DesignTimeSqlite : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteDb>().UseSqlite().Options);
}

public sealed class DesignTimePostgreSql : IDesignTimeDbContextFactory<PostgreSqlDb>
{
    public PostgreSqlDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgreSqlDb>().UseNpgsql().Options);
}

public sealed class DesignTimeSqlServer : IDesignTimeDbContextFactory<SqlServerDb>
{
    public SqlServerDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqlServerDb>().UseSqlServer().Options);
}
