using System.Text.Json.Serialization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>Has the organization's ended runs deleted when they are so old.</summary>
/// <param name="Days">1 to 3650; 400 where absent.</param>
/// <exception cref="InvalidValueException">days: outside of these.</exception>
public sealed record PutRetention([property: JsonNumberHandling(JsonNumberHandling.Strict)] int? Days) : IRequest<RetentionDto>;

public sealed class PutRetentionHandler(ISchedulesDb db, ICurrentUser user, IOptions<RunOptions> options)
    : IRequestHandler<PutRetention, RetentionDto>
{
    public async Task<RetentionDto> Handle(PutRetention request, CancellationToken cancellationToken)
    {
        var organization = await db.Organizations.SingleAsync(organization => organization.Id == user.OrganizationId, cancellationToken);
        organization.Retain(request.Days ?? Organization.DefaultRetentionDays);
        await db.SaveChangesAsync(cancellationToken);
        return RetentionDto.Of(organization, options.Value);
    }
}
