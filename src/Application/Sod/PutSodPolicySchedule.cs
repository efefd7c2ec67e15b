using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain;
using Schedules.Domain.Schedules;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>Replaces a SOD policy's schedule wholly, or makes it.</summary>
/// <exception cref="NotFoundException">No such policy.</exception>
public sealed record PutSodPolicySchedule(string PolicyId, SodPolicyScheduleBody Body, string? ExpectedVersion)
    : IRequest<Versioned<SodPolicyScheduleDto>>, IRepeatable;

public sealed class PutSodPolicyScheduleHandler(ISchedulesDb db, ICurrentUser user, TimeProvider clock, ScheduleChanges changes)
    : IRequestHandler<PutSodPolicySchedule, Versioned<SodPolicyScheduleDto>>
{
    public async Task<Versioned<SodPolicyScheduleDto>> Handle(PutSodPolicySchedule request, CancellationToken cancellationToken)
    {
        var policy = await db.SodPolicies.GetAsync(user.OrganizationId, request.PolicyId, cancellationToken);
        var rule = RuleOf(request.Body);
        var schedule = await changes.FindOrCreate(SodPolicySchedules.TargetOf(policy.Id), rule, cancellationToken);
        Versions.Require(schedule.Version == 0 ? null : Versions.Of(schedule.Id, schedule.Version), request.ExpectedVersion);
        if (schedule.Version == 0)
            policy.ChangeScheduled();
        await changes.Change(schedule, rule, isEnabled: true, ReportOf(request.Body, schedule.Report), cancellationToken);
        return await db.Show(schedule, cancellationToken);
    }

    private static SelectorRule RuleOf(SodPolicyScheduleBody body)
    {
        // A schedule without its timing is useless: both required members are named.
        var schedule = body.Schedule ?? throw new InvalidValueException("schedule", null, "an object with type and hours");
        return Paths.At("schedule", schedule.ToRule);
    }

    private ReportSettings ReportOf(SodPolicyScheduleBody body, ReportSettings? before)
    {
        var recipients = Recipient.ListOf([.. (body.Recipients ?? []).Select(r => (r?.Type, r?.Id, r?.Name))]);
        var name = body.Name ?? before?.Name ?? $"SCH-{clock.Now().ToUnixTimeMilliseconds()}";
        return new ReportSettings(name, body.Description, recipients, body.EmailEmptyResults ?? false);
    }
}
