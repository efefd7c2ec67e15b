using System.Text.Json.Serialization;
using AutoMapper;
using Schedules.Application.Access;
using Schedules.Domain;
using Schedules.Domain.Trackers;

namespace Schedules.Application.Trackers;

/// <summary>A project as the privacy surface shows it. Dates are milliseconds since 1970 in UTC.</summary>
public sealed record ProjectDto
{
    public Guid Id { get; init; }

    public Guid OrganizationId { get; init; }

    public string Name { get; init; } = "";

    public string Slug { get; init; } = "";

    public string Type { get; } = "website";

    public string Status { get; } = "active";

    public StatusFlags StatusFlags { get; } = StatusFlags.Active;

    public IReadOnlyList<string> ContactEmails { get; init; } = [];

    public IReadOnlyList<string> Domains { get; init; } = [];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PrivacyPolicyUrl { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TermsOfServiceUrl { get; init; }

    public ProjectSettings Settings { get; init; } = new(new TrackerSettings(DeepScan: true));

    public long DateCreated { get; init; }

    public long DateUpdated { get; init; }
}

/// <param name="Trackers">How trackers are looked for.</param>
public sealed record ProjectSettings(TrackerSettings? Trackers);

/// <param name="DeepScan">Scans open a sample of pages, as visitors who choose nothing, reject, accept, and say Global Privacy Control; else the landing pages alone.</param>
public sealed record TrackerSettings(bool? DeepScan);

/// <summary>A domain of a project: a bare host name.</summary>
public sealed record DomainDto(string Name, Guid ProjectId, Guid OrganizationId);

public sealed class ProjectProfile : Profile
{
    public ProjectProfile() => CreateMap<Project, ProjectDto>()
        .ForMember(dto => dto.Slug, map => map.MapFrom(project => Text.Slug(project.Name)))
        .ForMember(dto => dto.Settings, map => map.MapFrom(project => new ProjectSettings(new TrackerSettings(project.DeepScan))))
        .ForMember(dto => dto.DateCreated, map => map.MapFrom(project => project.CreatedAt.ToUnixTimeMilliseconds()))
        .ForMember(dto => dto.DateUpdated, map => map.MapFrom(project => project.UpdatedAt.ToUnixTimeMilliseconds()));
}
