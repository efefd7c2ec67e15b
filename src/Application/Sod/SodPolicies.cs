using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>How policies are found.</summary>
public static class SodPolicies
{
    /// <summary>A policy in force.</summary>
    /// <param name="policies">All policies.</param>
    /// <param name="organizationId">Whose policy it must be.</param>
    /// <param name="id">A UUID with dashes, or 32 hex digits; anything else names no policy.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="NotFoundException">There is none, it is deleted, or it is another organization's.</exception>
    public static Task<SodPolicy> GetAsync(
        this IQueryable<SodPolicy> policies, Guid organizationId, string id, CancellationToken cancellationToken) =>
        policies.InForce().GetDeletedTooAsync(organizationId, id, cancellationToken);

    /// <summary>As <see cref="GetAsync"/>, where one that is deleted, and not for good, is found too.</summary>
    /// <exception cref="NotFoundException">There is none, or it is another organization's.</exception>
    public static async Task<SodPolicy> GetDeletedTooAsync(
        this IQueryable<SodPolicy> policies, Guid organizationId, string id, CancellationToken cancellationToken)
    {
        var policy = ParseId(id) is { } guid
            ? await policies.SingleOrDefaultAsync(policy => policy.Id == guid && policy.OrganizationId == organizationId, cancellationToken)
            : null;
        return policy ?? throw new NotFoundException("SOD policy", id);
    }

    /// <summary>Those that are not deleted.</summary>
    public static IQueryable<SodPolicy> InForce(this IQueryable<SodPolicy> policies) => policies.Where(policy => policy.DeletedAt == null);

    /// <summary>
    /// Puts one more policy in force, in a transaction. Whoever else does so for the organization waits until it has ended, so that there is never one
    /// too many: the organization's row is the lock, for as long as a count and an insert take.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="organizationId">Whose policy.</param>
    /// <param name="put">Saves the policy; done anew where the transaction is repeated.</param>
    /// <param name="cancellationToken">Ends it without effect.</param>
    /// <exception cref="InvalidValueException">The organization has as many policies in force as it may have.</exception>
    internal static Task<T> PutOneMoreAsync<T>(this ISchedulesDb db, Guid organizationId, Func<Task<T>> put, CancellationToken cancellationToken) =>
        db.TransactAsync(
            async () =>
            {
                // A change that changes nothing locks the row on every database.
                await db.Organizations.Where(organization => organization.Id == organizationId)
                    .ExecuteUpdateAsync(set => set.SetProperty(organization => organization.Name, organization => organization.Name), cancellationToken);
                await db.RefuseTooManyAsync(organizationId, cancellationToken);
                return await put();
            },
            cancellationToken);

    private static async Task RefuseTooManyAsync(this ISchedulesDb db, Guid organizationId, CancellationToken cancellationToken)
    {
        var count = await db.SodPolicies.InForce().CountAsync(policy => policy.OrganizationId == organizationId, cancellationToken);
        if (count >= SodPolicy.MaxInOrganization)
            throw new InvalidValueException("policies", $"{count}", $"at most {SodPolicy.MaxInOrganization} in an organization");
    }

    /// <summary>The id, or null where the text is no id.</summary>
    public static Guid? ParseId(string id) =>
        id.Length is 32 or 36 && id.All(c => char.IsAsciiHexDigit(c) || c == '-') && Guid.TryParse(id, out var guid) ? guid : null;
}
