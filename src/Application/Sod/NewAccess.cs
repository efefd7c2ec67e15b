using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Access;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>Access that an identity might be given.</summary>
/// <param name="Type">ENTITLEMENT.</param>
/// <param name="Id">The entitlement's or group's id.</param>
/// <param name="Name">What people call it; may be absent.</param>
public sealed record AccessRefDto(string? Type, string? Id, string? Name = null);

/// <summary>The violations that new access would bring.</summary>
public sealed record ViolationPredictionDto(IReadOnlyList<ViolationContextDto> ViolationContexts);

/// <param name="Policy">What would be violated.</param>
/// <param name="ConflictingAccessCriteria">By what.</param>
public sealed record ViolationContextDto(PolicyRefDto Policy, ConflictingItemsDto ConflictingAccessCriteria);

/// <param name="Type">SOD_POLICY.</param>
public sealed record PolicyRefDto(string Type, Guid Id, string Name);

public sealed record ConflictingItemsDto(ConflictingSideDto LeftCriteria, ConflictingSideDto RightCriteria);

public sealed record ConflictingSideDto(IReadOnlyList<ConflictingItemDto> CriteriaList);

/// <param name="Type">ENTITLEMENT.</param>
/// <param name="Existing">Whether the identity holds it already.</param>
public sealed record ConflictingItemDto(
    string Type, string Id, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name, bool Existing);

/// <summary>Asks the policies in force what an identity would violate, had it more access than it has.</summary>
public sealed class NewAccess(ISchedulesDb db, IAccessReader access, ICurrentUser user, TimeProvider clock)
{
    private const int MaxRefs = 1000;

    /// <exception cref="InvalidValueException">identityId is missing, or accessRefs is no such list.</exception>
    /// <exception cref="NotFoundException">There is no such identity.</exception>
    public async Task<ViolationPredictionDto> Predict(string? identityId, IReadOnlyList<AccessRefDto?>? accessRefs, CancellationToken cancellationToken)
    {
        var id = Text.Required("identityId", identityId, 1, Identity.MaxIdLength);
        var added = Checked(accessRefs);
        await using var snapshot = await access.Open(user.OrganizationId, cancellationToken);
        var identity = await snapshot.Find(id, cancellationToken) ?? throw new NotFoundException("Identity", id);
        var policies = await InForce(cancellationToken);
        var exceptions = (await Exceptions(id, cancellationToken)).ToLookup(exception => exception.PolicyId);
        var existing = identity.Entitlements.Select(entitlement => entitlement.Id).ToHashSet(StringComparer.Ordinal);
        var with = With(identity, added);
        var found = new List<(int Policy, Violation Violation)>();
        new PolicyMatcher(new PolicySet(policies, with.Catalogue)).Check(with, found);
        return new([.. found.Where(item => IsNew(item.Violation, existing) && !exceptions[policies[item.Policy].Id].Any(exception => exception.Covers(item.Violation)))
            .Select(item => Context(policies[item.Policy], item.Violation, existing))]);
    }

    private static IReadOnlyList<EntitlementRef> Checked(IReadOnlyList<AccessRefDto?>? refs) => refs is { Count: >= 1 and <= MaxRefs }
        ? refs.Each("accessRefs", item => EntitlementRef.OfType(item?.Type, item?.Id, item?.Name))
        : throw new InvalidValueException("accessRefs", refs?.Count.ToString(), $"a list of 1 to {MaxRefs} entitlements");

    private async Task<List<SodPolicy>> InForce(CancellationToken cancellationToken)
    {
        var enforced = await db.SodPolicies.AsNoTracking()
            .Where(policy => policy.OrganizationId == user.OrganizationId && policy.State == PolicyState.Enforced)
            .OrderBy(policy => policy.Id).ToListAsync(cancellationToken);
        return enforced.FindAll(PolicySet.CanEvaluate);
    }

    private Task<List<SodException>> Exceptions(string identityId, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        return db.SodExceptions.AsNoTracking()
            .Where(exception => exception.OrganizationId == user.OrganizationId && exception.IdentityId == identityId)
            .Where(exception => exception.Expires > now && exception.Revoked == null).ToListAsync(cancellationToken);
    }

    /// <summary>The identity with the access that it has and what is added, groups' contents too, in a catalogue of its own.</summary>
    private static IdentityAccess With(IdentityAccess identity, IReadOnlyList<EntitlementRef> added)
    {
        var catalogue = identity.Catalogue;
        var known = added.Select(entitlement => catalogue.NumberOf(entitlement.Id)).OfType<int>();
        var effective = catalogue.Graph.Effective([.. identity.Effective.Concat(known).Distinct().Order()]).Select(number => catalogue[number]);
        var held = effective.Concat(added).DistinctBy(entitlement => entitlement.Id, StringComparer.Ordinal).ToList();
        var own = new AccessCatalogue([.. held.Index()], new Dictionary<int, int[]>());
        return new(own, identity.Id, identity.Name, identity.Email, [new(AssignmentKind.Direct, [.. own.Numbers])], () => identity.Attributes);
    }

    private static bool IsNew(Violation violation, HashSet<string> existing) =>
        violation.Left.Concat(violation.Right).Any(item => !existing.Contains(item.Id));

    private static ViolationContextDto Context(SodPolicy policy, Violation violation, HashSet<string> existing) => new(
        new("SOD_POLICY", policy.Id, policy.Name), new(Side(violation.Left, existing), Side(violation.Right, existing)));

    private static ConflictingSideDto Side(IReadOnlyList<EntitlementRef> items, HashSet<string> existing) =>
        new([.. items.Select(item => new ConflictingItemDto(EntitlementRef.Type, item.Id, item.Name, existing.Contains(item.Id)))]);
}
