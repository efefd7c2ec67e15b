using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Application.Sod.Mails;
using Schedules.Application.Trackers;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>One line of the ledger.</summary>
public sealed record GetRun(Guid Id) : IRequest<RunDto>;

public sealed class GetRunHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<GetRun, RunDto>
{
    public async Task<RunDto> Handle(GetRun request, CancellationToken cancellationToken)
    {
        var run = await db.Runs.AsNoTracking().GetAsync(user.OrganizationId, request.Id, cancellationToken);
        return RunDtos.Of(run, await TargetNames.Load(db, [run.Target], cancellationToken)) with
        {
            Mails = await RunMailsDto.Load(db, run.Id, cancellationToken),
            Progress = run is { TargetType: TargetType.TrackerScan, Status: RunStatus.Running }
                ? await RunProgressDto.Load(db, run.Id, cancellationToken)
                : null,
        };
    }
}
