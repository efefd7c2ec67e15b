using System.Text.Json.Nodes;
using AutoMapper;
using MediatR;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>Changes members of a CONFLICTING_ACCESS_BASED policy by a JSON Patch, whole or not at all.</summary>
/// <param name="Id">A UUID with dashes, or 32 hex digits.</param>
/// <param name="Operations">Applied to the policy as the version shows it; a patchable member without a value is there and null.</param>
/// <param name="Version">Which members it may change, and are shown.</param>
/// <param name="ExpectedVersion">The version of the policy that the client read; null where it does not care.</param>
/// <param name="Json">How the caller's edge writes and reads a policy.</param>
/// <exception cref="NotFoundException">No such policy, or it is deleted.</exception>
public sealed record PatchSodPolicy(
    string Id, IReadOnlyList<JsonPatchOperation?> Operations, SodPolicyVersion Version, string? ExpectedVersion, SodPolicyJson Json)
    : IRequest<Versioned<SodPolicyDto>>, IRepeatable;

/// <summary>How an edge writes a policy and reads one: a patch is applied to what clients are shown.</summary>
public sealed record SodPolicyJson(Func<SodPolicyDto, JsonObject> Write, Func<JsonObject, SodPolicyBody> Read);

internal sealed class PatchSodPolicyHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock, IMapper mapper)
    : IRequestHandler<PatchSodPolicy, Versioned<SodPolicyDto>>
{
    private static readonly string[] _yearly =
    [
        "name", "description", "ownerRef", "externalPolicyReference", "compensatingControls", "correctionAdvice", "state", "tags",
        "violationOwnerAssignmentConfig", "scheduled", "conflictingAccessCriteria",
    ];

    private static readonly string[] _v1 = [.. _yearly, "level", "secondaryOwnerRefs", "allowedControls"];

    public async Task<Versioned<SodPolicyDto>> Handle(PatchSodPolicy request, CancellationToken cancellationToken)
    {
        var policy = await db.SodPolicies.GetAsync(user.OrganizationId, request.Id, cancellationToken);
        Versions.Require(Versions.Of(policy.Id, policy.Version), request.ExpectedVersion);
        if (policy.Type == PolicyType.General)
            throw new InvalidValueException("type", Word.Of(policy.Type), "CONFLICTING_ACCESS_BASED: a policy of another type is replaced (PUT), not patched");
        var shown = (await db.ShowAsync(mapper, policy, request.Version, cancellationToken)).Value;
        policy.Replace(TermsOf(request, policy, shown), user.Id, clock.Now());
        await db.SaveChangesAsync(cancellationToken);
        return await db.ShowAsync(mapper, policy, request.Version, cancellationToken);
    }

    private static PolicyTerms TermsOf(PatchSodPolicy request, SodPolicy policy, SodPolicyDto shown)
    {
        var patchable = request.Version == SodPolicyVersion.V1 ? _v1 : _yearly;
        var document = request.Json.Write(shown);
        foreach (var member in patchable)
            document.TryAdd(member, null);
        var terms = request.Json.Read(JsonPatch.Apply(document, request.Operations, patchable)).ToTerms();
        return request.Version == SodPolicyVersion.Yearly ? terms.WithConflictOnlyOf(policy) : terms;
    }
}
