using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace Schedules.Infrastructure.Persistence;

/// <summary>Instants are stored in UTC, in each database's own type for a moment.</summary>
public sealed class InstantConverter() : ValueConverter<Instant, DateTime>(
    instant => instant.ToDateTimeUtc(),
    stored => Instant.FromDateTimeUtc(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
