using System.Text.Json;
using System.Text.Json.Serialization;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Schedules;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

/// <summary>What somebody asks of one scan; what is absent is as the project's settings say. Kept as the run's parameters, in the same words.</summary>
/// <param name="Depth">quick: the landing pages, once. full: a sample of pages, in all passes.</param>
/// <param name="Screenshots">Takes a picture of each page before any choice is made there; none where absent.</param>
public sealed record ScanRequest(
    [property: RefuseNull, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Depth = null,
    [property: RefuseNull, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Screenshots = null)
{
    /// <summary>What a run was asked for; null where nothing was said, or of a run that is no scan.</summary>
    public static ScanRequest? Of(Run run) => run is { TargetType: TargetType.TrackerScan, Parameters: { } said }
        ? JsonSerializer.Deserialize<ScanRequest>(said, JsonSerializerOptions.Web)
        : null;

    /// <summary>As a run keeps it; null where nothing is said.</summary>
    /// <exception cref="InvalidValueException">depth: another word.</exception>
    public string? Parameters()
    {
        if (Depth is not null)
            _ = TrackerWords.Parse<ScanDepth>("depth", Depth);
        return Depth is null && Screenshots is null ? null : JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
    }

    public ScanOrder OrderOf(Project project) => new(
        project.Domains, DepthOf(project), BitConverter.ToInt32(project.Id.ToByteArray()), Screenshots ?? false);

    private ScanDepth DepthOf(Project project) => Depth is not null
        ? TrackerWords.Parse<ScanDepth>("depth", Depth)
        : project.DeepScan ? ScanDepth.Full : ScanDepth.Quick;
}
