using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>What a schedule is to say from now on.</summary>
public sealed record ScheduleChange(Schedule Schedule, Rule Rule, bool IsEnabled, ReportSettings? Report);

/// <summary>The one way in which commands change a schedule: what is due is recorded first, the engine is told last.</summary>
public sealed class ScheduleChanges(
    ISchedulesDb db, ILedger ledger, IJobEngine engine, ICurrentUser user, TimeProvider clock, DispatchPolicy policy)
{
    // Not saved yet.
    private readonly HashSet<Schedule> _created = [];

    /// <summary>The target's schedule, or a new one that is not saved yet.</summary>
    public async Task<Schedule> FindOrCreate(Target target, Rule rule, CancellationToken cancellationToken) =>
        await db.Schedules.FindByTarget(user.OrganizationId, target, cancellationToken) ?? (await Create([target], rule, cancellationToken))[0];

    /// <summary>New schedules that are not saved yet, in the order of their targets.</summary>
    public async Task<IReadOnlyList<Schedule>> Create(IReadOnlyCollection<Target> targets, Rule rule, CancellationToken cancellationToken)
    {
        if (targets.Count == 0)
            return [];
        var now = await ledger.Now(cancellationToken);
        List<Schedule> created = [.. targets.Select(target => Schedule.Create(clock.NewId(), user.OrganizationId, target, rule, user.Id, now))];
        db.AddRange(created);
        _created.UnionWith(created);
        return created;
    }

    /// <exception cref="ConflictException">Somebody else changed the schedule since it was read.</exception>
    public Task Change(Schedule schedule, Rule rule, bool isEnabled, ReportSettings? report, CancellationToken cancellationToken) =>
        Change([new(schedule, rule, isEnabled, report)], cancellationToken);

    /// <summary>All of the changes, or none.</summary>
    /// <exception cref="ConflictException">Somebody else changed one of the schedules since it was read.</exception>
    public async Task Change(IReadOnlyList<ScheduleChange> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
            return;

        // What was made a moment ago was never due: the database need not be asked again.
        var now = changes.All(change => _created.Contains(change.Schedule)) ? changes[0].Schedule.CreatedAt : await ledger.Now(cancellationToken);
        var due = new List<Run>();
        foreach (var (schedule, rule, isEnabled, report) in changes)
        {
            due.AddRange(await TakeDue(schedule, now, cancellationToken));
            schedule.Change(rule, isEnabled, report, user.Id, now, policy);
            db.ScheduleVersions.Add(ScheduleVersion.Of(schedule));
            _created.Remove(schedule);
        }

        await Save(await Seat(due, cancellationToken), cancellationToken);
        foreach (var change in changes)
            await engine.ScheduleChanged(change.Schedule.Id, cancellationToken);
    }

    /// <summary>Removes the schedule; its runs stay in the ledger.</summary>
    public async Task Remove(Schedule schedule, CancellationToken cancellationToken)
    {
        var now = await ledger.Now(cancellationToken);
        var due = await TakeDue(schedule, now, cancellationToken);
        db.Schedules.Remove(schedule);
        db.ScheduleVersions.Add(ScheduleVersion.Removed(schedule, user.Id, now));
        await Save(await Seat(due, cancellationToken), cancellationToken);
        await engine.ScheduleRemoved(schedule.Id, cancellationToken);
    }

    /// <summary>Queues a run that stands for no occurrence.</summary>
    /// <param name="schedule">Whose run.</param>
    /// <param name="parameters">What is asked of it, as JSON; null for what the target says.</param>
    /// <param name="cancellationToken">Ends it without effect.</param>
    /// <exception cref="ConflictException">A run of the schedule is queued or going.</exception>
    public async Task<Run> RunNow(Schedule schedule, string? parameters, CancellationToken cancellationToken) => await Ask(
        schedule, Run.Manual(schedule, clock.NewId(), user.Id, await ledger.Now(cancellationToken), parameters), cancellationToken);

    /// <summary>As <see cref="RunNow"/>, but a run of the schedule that is queued or going is the one that is asked for.</summary>
    public async Task<Run> RunNowOrFind(Schedule schedule, CancellationToken cancellationToken)
    {
        while (true)
        {
            var open = await db.Runs.AsNoTracking()
                .Where(run => run.ScheduleId == schedule.Id && (run.Status == RunStatus.Queued || run.Status == RunStatus.Running))
                .FirstOrDefaultAsync(cancellationToken);
            if (open is not null)
                return open;
            try
            {
                return await RunNow(schedule, parameters: null, cancellationToken);
            }
            catch (ConflictException)
            {
                // Somebody asked at the same moment.
                db.DiscardChanges();
            }
        }
    }

    /// <summary>Queues a report of a target, beside any schedule. One that waits already for the same is the one that is asked for.</summary>
    /// <param name="target">What is looked at.</param>
    /// <param name="parameters">What of it, as JSON; null for all of it.</param>
    /// <param name="cancellationToken">Ends it without effect.</param>
    public async Task<Run> Report(Target target, string? parameters, CancellationToken cancellationToken)
    {
        var waiting = await db.Runs.AsNoTracking()
            .Where(run => run.TargetId == target.Id && run.TargetType == target.Type && run.OrganizationId == user.OrganizationId)
            .Where(run => run.ScheduleId == null && run.Parameters == parameters && run.Status == RunStatus.Queued)
            .OrderBy(run => run.At).FirstOrDefaultAsync(cancellationToken);
        if (waiting is not null)
            return waiting;
        var now = await ledger.Now(cancellationToken);
        var run = Run.ForReport(clock.NewId(), user.OrganizationId, target, parameters, user.Id, now);
        db.Runs.Add(run);
        await Save(await Seat([run], cancellationToken), cancellationToken);
        return run;
    }

    /// <summary>Queues a run in place of one that came to nothing.</summary>
    /// <exception cref="ConflictException">A run of the schedule is queued or going.</exception>
    public async Task<Run> Retry(Schedule schedule, Run of, CancellationToken cancellationToken) => await Ask(
        schedule, Run.Retry(schedule, of, clock.NewId(), user.Id, await ledger.Now(cancellationToken)), cancellationToken);

    private async Task<Run> Ask(Schedule schedule, Run run, CancellationToken cancellationToken)
    {
        if (await db.IsBusy(schedule.Id, cancellationToken))
            throw new ConflictException("A run of this schedule is queued or going. Wait until it has ended.");
        db.Runs.Add(run);
        await Save(await Seat([run], cancellationToken), cancellationToken);
        return run;
    }

    private async Task<List<Run>> TakeDue(Schedule schedule, Instant now, CancellationToken cancellationToken)
    {
        var busy = schedule.NextDueAt <= now && await db.IsBusy(schedule.Id, cancellationToken);
        var runs = new List<Run>();
        while (schedule.NextDueAt <= now)
            runs.AddRange(schedule.TakeDue(now, busy, policy, clock.NewId));
        db.Runs.AddRange(runs);
        return runs;
    }

    private async Task<List<Guid>> Seat(IReadOnlyList<Run> runs, CancellationToken cancellationToken)
    {
        await db.Seat(runs, cancellationToken);
        return [.. runs.Where(run => run.Status == RunStatus.Queued).Select(run => run.Id)];
    }

    private async Task Save(List<Guid> queued, CancellationToken cancellationToken)
    {
        db.AddRange(_created.Select(ScheduleVersion.Of));
        _created.Clear();
        await db.SaveChangesAsync(cancellationToken);
        if (queued.Count > 0)
            await engine.Enqueue(queued, cancellationToken);
    }
}
