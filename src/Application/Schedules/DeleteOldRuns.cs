using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Schedules.Application.Common;

namespace Schedules.Application.Schedules;

/// <summary>Deletes the runs that organizations do not keep any more, in batches, so that nobody waits for it.</summary>
/// <returns>The number of runs that were deleted.</returns>
public sealed record DeleteOldRuns : IRequest<int>;

public sealed class DeleteOldRunsHandler(ISchedulesDb db, ILedger ledger, IRetention retention, IOptions<RunOptions> options)
    : IRequestHandler<DeleteOldRuns, int>
{
    private const int BatchSize = 1000;

    public async Task<int> Handle(DeleteOldRuns request, CancellationToken cancellationToken)
    {
        var now = await ledger.Now(cancellationToken);
        var total = 0;
        foreach (var organization in await db.Organizations.AsNoTracking().ToListAsync(cancellationToken))
        {
            if (organization.KeepsFrom(options.Value.RetentionDays, now) is { } before)
                total += await Delete(organization.Id, before, cancellationToken);
        }

        return total;
    }

    private async Task<int> Delete(Guid organizationId, Instant before, CancellationToken cancellationToken)
    {
        var total = 0;
        DeletedBatch? batch = null;
        do
        {
            batch = await retention.DeleteRuns(organizationId, before, batch?.Next, BatchSize, cancellationToken);
            total += batch.Deleted;
        }
        while (batch.Next is not null);

        await retention.DeleteVersions(organizationId, before, cancellationToken);
        return total;
    }
}
