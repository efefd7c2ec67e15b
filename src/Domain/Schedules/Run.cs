using NodaTime;

namespace Schedules.Domain.Schedules;

/// <summary>A line of the ledger: what became of one occurrence, or of one request to run now.</summary>
/// <remarks>The row is the lock: status, attempt and owner are compared at every write, so a worker that lost its lease cannot overwrite.</remarks>
public sealed class Run
{
    public const int MaxReasonLength = 2000;

    private Run()
    {
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    /// <summary>The schedule that it belongs to; null for a report that somebody asked for beside any schedule.</summary>
    public Guid? ScheduleId { get; private set; }

    /// <summary>The version of the schedule that it ran under; 0 without one.</summary>
    public int ScheduleVersion { get; private set; }

    public TargetType TargetType { get; private set; }

    public Guid TargetId { get; private set; }

    public RunTrigger Trigger { get; private set; }

    /// <summary>The occurrence; null for a run that somebody asked for. One run a schedule and occurrence.</summary>
    public Instant? DueAt { get; private set; }

    /// <summary>The instant that the ledger sorts by: when it was due, or asked for.</summary>
    public Instant At { get; private set; }

    public RunStatus Status { get; private set; }

    /// <summary>Why it was not run, failed, is partial or took another attempt, in words that begin with its code's; null where nothing needs saying.</summary>
    public string? Reason { get; private set; }

    /// <summary>That it is late, or was moved by a change of the clock, in the same way. Said when it is put into the ledger, and stays.</summary>
    public string? Remark { get; private set; }

    /// <summary>Reason and remark.</summary>
    public string? FullReason => Reason is null || Remark is null ? Reason ?? Remark : $"{Reason}; {Remark}";

    /// <summary>What they come to, the reason before the remark; null where there is none.</summary>
    public ReasonCode? Code => Reasons.Of(Reason ?? Remark);

    /// <summary>Counts executions from 1; the fencing token.</summary>
    public int Attempt { get; private set; }

    /// <summary>A queued run is taken no earlier: the pause before a retry. Long past until then: a clock that is set back holds nothing up.</summary>
    public Instant AvailableAt { get; private set; } = NodaConstants.UnixEpoch;

    /// <summary>The place in the queue of its target's kind: lower comes first. See <see cref="QueueTurns"/>.</summary>
    public long Turn { get; private set; }

    public Instant? StartedAt { get; private set; }

    public Instant? FinishedAt { get; private set; }

    public string? Owner { get; private set; }

    public Instant? LeaseUntil { get; private set; }

    /// <summary>What the check found, as JSON.</summary>
    public string? Result { get; private set; }

    /// <summary>Who asked for a manual run or a retry; null for others.</summary>
    public string? RequestedBy { get; private set; }

    /// <summary>The run that a retry is made in place of; null for others.</summary>
    public Guid? RetryOf { get; private set; }

    /// <summary>What somebody asked of this run alone, as JSON: what of its target a report is to look at, how a scan is to be made; null where nothing was.</summary>
    public string? Parameters { get; private set; }

    public Target Target => new(TargetType, TargetId);

    /// <param name="schedule">The schedule that runs beside its calendar.</param>
    /// <param name="id">The run's id.</param>
    /// <param name="requestedBy">Who asks.</param>
    /// <param name="now">When.</param>
    /// <param name="parameters">What is asked of it, as JSON; null for what the target says.</param>
    public static Run Manual(Schedule schedule, Guid id, string requestedBy, Instant now, string? parameters = null)
    {
        var run = Of(schedule, id, now);
        run.Trigger = RunTrigger.Manual;
        run.RequestedBy = requestedBy;
        run.Parameters = parameters;
        return run;
    }

    /// <summary>A run in place of one that came to nothing. It stands for no occurrence: that has its run.</summary>
    /// <param name="schedule">The run's schedule, in the version that is in force now.</param>
    /// <param name="of">The run that is tried again.</param>
    /// <param name="id">The new run's id.</param>
    /// <param name="requestedBy">Who asks.</param>
    /// <param name="now">When.</param>
    /// <exception cref="InvalidOperationException">The run succeeded, or has not ended.</exception>
    public static Run Retry(Schedule schedule, Run of, Guid id, string requestedBy, Instant now)
    {
        if (!of.CanBeRetried)
            throw new InvalidOperationException($"A run that is {of.Status} is not retried.");
        var run = Manual(schedule, id, requestedBy, now, of.Parameters);
        run.Trigger = RunTrigger.Retry;
        run.RetryOf = of.Id;
        return run;
    }

    /// <summary>A run that somebody asked for and that belongs to no schedule: it makes a report, and nobody is told.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="organizationId">Whose target it is.</param>
    /// <param name="target">What is looked at.</param>
    /// <param name="parameters">What of it, as JSON; null for all of it.</param>
    /// <param name="requestedBy">Who asks.</param>
    /// <param name="now">When.</param>
    public static Run ForReport(Guid id, Guid organizationId, Target target, string? parameters, string requestedBy, Instant now) => new()
    {
        Id = id,
        OrganizationId = organizationId,
        TargetType = target.Type,
        TargetId = target.Id,
        Trigger = RunTrigger.Manual,
        RequestedBy = requestedBy,
        Parameters = parameters,
        At = now,
        Attempt = 1,
    };

    internal static Run Occurrence(
        Schedule schedule, Guid id, Instant dueAt, Instant now, bool isNewest, bool busy, DispatchPolicy policy)
    {
        var run = Of(schedule, id, dueAt);
        run.DueAt = dueAt;
        var late = now - dueAt;
        if (schedule.Rule is UnreadableRule broken)
            run.End(RunStatus.Failed, $"rule: not understood any more: {broken.Problem}", now);
        else if (!isNewest)
            run.End(RunStatus.Missed, "downtime: a later occurrence was due too when the server was back", now);
        else if (late > policy.CatchUpWindow)
            run.End(RunStatus.Missed, $"downtime: {Words(late)} late, more than the {Words(policy.CatchUpWindow)} within which it is caught up", now);
        else if (busy)
            run.End(RunStatus.Skipped, "overlap: the run before it was still going", now);
        else if (late > policy.Grace)
            (run.Trigger, run.Remark) = (RunTrigger.CatchUp, $"late: {Words(late)} after it was due");
        return run;
    }

    /// <summary>Queued or going: the states that are not final.</summary>
    public bool IsOpen => Status is RunStatus.Queued or RunStatus.Running;

    public bool CanBeRetried => !IsOpen && Status != RunStatus.Succeeded;

    /// <summary>What a write of the outcome must still find in the row.</summary>
    /// <exception cref="InvalidOperationException">Nobody executes the run.</exception>
    public FencingToken Token
    {
        get
        {
            Require(RunStatus.Running);
            return new FencingToken(Id, Owner!, Attempt);
        }
    }

    /// <summary>Adds to the remark that a change of the clock moved the occurrence.</summary>
    internal void Mention(string clockChange) =>
        Remark = Cut($"{(Remark is null ? "" : $"{Remark}; ")}{ReasonCode.ClockChange.Word()}: {clockChange}");

    /// <summary>Gives a queued run its place in the queue.</summary>
    public void TakeTurn(long turn)
    {
        Require(RunStatus.Queued);
        Turn = turn;
    }

    /// <summary>Takes a queued run: from here it is this owner's until the lease ends.</summary>
    public void Claim(string owner, Instant now, Duration lease)
    {
        Require(RunStatus.Queued);
        Status = RunStatus.Running;
        Owner = owner;
        LeaseUntil = now + lease;
        StartedAt = now;
    }

    /// <summary>Records what the check came to.</summary>
    public void Finish(RunOutcome outcome, Instant now)
    {
        Require(RunStatus.Running);
        Result = outcome.Result;
        var reason = outcome.Reason is { } said ? Reasons.Begin(said, outcome.Succeeded ? ReasonCode.Partial : ReasonCode.Error) : Reason;
        End(outcome.Succeeded ? RunStatus.Succeeded : RunStatus.Failed, reason, now);
    }

    /// <summary>Ends a run that has not ended. Who executes it loses it: the outcome is not recorded.</summary>
    /// <param name="by">Who wants it.</param>
    /// <param name="now">When.</param>
    public void Cancel(string by, Instant now)
    {
        if (!IsOpen)
            throw new InvalidOperationException($"A run that is {Status} cannot be cancelled.");
        End(RunStatus.Cancelled, $"cancelled by {by}", now);
    }

    /// <summary>The attempt ended without an outcome: queued again after a pause, or failed after the last attempt.</summary>
    /// <param name="reason">What ended it.</param>
    /// <param name="maxAttempts">Executions that an occurrence may have, from 1.</param>
    /// <param name="pause">The pause before the next attempt.</param>
    /// <param name="now">The instant of the end.</param>
    public void Abandon(string reason, int maxAttempts, Duration pause, Instant now)
    {
        Require(RunStatus.Running);
        if (Attempt >= maxAttempts)
        {
            End(RunStatus.Failed, $"{Reasons.Begin(reason, ReasonCode.Error)} (attempt {Attempt} of {maxAttempts})", now);
            return;
        }

        Release(now + pause);
        Reason = Cut(Reasons.Begin(reason, ReasonCode.Error));
        Attempt++;
    }

    /// <summary>Gives a run back without blame, as a server does that is asked to stop: the same attempt begins again.</summary>
    public void Release(Instant availableAt)
    {
        Require(RunStatus.Running);
        Status = RunStatus.Queued;
        AvailableAt = availableAt;
        Owner = null;
        LeaseUntil = null;
    }

    private static Run Of(Schedule schedule, Guid id, Instant at) => new()
    {
        Id = id,
        OrganizationId = schedule.OrganizationId,
        ScheduleId = schedule.Id,
        ScheduleVersion = schedule.Version,
        TargetType = schedule.TargetType,
        TargetId = schedule.TargetId,
        At = at,
        Attempt = 1,
    };

    private static string Words(Duration duration) =>
        duration.Days > 0 ? $"{duration.Days} d {duration.Hours} h" : $"{duration.Hours} h {duration.Minutes} min";

    // A site's words may be in it: never half a character at the end, never one that a database refuses.
    private static string? Cut(string? reason)
    {
        var text = reason?.Replace('\0', ' ');
        if (text is null || text.Length <= MaxReasonLength)
            return text;
        return text[..(char.IsHighSurrogate(text[MaxReasonLength - 1]) ? MaxReasonLength - 1 : MaxReasonLength)];
    }

    private void End(RunStatus status, string? reason, Instant now)
    {
        Status = status;
        Reason = Cut(reason);
        FinishedAt = now;
        Owner = null;
        LeaseUntil = null;
    }

    private void Require(RunStatus status)
    {
        if (Status != status)
            throw new InvalidOperationException($"A run that is {Status} is not {status}.");
    }
}
