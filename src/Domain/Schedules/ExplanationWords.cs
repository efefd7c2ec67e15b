using System.Globalization;
using NodaTime;

namespace Schedules.Domain.Schedules;

/// <summary>The sentences of an explanation.</summary>
internal sealed class ExplanationWords(AskedInstant asked, LedgerFacts facts)
{
    private DateTimeZone Zone => asked.Pattern.Zone;

    private bool IsMoved => asked.Occurrence is not null && !asked.IsDue;

    private bool IsPast => asked.At <= facts.Now;

    private string When => $"{Full(asked.Occurrence ?? asked.At)} in {Zone.Id}";

    public Explanation Explain()
    {
        var (reason, answer) = Answer();
        var told = asked.IsDue && facts.Run?.Remark?.Contains($"{ReasonCode.ClockChange.Word()}:", StringComparison.Ordinal) is true;
        var clock = told ? "" : ClockChange.Sentence(Zone, asked.Named, asked.At);
        return new Explanation(IsMoved ? ReasonCode.ClockChange : reason, clock + answer);
    }

    private (ReasonCode Reason, string Answer) Answer() => asked.Version switch
    {
        _ when facts.Run is { } run => OfRun(run),
        _ when asked.At < facts.KeptFrom => (
            ReasonCode.Forgotten,
            $"{When} is older than the ledger keeps: what was due before {Full(facts.KeptFrom.Value)} has been deleted from it."),
        null => (ReasonCode.NotYetCreated, $"There was no such schedule yet on {When}: it was made by {By(facts.Since)}.{Nearest}"),
        { IsDeleted: true } => (ReasonCode.Deleted, $"On {When} the schedule was gone: it was deleted by {By(facts.Since)}.{Nearest}"),
        { IsEnabled: false } => (ReasonCode.Disabled, $"It {Be} disabled on {When}: {Disabled}.{Nearest}"),
        { Rule: UnreadableRule broken } => (ReasonCode.Rule, $"Its rule is not understood any more: {broken.Problem} Nothing is due by it.{Nearest}"),
        _ when asked.Occurrence is { } occurrence => WithoutRun(occurrence),
        _ when asked.At > asked.Pattern.Until => (
            ReasonCode.Expired, $"On {When} its rule {(IsPast ? "had" : "has")} ended: it expired on {Full(asked.Pattern.Until.Value)}.{Nearest}"),
        { } version => (
            ReasonCode.NotDue,
            $"It {Be} not due on {When}. Its rule {(IsPast ? "was" : "is")}: {Description.Of(version.Rule, asked.OrganizationZone)}{Nearest}"),
    };

    private (ReasonCode Reason, string Answer) OfRun(Run run) => run.Status switch
    {
        RunStatus.Queued => (ReasonCode.Queued, $"{Due} and waits in the queue for a worker{InBrackets(run)}."),
        RunStatus.Running => (ReasonCode.Running, $"{Due} and is going since {Short(run.StartedAt!.Value)}{InBrackets(run)}."),
        RunStatus.Succeeded => (
            run.Code ?? ReasonCode.Ran,
            $"{Due} and ran: it began at {Short(run.StartedAt!.Value)}, took {Took(run)} and succeeded{InBrackets(run)}."),
        RunStatus.Failed => (
            run.Code ?? ReasonCode.Error,
            $"{Due}{(run.StartedAt is { } began ? $" and ran: it began at {Short(began)}," : "")} and failed{InBrackets(run)}."),
        RunStatus.Skipped => (run.Code ?? ReasonCode.Overlap, $"{Due} and was skipped: {Blocking(facts.Blocking)}."),
        RunStatus.Missed => (run.Code ?? ReasonCode.Downtime, $"{Due} and was missed, as the server was down{InBrackets(run)}."),
        RunStatus.Cancelled => (run.Code ?? ReasonCode.Cancelled, $"{Due} and was {run.Reason}, at {Short(run.FinishedAt!.Value)}."),
    };

    private (ReasonCode Reason, string Answer) WithoutRun(Instant occurrence) => occurrence switch
    {
        _ when occurrence > facts.Now => (ReasonCode.Future, $"{Due} and will run then, if nothing is changed before."),
        _ when facts.Pending => (ReasonCode.Pending, $"{Due} and is not recorded yet: the server has still to come to it."),
        _ => (ReasonCode.Absent, $"{Due}, and the ledger has no line of it. That should never be: tell whoever looks after the server."),
    };

    private string Due => (IsMoved, Zone.MapLocal(asked.Named).Count) switch
    {
        (true, 0) => $"The rule runs at the end of the jump instead: it {BeDue} due on {When}",
        (true, _) => $"The rule runs the first time only: it {BeDue} due on {When}",
        _ => $"It {BeDue} due on {When}",
    };

    private string Be => IsPast ? "was" : "is";

    private string BeDue => asked.Occurrence > facts.Now ? "is" : "was";

    private string Disabled => facts.Since.Version <= 1
        ? $"nobody had enabled it since it was made by {By(facts.Since)}"
        : $"it was disabled by {By(facts.Since)}";

    private string Nearest => (facts.Before, facts.After) switch
    {
        (null, null) => "",
        ({ } before, null) => $" The last occurrence before is {Full(before)}; none follows.",
        (null, { } after) => $" There is none before; the next occurrence is {Full(after)}.",
        ({ } before, { } after) => $" The nearest occurrences are {Full(before)} and {Full(after)}.",
    };

    private string Blocking(Run? run)
    {
        if (run is null)
            return "the run before it was still going";
        var which = run.DueAt is { } due ? $"the run due on {Full(due)}" : $"the run that {run.RequestedBy} asked for on {Full(run.At)}";
        return $"{which} was still queued or going{(run.FinishedAt is { } end ? $", until {Short(end)}" : "")} (run {run.Id})";
    }

    private string By(ScheduleVersion version) => $"{version.ModifierId} on {Full(version.At)}";

    private static string InBrackets(Run run) => run.FullReason is { } reason ? $" ({reason})" : "";

    private static string Took(Run run)
    {
        var time = run.FinishedAt!.Value - run.StartedAt!.Value;
        return time.TotalMinutes < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s")
            : $"{(int)time.TotalHours} h {time.Minutes} min";
    }

    // What happened on the same day needs no date.
    private string Short(Instant instant) => instant.InZone(Zone).Date == (asked.Occurrence ?? asked.At).InZone(Zone).Date
        ? ClockChange.Hour(instant.InZone(Zone).TimeOfDay)
        : Full(instant);

    private string Full(Instant instant)
    {
        var local = instant.InZone(Zone).LocalDateTime;
        return $"{local.ToString("d MMMM uuuu", CultureInfo.InvariantCulture)} at {ClockChange.Hour(local.TimeOfDay)}";
    }
}
