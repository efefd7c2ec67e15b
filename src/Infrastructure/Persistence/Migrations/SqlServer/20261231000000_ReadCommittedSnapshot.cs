using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Schedules.Infrastructure.Persistence.SqlServer;

namespace Schedules.Infrastructure.Persistence.Migrations.SqlServer;

/// <summary>
/// Readers see what was committed last and wait for nobody, as on the other databases: else every list waits for every dispatch. EF Core sets that
/// where it makes the database itself; this is for one that was there already. Written by hand, for no model has it.
/// </summary>
/// <remarks>The statement does not return while anybody else is connected, so that those are disconnected; and it refuses to be part of a transaction.</remarks>
[DbContext(typeof(SqlServerDb))]
[Migration("20261231000000_ReadCommittedSnapshot")]
public sealed class ReadCommittedSnapshot : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            IF (SELECT is_read_committed_snapshot_on FROM sys.databases WHERE database_id = DB_ID()) = 0
                ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
            """,
            suppressTransaction: true);

        // For transactions that read access data in several statements and must see one moment. Waits for transactions that are going.
        migrationBuilder.Sql(
            """
            IF (SELECT snapshot_isolation_state FROM sys.databases WHERE database_id = DB_ID()) = 0
                ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON;
            """,
            suppressTransaction: true);
    }

    // The database may have had it before: nothing is taken away.
    protected override void Down(MigrationBuilder migrationBuilder)
    {
    }
}
