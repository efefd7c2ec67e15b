using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>How long the organization's ledger is kept.</summary>
public sealed record GetRetention : IRequest<RetentionDto>;

/// <param name="Days">The organization's own choice; null where it leaves it to the server.</param>
/// <param name="ServerDays">The server's setting, which holds where <c>days</c> is null; 0 keeps all.</param>
/// <param name="KeptFrom">Runs from before this have been deleted; null where none have.</param>
public sealed record RetentionDto(int? Days, int ServerDays, Instant? KeptFrom)
{
    public static RetentionDto Of(Organization organization, RunOptions options) =>
        new(organization.RetentionDays, options.RetentionDays, organization.KeptFrom);
}

public sealed class GetRetentionHandler(ISchedulesDb db, ICurrentUser user, IOptions<RunOptions> options)
    : IRequestHandler<GetRetention, RetentionDto>
{
    public async Task<RetentionDto> Handle(GetRetention request, CancellationToken cancellationToken) => RetentionDto.Of(
        await db.Organizations.AsNoTracking().SingleAsync(organization => organization.Id == user.OrganizationId, cancellationToken), options.Value);
}
