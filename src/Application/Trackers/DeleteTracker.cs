using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;

namespace Schedules.Application.Trackers;

/// <summary>Takes a tracker out of its project. The reports of scans keep what they found; a scan that finds it again makes it anew.</summary>
public sealed record DeleteTracker(Guid ProjectId, Guid Id, string? ExpectedVersion) : IRequest<Unit>, IRepeatable;

public sealed class DeleteTrackerHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<DeleteTracker, Unit>
{
    public async Task<Unit> Handle(DeleteTracker request, CancellationToken cancellationToken)
    {
        var tracker = await db.Trackers.GetAsync(user.OrganizationId, request.ProjectId, request.Id, cancellationToken);
        Versions.Require(Versions.Of(tracker.Id, tracker.Version), request.ExpectedVersion);
        db.Trackers.Remove(tracker);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
