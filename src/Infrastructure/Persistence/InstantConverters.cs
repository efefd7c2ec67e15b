using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace Schedules.Infrastructure.Persistence;

/// <summary>Instants in a database server's own type for a moment, in UTC.</summary>
public sealed class InstantToDateTime() : ValueConverter<Instant, DateTime>(
    instant => instant.ToDateTimeUtc(),
    stored => Instant.FromDateTimeUtc(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));

/// <summary>Instants where the database has no such type: units of 100 ns since 1970.</summary>
public sealed class InstantToTicks() : ValueConverter<Instant, long>(
    instant => instant.ToUnixTimeTicks(),
    stored => Instant.FromUnixTimeTicks(stored));
