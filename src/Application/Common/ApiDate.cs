using NodaTime;
using NodaTime.Text;

namespace Schedules.Application.Common;

/// <summary>Instants in JSON: UTC ISO-8601 with milliseconds and Z.</summary>
public static class ApiDate
{
    private static readonly InstantPattern _pattern = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");

    public static string Write(Instant instant) => _pattern.Format(instant);

    public static string? Write(Instant? instant) => instant is { } value ? Write(value) : null;
}
