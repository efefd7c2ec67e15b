using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Schedules.Application.Common;

/// <summary>Moments in JSON: UTC, ISO-8601 with milliseconds and Z.</summary>
public sealed class InstantJson : JsonConverter<Instant>
{
    private static readonly InstantPattern _written = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");

    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Instant.FromDateTimeOffset(reader.GetDateTimeOffset());

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(_written.Format(value));
}
