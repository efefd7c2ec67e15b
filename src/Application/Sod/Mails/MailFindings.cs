using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod.Mails;

/// <summary>Reads what a mail shows of an evaluation: never more than it shows, however much was found. What has an exception is not shown.</summary>
public sealed class MailFindings(ISchedulesDb db)
{
    /// <returns>The first violations, new ones before the others.</returns>
    public async Task<IReadOnlyList<MailRow>> Rows(PolicyEvaluation evaluation, CancellationToken cancellationToken)
    {
        var found = await Counted(evaluation.RunId, evaluation.PolicyId)
            .OrderByDescending(violation => violation.IsNew).ThenBy(violation => violation.IdentityId)
            .Take(MailContent.MaxRows).ToListAsync(cancellationToken);
        return found.ConvertAll(Row);
    }

    /// <returns>The names of the first who do not violate any more.</returns>
    public async Task<IReadOnlyList<string>> Resolved(PolicyEvaluation evaluation, CancellationToken cancellationToken)
    {
        if (evaluation is not { ComparedWith: { } before, Resolved: > 0 })
            return [];
        var now = db.SodViolations.Where(violation => violation.RunId == evaluation.RunId && violation.PolicyId == evaluation.PolicyId);
        return await Counted(before, evaluation.PolicyId)
            .Where(violation => !now.Any(found => found.IdentityId == violation.IdentityId))
            .OrderBy(violation => violation.IdentityId).Select(violation => violation.IdentityName)
            .Take(MailContent.MaxRows).ToListAsync(cancellationToken);
    }

    private IQueryable<SodViolation> Counted(Guid runId, Guid policyId) => db.SodViolations.AsNoTracking()
        .Where(violation => violation.RunId == runId && violation.PolicyId == policyId && violation.ExceptionId == null);

    private static MailRow Row(SodViolation violation) => new(
        violation.IdentityId, violation.IdentityName, [.. violation.Left.Select(Words)], [.. violation.Right.Select(Words)], violation.IsNew);

    private static string Words(EntitlementRef entitlement) => entitlement.Name ?? entitlement.Id;
}
