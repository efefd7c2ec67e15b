using AutoMapper;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>From the domain to what the API shows. The other way passes the domain's own constructors.</summary>
public sealed class SodProfile : Profile
{
    public SodProfile()
    {
        CreateMap<PolicyState, string>().ConvertUsing(state => Word.Of(state));
        CreateMap<PolicyLevel, string>().ConvertUsing(level => Word.Of(level));
        CreateMap<PolicyType, string>().ConvertUsing(type => Word.Of(type));
        CreateMap<OwnerType, string>().ConvertUsing(type => Word.Of(type));
        CreateMap<AssignmentRule, string>().ConvertUsing(rule => Word.Of(rule));
        CreateMap<ViolationOwnerType, string>().ConvertUsing(type => Word.Of(type));
        CreateMap<PolicyOwner, OwnerRefDto>();
        CreateMap<ViolationOwner, OwnerRefDto>();
        CreateMap<ViolationOwnerAssignment, ViolationOwnerAssignmentDto>();
        CreateMap<EntitlementRef, CriteriaItemDto>().ForCtorParam("Type", item => item.MapFrom(_ => EntitlementRef.Type));
        CreateMap<ControlRef, ControlRefDto>().ForCtorParam("Type", control => control.MapFrom(_ => ControlRef.Type));
        CreateMap<AccessCriteria, AccessCriteriaDto>();
        CreateMap<ConflictingAccessCriteria, ConflictingAccessCriteriaDto>();
        CreateMap<SodPolicy, SodPolicyDto>().ForMember(policy => policy.Scheduled, scheduled => scheduled.Ignore());
    }
}
