using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>An exception as the API shows it.</summary>
/// <param name="PolicyId">The policy that may be violated.</param>
/// <param name="IdentityId">By whom.</param>
/// <param name="Entitlements">A conflict of these alone; empty: whatever the policy says of the identity.</param>
/// <param name="Expires">From this instant on it does not hold any more.</param>
/// <param name="Reason">Why it was granted.</param>
/// <param name="Status">ACTIVE, EXPIRED or REVOKED.</param>
/// <param name="GrantedBy">Who granted it, and when: <paramref name="Created"/>.</param>
/// <param name="RevokedBy">Who ended it before its time, and when; null where nobody did.</param>
public sealed record SodExceptionDto(
    Guid Id, Guid PolicyId, string IdentityId, IReadOnlyList<EntitlementDto> Entitlements, Instant Expires, string Reason, string Status,
    string GrantedBy, Instant Created, string? RevokedBy, Instant? Revoked)
{
    internal static SodExceptionDto Of(ExceptionGrant exception, Instant now) => new(
        exception.Id, exception.PolicyId, exception.IdentityId, [.. exception.Entitlements.Select(item => new EntitlementDto(item.Id, item.Name))],
        exception.Expires, exception.Reason, StatusOf(exception, now), exception.GrantedBy, exception.Created, exception.RevokedBy, exception.Revoked);

    private static string StatusOf(ExceptionGrant exception, Instant now) => exception switch
    {
        { Revoked: not null } => "REVOKED",
        _ when exception.HoldsAt(now) => "ACTIVE",
        _ => "EXPIRED",
    };
}

/// <summary>Allows an identity to violate a policy for a while.</summary>
/// <param name="PolicyId">A policy.</param>
/// <param name="IdentityId">An identity.</param>
/// <param name="Entitlements">What it is for, of both sides of the policy; absent: whatever the policy says of the identity.</param>
/// <param name="Expires">ISO 8601, in the future.</param>
/// <param name="Reason">1 to 2,000 characters.</param>
/// <exception cref="InvalidValueException">A member is not such a value; policyId, identityId: there is none.</exception>
/// <exception cref="ConflictException">The same is allowed already.</exception>
public sealed record CreateExceptionGrant(
    string? PolicyId, string? IdentityId, IReadOnlyList<EntitlementDto?>? Entitlements, string? Expires, string? Reason) : IRequest<SodExceptionDto>;

/// <summary>Ends an exception now. It stays listed, with who ended it.</summary>
public sealed record RevokeExceptionGrant(Guid Id) : IRequest<SodExceptionDto>;

/// <summary>One exception.</summary>
public sealed record GetExceptionGrant(Guid Id) : IRequest<SodExceptionDto>;

internal sealed class CreateExceptionGrantHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<CreateExceptionGrant, SodExceptionDto>
{
    public async Task<SodExceptionDto> Handle(CreateExceptionGrant request, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var exception = new ExceptionGrant(
            clock.NewId(), await Policy(request.PolicyId, cancellationToken), await IdentityId(request.IdentityId, cancellationToken),
            Entitlements(request.Entitlements), request.Expires is null ? null : Iso8601.Parse("expires", request.Expires), request.Reason, user.Id, now);
        await db.TransactAsync(() => Add(exception, cancellationToken), cancellationToken);
        return SodExceptionDto.Of(exception, now);
    }

    // Whoever chose none of a list does not mean all of it.
    private static IReadOnlyList<EntitlementRef> Entitlements(IReadOnlyList<EntitlementDto?>? sent) => sent is { Count: 0 }
        ? throw new InvalidValueException("entitlements", "[]", "a list of one entitlement at least, or absent: then it is for whatever the policy says of the identity")
        : (sent ?? []).Each("entitlements", item => new EntitlementRef(item?.Id, item?.Name));

    // Of two for the same the end of one would end nothing. The policy's row is the lock; a change that changes nothing locks it on every database.
    private async Task<int> Add(ExceptionGrant exception, CancellationToken cancellationToken)
    {
        db.DiscardChanges();
        var policies = db.SodPolicies.InForce().Where(policy => policy.Id == exception.PolicyId);
        await policies.ExecuteUpdateAsync(set => set.SetProperty(policy => policy.Name, policy => policy.Name), cancellationToken);
        if (!await policies.AnyAsync(cancellationToken))
            throw new InvalidValueException("policyId", $"{exception.PolicyId}", "the id of a policy");
        var others = await db.SodExceptions.AsNoTracking()
            .Where(other => other.PolicyId == exception.PolicyId && other.IdentityId == exception.IdentityId && other.Revoked == null)
            .ToListAsync(cancellationToken);
        if (others.Find(other => other.HoldsAt(exception.Created) && other.IsForTheSame(exception)) is { } same)
            throw new ConflictException($"Exception {same.Id} allows the same until {same.Expires.ToIsoMilliseconds()}. Revoke it first to grant another.");
        db.SodExceptions.Add(exception);
        return await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<SodPolicy> Policy(string? sent, CancellationToken cancellationToken)
    {
        var id = SodPolicies.ParseId(sent ?? "");
        return await db.SodPolicies.InForce().AsNoTracking()
            .SingleOrDefaultAsync(policy => policy.Id == id && policy.OrganizationId == user.OrganizationId, cancellationToken)
            ?? throw new InvalidValueException("policyId", sent, "the id of a policy");
    }

    private async Task<string> IdentityId(string? sent, CancellationToken cancellationToken) =>
        sent is not null && await db.Identities.AnyAsync(identity => identity.OrganizationId == user.OrganizationId && identity.Id == sent, cancellationToken)
            ? sent
            : throw new InvalidValueException("identityId", sent, "the id of an identity");
}

internal sealed class RevokeExceptionGrantHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<RevokeExceptionGrant, SodExceptionDto>
{
    public async Task<SodExceptionDto> Handle(RevokeExceptionGrant request, CancellationToken cancellationToken)
    {
        var exception = await db.SodExceptions.GetAsync(user.OrganizationId, request.Id, cancellationToken);
        exception.Revoke(user.Id, clock.Now());
        await db.SaveChangesAsync(cancellationToken);
        return SodExceptionDto.Of(exception, clock.Now());
    }
}

internal sealed class GetExceptionGrantHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<GetExceptionGrant, SodExceptionDto>
{
    public async Task<SodExceptionDto> Handle(GetExceptionGrant request, CancellationToken cancellationToken) => SodExceptionDto.Of(
        await db.SodExceptions.AsNoTracking().GetAsync(user.OrganizationId, request.Id, cancellationToken), clock.Now());
}

internal static class SodExceptionQueries
{
    /// <exception cref="NotFoundException">The organization has none of this id.</exception>
    public static async Task<ExceptionGrant> GetAsync(
        this IQueryable<ExceptionGrant> exceptions, Guid organizationId, Guid id, CancellationToken cancellationToken) =>
        await exceptions.SingleOrDefaultAsync(exception => exception.Id == id && exception.OrganizationId == organizationId, cancellationToken)
            ?? throw new NotFoundException("Exception", id.ToString());
}
