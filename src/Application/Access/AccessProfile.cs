using AutoMapper;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>An organization as the privacy surface shows it. Dates are milliseconds since 1970 in UTC.</summary>
public sealed record OrganizationDto
{
    public Guid Id { get; init; }

    public string Name { get; init; } = "";

    public string Slug { get; init; } = "";

    public string Status { get; } = "active";

    public StatusFlags StatusFlags { get; } = StatusFlags.Active;

    public long DateCreated { get; init; }

    public long DateUpdated { get; init; }
}

public sealed record StatusFlags(bool IsActive, bool IsTest)
{
    public static StatusFlags Active { get; } = new(true, false);
}

public sealed class AccessProfile : Profile
{
    public AccessProfile() => CreateMap<Organization, OrganizationDto>()
        .ForMember(dto => dto.DateCreated, map => map.MapFrom(organization => organization.CreatedAt.ToUnixTimeMilliseconds()))
        .ForMember(dto => dto.DateUpdated, map => map.MapFrom(organization => organization.CreatedAt.ToUnixTimeMilliseconds()));
}
