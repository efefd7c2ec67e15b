using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain;

namespace Schedules.WebApi.Json;

/// <summary>Instants are written in UTC with milliseconds and Z, and read in ISO 8601 with any offset.</summary>
public sealed class InstantJsonConverter : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Iso8601.Parse("", reader.GetString() ?? "");
        }
        catch (InvalidValueException)
        {
            // The serializer adds the member's path.
            throw new JsonException();
        }
    }

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToIsoMilliseconds());
}
