using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>Why did it, or did it not, run then? Of any schedule that the organization has or had, and any instant.</summary>
/// <param name="Id">The schedule.</param>
/// <param name="At">ISO 8601; without an offset it is the clock of the schedule's zone.</param>
/// <exception cref="InvalidValueException">at: missing, or no date and time.</exception>
/// <exception cref="NotFoundException">The organization has, and had, no such schedule.</exception>
public sealed record ExplainSchedule(Guid Id, string? At) : IRequest<ExplanationDto>;

/// <summary>Why a schedule did, or did not, run at an instant.</summary>
/// <param name="At">The instant.</param>
/// <param name="Due">Whether it was, or will be, due exactly then.</param>
/// <param name="Answer">English sentences for people.</param>
/// <param name="Reason">
/// The answer in a word: ran, or the reason of the run (late, overlap, downtime, clockChange, rule, lost, timeout, error, cancelled, partial); queued,
/// running, pending; disabled, expired, notDue, notYetCreated, deleted, future; forgotten where the ledger does not reach back so far; absent where a
/// line is missing.
/// </param>
/// <param name="Run">The line of the ledger; where the clock was changed, that of the occurrence that stands for the hour.</param>
/// <param name="Version">What the schedule said then; null before it was made.</param>
/// <param name="NearestBefore">The last occurrence before the instant; null where there was none.</param>
/// <param name="NearestAfter">The first occurrence after it; null where none follows.</param>
public sealed record ExplanationDto(
    Instant At, bool Due, string Answer, string Reason, RunDto? Run, ScheduleVersionDto? Version, Instant? NearestBefore, Instant? NearestAfter);

public sealed class ExplainScheduleHandler(ISchedulesDb db, ILedger ledger, ICurrentUser user, DispatchPolicy policy)
    : IRequestHandler<ExplainSchedule, ExplanationDto>
{
    public async Task<ExplanationDto> Handle(ExplainSchedule request, CancellationToken cancellationToken)
    {
        var (local, offset) = Iso8601.ParseMoment("at", request.At);
        var history = await db.GetHistory(user.OrganizationId, request.Id, policy, cancellationToken);
        var asked = history.Ask(local, offset);
        var facts = await Facts(request.Id, history, asked, cancellationToken);
        var explanation = Explanation.Of(asked, facts);
        return new ExplanationDto(
            asked.At, asked.IsDue || facts.Run?.DueAt == asked.At, explanation.Answer, RunDtos.Camel(explanation.Reason),
            facts.Run is { } run ? RunDtos.Of(run, await TargetNames.Load(db, [run.Target], cancellationToken)) : null,
            asked.Version is { } version ? ScheduleVersionDto.Of(version, policy) : null, facts.Before, facts.After);
    }

    private async Task<LedgerFacts> Facts(Guid scheduleId, ScheduleHistory history, AskedInstant asked, CancellationToken cancellationToken)
    {
        var instant = asked.Occurrence ?? asked.At;
        // Read before the run: what is recorded in between is pending no more.
        var isPending = await db.NextDueAt(scheduleId, cancellationToken) <= instant;
        var run = await db.Runs.AsNoTracking().SingleOrDefaultAsync(run => run.ScheduleId == scheduleId && run.DueAt == instant, cancellationToken);
        return new LedgerFacts(
            run, await Blocking(run, cancellationToken), isPending, await db.KeptFrom(user.OrganizationId, cancellationToken),
            asked.Version is { } version ? history.Since(version) : history.Versions[0],
            history.Before(asked.At), history.After(asked.At), await ledger.Now(cancellationToken));
    }

    /// <summary>The run that was queued or going when another one was skipped.</summary>
    private async Task<Run?> Blocking(Run? skipped, CancellationToken cancellationToken)
    {
        if (skipped is not { Status: RunStatus.Skipped, FinishedAt: { } moment })
            return null;
        return await db.Runs.AsNoTracking()
            .Where(run => run.ScheduleId == skipped.ScheduleId && run.At <= moment && run.Id != skipped.Id)
            .Where(run => run.Status != RunStatus.Skipped && run.Status != RunStatus.Missed && (run.FinishedAt == null || run.FinishedAt >= moment))
            .OrderByDescending(run => run.At).FirstOrDefaultAsync(cancellationToken);
    }
}
