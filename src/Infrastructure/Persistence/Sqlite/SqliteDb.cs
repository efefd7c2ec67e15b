using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace Schedules.Infrastructure.Persistence.Sqlite;

/// <summary>The model on SQLite. Ids and instants are stored in few bytes: half of what a burst writes is those, in indexes.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : SchedulesDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Instant>().HaveConversion<InstantToTicks>();
        configurationBuilder.Properties<Guid>().HaveConversion<GuidToBigEndian>();
    }

    // Big-endian keeps the order of ids that carry their time.
    private sealed class GuidToBigEndian() : ValueConverter<Guid, byte[]>(
        id => id.ToByteArray(true),
        stored => new Guid(stored, true));
}
