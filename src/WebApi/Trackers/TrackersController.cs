using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Schedules.Application.Common;
using Schedules.Application.Trackers;
using Schedules.Domain.Trackers;
using Schedules.WebApi.Auth;

namespace Schedules.WebApi.Trackers;

/// <summary>The trackers of a project: what its scans found, and what people enter and decide.</summary>
[ApiController]
[Authorize(Policy = Policies.Privacy)]
[Route("privacy-v1/organizations/{organizationId}/projects/{projectId}")]
public sealed class TrackersController(IMediator mediator) : ControllerBase
{
    /// <summary>Enters one tracker, or several under <c>items</c>.</summary>
    [HttpPost("trackers")]
    [ProducesResponseType<IReadOnlyList<TrackerDto>>(201)]
    public async Task<IActionResult> Create(Guid organizationId, Guid projectId, NewTrackers body, CancellationToken cancellationToken) =>
        StatusCode(201, await mediator.Send(body.ToCommand(projectId), cancellationToken));

    /// <summary>An extension: the trackers that the project has.</summary>
    [HttpGet("trackers")]
    public Task<Page<TrackerDetailsDto>> List(
        Guid organizationId, Guid projectId, [FromQuery] ListTrackersQuery query, CancellationToken cancellationToken) =>
        mediator.Send(new ListTrackers(projectId, query), cancellationToken);

    /// <summary>An extension: one tracker.</summary>
    [HttpGet("trackers/{trackerId}")]
    public async Task<TrackerDetailsDto> Get(Guid organizationId, Guid projectId, Guid trackerId, CancellationToken cancellationToken) =>
        this.Show(await mediator.Send(new GetTracker(projectId, trackerId), cancellationToken));

    /// <summary>An extension: changes what is said of a tracker, and decides what it is for.</summary>
    [HttpPatch("trackers/{trackerId}")]
    public async Task<TrackerDetailsDto> Update(
        Guid organizationId, Guid projectId, Guid trackerId, TrackerChangeBody body, CancellationToken cancellationToken) =>
        this.Show(await mediator.Send(body.ToCommand(projectId, trackerId, this.ExpectedVersion()), cancellationToken));

    /// <summary>An extension: takes a tracker out of the project.</summary>
    [HttpDelete("trackers/{trackerId}")]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Delete(Guid organizationId, Guid projectId, Guid trackerId, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteTracker(projectId, trackerId, this.ExpectedVersion()), cancellationToken);
        return NoContent();
    }

    /// <summary>An extension: decides what many trackers are for.</summary>
    [HttpPost("trackers/triage")]
    public Task<IReadOnlyList<TrackerDetailsDto>> Triage(Guid organizationId, Guid projectId, TriageBody body, CancellationToken cancellationToken) =>
        mediator.Send(new TriageTrackers(projectId, body.Ids, new(body.Category, body.Reason, body.IgnoredUntil)), cancellationToken);

    /// <summary>An extension: what the project says of kinds of trackers.</summary>
    [HttpGet("tracker-rules")]
    public async Task<TrackerRulesDto> Rules(Guid organizationId, Guid projectId, CancellationToken cancellationToken) =>
        this.Show(await mediator.Send(new GetTrackerRules(projectId), cancellationToken));

    /// <summary>An extension: replaces those rules.</summary>
    [HttpPut("tracker-rules")]
    public async Task<TrackerRulesDto> PutRules(Guid organizationId, Guid projectId, TrackerRulesBody body, CancellationToken cancellationToken) =>
        this.Show(await mediator.Send(new PutTrackerRules(projectId, body.Items, this.ExpectedVersion()), cancellationToken));
}

/// <summary>One tracker, or several under items: never both.</summary>
public sealed record NewTrackers(
    string? Name, string? Type, string? DetectedName, string? Company, string? Description, string? Domain, string? Pattern, string? Origin,
    string? MatchType, string? MatchedTrackerId, IReadOnlyList<string>? OverrideFields, string? Category, int? Expiration,
    [property: RefuseNull] IReadOnlyList<TrackerBody?>? Items)
    : TrackerBody(
        Name, Type, DetectedName, Company, Description, Domain, Pattern, Origin, MatchType, MatchedTrackerId, OverrideFields, Category, Expiration)
{
    public CreateTrackers ToCommand(Guid projectId) => Items is not null && Beside() is { } member
        ? throw new Domain.InvalidValueException("items", null, $"absent where {member} is: one tracker is sent, or several")
        : new(projectId, Items is null ? this : null, Items);

    private string? Beside() => new (string Name, object? Value)[]
    {
        ("name", Name), ("type", Type), ("detectedName", DetectedName), ("company", Company), ("description", Description), ("domain", Domain), ("pattern", Pattern),
        ("origin", Origin), ("matchType", MatchType), ("matchedTrackerId", MatchedTrackerId), ("overrideFields", OverrideFields), ("category", Category),
        ("expiration", Expiration),
    }.FirstOrDefault(member => member.Value is not null).Name;
}

/// <summary>Absent members stay as they are; an explicit null is refused, an empty text clears.</summary>
public sealed record TrackerChangeBody(
    [property: RefuseNull] string? Name,
    [property: RefuseNull] string? Company,
    [property: RefuseNull] string? Description,
    [property: RefuseNull] string? Pattern,
    [property: RefuseNull] int? Expiration,
    [property: RefuseNull] string? Category,
    [property: RefuseNull] string? Reason,
    [property: RefuseNull] long? IgnoredUntil)
{
    public UpdateTracker ToCommand(Guid projectId, Guid trackerId, string? expectedVersion) => new(
        projectId, trackerId, new TrackerTerms(Name, Company, Description, Pattern, Expiration), new(Category, Reason, IgnoredUntil), expectedVersion);
}

/// <param name="Ids">1 to 1000 trackers of the project.</param>
/// <param name="Category">Any of the ten words, or <c>suggested</c>.</param>
public sealed record TriageBody(
    [property: RefuseNull] IReadOnlyList<Guid>? Ids,
    [property: RefuseNull] string? Category,
    [property: RefuseNull] string? Reason,
    [property: RefuseNull] long? IgnoredUntil);

public sealed record TrackerRulesBody([property: RefuseNull] IReadOnlyList<TrackerRuleDto?>? Items);
