using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;

namespace Schedules.Application.Access;

/// <summary>Leaves it to the server's setting how long the organization's runs are kept.</summary>
public sealed record DeleteRetention : IRequest<Unit>;

public sealed class DeleteRetentionHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<DeleteRetention, Unit>
{
    public async Task<Unit> Handle(DeleteRetention request, CancellationToken cancellationToken)
    {
        var organization = await db.Organizations.SingleAsync(organization => organization.Id == user.OrganizationId, cancellationToken);
        organization.Retain(days: null);
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}
