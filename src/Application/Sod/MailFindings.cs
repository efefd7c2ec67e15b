using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>Reads what a mail shows of a run: never more than it shows, however much was found.</summary>
public sealed class MailFindings(ISchedulesDb db)
{
    /// <returns>The first violations, new ones before the others, and the names of the first who do not violate any more.</returns>
    public async Task<(IReadOnlyList<MailRow> Rows, IReadOnlyList<string> Resolved)> Of(Guid runId, Guid policyId, CancellationToken cancellationToken)
    {
        var before = await Before(runId, policyId, cancellationToken);
        var found = db.SodViolations.AsNoTracking().Where(violation => violation.RunId == runId).OrderBy(violation => violation.IdentityId);
        var ids = db.SodViolations.Where(violation => violation.RunId == before).Select(violation => violation.IdentityId);
        var added = await found.Where(violation => !ids.Contains(violation.IdentityId)).Take(MailContent.MaxRows).ToListAsync(cancellationToken);
        var stayed = await found.Where(violation => ids.Contains(violation.IdentityId))
            .Take(MailContent.MaxRows - added.Count).ToListAsync(cancellationToken);
        var resolved = await db.SodViolations
            .Where(violation => violation.RunId == before && !found.Any(now => now.IdentityId == violation.IdentityId))
            .OrderBy(violation => violation.IdentityId).Select(violation => violation.IdentityName)
            .Take(MailContent.MaxRows).ToListAsync(cancellationToken);
        return ([.. added.Select(violation => Row(violation, isNew: true)), .. stayed.Select(violation => Row(violation, isNew: false))], resolved);
    }

    /// <summary>The run that this one's findings were compared with.</summary>
    private Task<Guid?> Before(Guid runId, Guid policyId, CancellationToken cancellationToken) => db.SodEvaluations
        .Where(evaluation => evaluation.PolicyId == policyId && evaluation.RunId != runId
            && db.SodEvaluations.Any(now => now.RunId == runId && now.EvaluatedAt >= evaluation.EvaluatedAt))
        .OrderByDescending(evaluation => evaluation.EvaluatedAt).ThenByDescending(evaluation => evaluation.RunId)
        .Select(evaluation => (Guid?)evaluation.RunId)
        .FirstOrDefaultAsync(cancellationToken);

    private static MailRow Row(SodViolation violation, bool isNew) =>
        new(violation.IdentityId, violation.IdentityName, [.. violation.Left.Select(Words)], [.. violation.Right.Select(Words)], isNew);

    private static string Words(EntitlementRef entitlement) => entitlement.Name ?? entitlement.Id;
}
