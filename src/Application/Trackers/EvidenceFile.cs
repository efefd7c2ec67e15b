using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

/// <summary>A scan's evidence as compressed JSON.</summary>
public static class EvidenceFile
{
    /// <summary>Larger evidence is not kept: the findings are, and have what matters of it.</summary>
    public const int MaxBytes = 16_000_000;

    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <returns>Null where it is too large to be kept.</returns>
    public static byte[]? Write(ScanEvidence evidence)
    {
        using var file = new MemoryStream();
        using (var compressed = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
            JsonSerializer.Serialize(compressed, evidence, _options);
        return file.Length <= MaxBytes ? file.ToArray() : null;
    }

    public static ScanEvidence Read(byte[] content)
    {
        using var compressed = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<ScanEvidence>(compressed, _options)!;
    }
}
