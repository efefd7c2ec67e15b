using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Schedules.Infrastructure.Persistence.Sqlite;
using Schedules.Verification;
using Schedules.Verification.Ledger;

namespace Schedules.UnitTests.Verification;

/// <summary>A SQLite file of the product's form with rows made by hand: what the checker is told is what a test wrote, and no more.</summary>
internal sealed class LedgerFile : IAsyncDisposable
{
    public const string DailyAtNine = """{"type":"DAILY","hours":{"type":"LIST","values":["9"]},"timeZoneId":"UTC"}""";
    public const string DailyAtTen = """{"scanPeriod":"daily","scheduledHour":10,"scheduledDayOfWeek":0,"scheduledDayOfMonth":1}""";

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"ledger-{Guid.NewGuid():N}.db");
    private readonly SqliteConnection _connection;

    private LedgerFile() => _connection = new SqliteConnection($"Data Source={_path};Pooling=False");

    public static async Task<LedgerFile> Make()
    {
        var file = new LedgerFile();
        await file._connection.OpenAsync();
        // Nobody reads the file after a power cut.
        await file.Sql("PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY");
        await using var db = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite(file._connection).Options);
        await db.Database.MigrateAsync();
        return file;
    }

    /// <summary>A schedule's version: what it says from an instant on.</summary>
    public Task Version(Guid schedule, int version, string at, string rule = DailyAtNine, bool enabled = true, bool deleted = false) => Sql(
        """
        INSERT INTO "ScheduleVersions" ("ScheduleId", "Version", "OrganizationId", "TargetType", "TargetId", "Rule", "IsEnabled", "IsDeleted", "At", "ModifierId")
        VALUES (@p0, @p1, @p2, 'SodPolicy', @p2, @p3, @p4, @p5, @p6, 'somebody')
        """,
        Bytes(schedule), version, Bytes(Guid.Empty), rule, enabled, deleted, Ticks(at));

    /// <summary>The organization of all of them, of which runs from before an instant were deleted.</summary>
    public Task KeptFrom(string at) => Sql(
        """INSERT INTO "Organizations" ("Id", "Name", "CreatedAt", "KeptFrom") VALUES (@p0, 'Acme', 0, @p1)""", Bytes(Guid.Empty), Ticks(at));

    /// <summary>The schedule itself, as it stands now.</summary>
    public Task Schedule(Guid schedule, int version, string rule = DailyAtNine) => Sql(
        """
        INSERT INTO "Schedules" ("Id", "OrganizationId", "TargetType", "TargetId", "Rule", "IsEnabled", "Version", "CreatorId", "CreatedAt", "ModifierId", "ModifiedAt")
        VALUES (@p0, @p1, 'SodPolicy', @p0, @p2, 1, @p3, 'somebody', 0, 'somebody', 0)
        """,
        Bytes(schedule), Bytes(Guid.Empty), rule, version);

    /// <summary>A run; one that was started began a second and a half late.</summary>
    /// <param name="schedule">Whose.</param>
    /// <param name="dueAt">Null for one that somebody asked for.</param>
    /// <param name="status">As stored.</param>
    /// <param name="version">Of the schedule.</param>
    /// <param name="attempt">The last.</param>
    public Task Run(Guid schedule, string? dueAt, string status = "Succeeded", int version = 1, int attempt = 1) => Sql(
        """
        INSERT INTO "Runs" ("Id", "OrganizationId", "ScheduleId", "ScheduleVersion", "TargetType", "TargetId", "Trigger", "DueAt", "At", "Status", "Attempt",
            "AvailableAt", "Turn", "StartedAt")
        VALUES (@p0, @p1, @p2, @p3, 'SodPolicy', @p1, 'Scheduled', @p4, 0, @p5, @p6, 0, 0, @p7)
        """,
        Bytes(Guid.NewGuid()), Bytes(Guid.Empty), Bytes(schedule), version, dueAt is null ? null : Ticks(dueAt), status, attempt,
        dueAt is null || status is "Queued" or "Skipped" or "Missed" ? null : Ticks(dueAt) + (3 * TimeSpan.TicksPerSecond / 2));

    public async Task Sql(string sql, params object?[] values)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"@p{i}", values[i] ?? DBNull.Value);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Checks a window; a run may be open until two hours before its end.</summary>
    public Task<Report> Check(string after, string until)
    {
        var end = InstantText.Read(until);
        return new LedgerCheck(_connection).Run(new Window(InstantText.Read(after), end, end.AddHours(-2), "UTC"), default);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        File.Delete(_path);
    }

    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    private static long Ticks(string at) => (InstantText.Read(at) - DateTime.UnixEpoch).Ticks;
}
