using System.Text.Json;
using System.Text.Json.Serialization;

namespace Schedules.Application.Common;

/// <summary>
/// For members of a PATCH body: absent means unchanged, an explicit null is refused as a value of the wrong type.
/// <code>[property: RefuseNull] int? ScheduledHour</code>
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RefuseNullAttribute : JsonConverterAttribute
{
    public override JsonConverter CreateConverter(Type typeToConvert) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<T> : JsonConverter<T>
    {
        public override bool HandleNull => true;

        // The serializer adds the member's path to an exception without one.
        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? throw new JsonException() : Inner(options).Read(ref reader, typeToConvert, options);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            Inner(options).Write(writer, value, options);

        private static JsonConverter<T> Inner(JsonSerializerOptions options) => (JsonConverter<T>)options.GetConverter(typeof(T));
    }
}
