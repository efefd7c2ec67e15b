using Schedules.Verification.Recurrence;

namespace Schedules.Verification.Ledger;

/// <summary>
/// Lays the runs of one schedule beside what its versions said was due. First all versions are added, then the runs by instant, then it ends.
/// </summary>
internal sealed class ScheduleMatch(Guid id, DueInstants due, Report report)
{
    private readonly List<VersionRow> _versions = [];

    // Where a rule is not understood, nobody knows what was due.
    private readonly List<(DateTime After, DateTime Until)> _unknown = [];

    private IEnumerator<(DateTime At, int Version)>? _expected;
    private DateTime _keptFrom = DateTime.MinValue;
    private bool _hasExpected;
    private int _runsHere;

    public Guid Id => id;

    public void Add(VersionRow version)
    {
        _versions.Add(version);
        _keptFrom = version.KeptFrom ?? DateTime.MinValue;
    }

    public void Add(RunRow run)
    {
        Begin();
        while (_hasExpected && _expected!.Current.At < run.DueAt)
            MoveOn();
        if (_hasExpected && _expected!.Current.At == run.DueAt)
            Match(run, _expected.Current.Version);
        else if (IsUnknown(run))
            report.NotJudged++;
        else
            report.Unexpected.Add(id, run.DueAt, run.Status);
    }

    public void End()
    {
        Begin();
        while (_hasExpected)
            MoveOn();
        _expected?.Dispose();
    }

    private void Begin()
    {
        if (_expected is not null)
            return;
        _versions.Sort((one, other) => one.Version.CompareTo(other.Version));
        _expected = Expected().GetEnumerator();
        Advance();
    }

    private void Match(RunRow run, int version)
    {
        _runsHere++;
        if (_runsHere == 2)
            report.Twice.Add(id, run.DueAt);
        if (run.Version != version)
            report.OtherVersion.Add(id, run.DueAt, $"version {run.Version} in place of {version}");
    }

    private void MoveOn()
    {
        if (_runsHere == 0)
            report.Absent.Add(id, _expected!.Current.At, $"version {_expected.Current.Version}");
        Advance();
    }

    private void Advance()
    {
        _runsHere = 0;
        _hasExpected = _expected!.MoveNext();
        if (_hasExpected)
            report.Expected++;
    }

    /// <summary>A version says what is due strictly after its own instant, up to the next version's, which is included.</summary>
    private IEnumerable<(DateTime At, int Version)> Expected()
    {
        for (var i = 0; i < _versions.Count; i++)
        {
            var version = _versions[i];
            var (after, until) = (version.At, i + 1 < _versions.Count ? _versions[i + 1].At : report.Window.Until);
            after = after > report.Window.After ? after : report.Window.After;
            // Of what is due at that very instant, the run is kept.
            after = after >= _keptFrom ? after : _keptFrom.AddTicks(-1);
            until = until < report.Window.Until ? until : report.Window.Until;
            if (!version.IsEnabled || version.IsDeleted || after >= until)
                continue;
            foreach (var at in Between(version, after, until))
                yield return (at, version.Version);
        }
    }

    private IEnumerable<DateTime> Between(VersionRow version, DateTime after, DateTime until)
    {
        try
        {
            return due.Between(version.Rule ?? "", after, until);
        }
        catch (FormatException unreadable)
        {
            _unknown.Add((after, until));
            report.Unreadable.Add(id, version.At, $"version {version.Version}: {unreadable.Message}");
            return [];
        }
    }

    private bool IsUnknown(RunRow run) =>
        run.DueAt < _keptFrom || IsBeforeRecords(run) || _unknown.Exists(time => run.DueAt > time.After && run.DueAt <= time.Until);

    // Versions are kept only since a database was brought to the form that keeps them.
    private bool IsBeforeRecords(RunRow run) =>
        _versions.Count > 0 && run.DueAt <= _versions[0].At && run.Version > 0 && run.Version < _versions[0].Version;
}
