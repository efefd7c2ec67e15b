using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Schedules.Infrastructure.Persistence;

/// <summary>For the tool alone: dotnet ef migrations add NAME --project src/Infrastructure --output-dir Persistence/Migrations/Sqlite</summary>
public sealed class DesignTimeDb : IDesignTimeDbContextFactory<SchedulesDb>
{
    public SchedulesDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SchedulesDb>().UseSqlite("Data Source=:memory:").Options);
}
