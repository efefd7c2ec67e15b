using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Schedules.EndToEndTests.Reliability;

/// <summary>
/// Three processes on one PostgreSQL, with thousands of schedules falling due all the time, while the processes are killed and frozen, the database dies,
/// and the network fails: at the end each occurrence stands in the ledger once. Half a minute of it by default; SCHEDULES_KILLTEST_MINUTES says how long,
/// SCHEDULES_KILLTEST_SEED repeats the choices of a run, SCHEDULES_KILLTEST_REPORT names the folder for the report.
/// </summary>
[NonParallelizable]
public sealed class RandomFaultsTests
{
    private const double DefaultMinutes = 0.4;
    private const double LongMinutes = 10;

    /// <summary>Of the long one: fewer would not be worth its time, so on a slow machine it goes on until it has them.</summary>
    private const int ManyKills = 100;
    private const int FewOccurrences = 500;
    private const int ManyOccurrences = 10_000;

    private static readonly double _minutes = double.Parse(Setting("MINUTES") ?? $"{DefaultMinutes}", CultureInfo.InvariantCulture);
    private static readonly int _seed = int.Parse(Setting("SEED") ?? $"{Random.Shared.Next()}", CultureInfo.InvariantCulture);

    private static readonly FaultKind[] _early = [FaultKind.FreezeProcess, FaultKind.RefuseNetwork, FaultKind.HoldNetwork];

    private readonly ConcurrentQueue<Fault> _faults = new();
    private readonly StringBuilder _times = new();
    private Cluster _cluster = null!;
    private People _people = null!;
    private string _until = "";
    private Verdict _verdict = null!;

    private int Kills => _faults.Count(fault => fault.Kind == FaultKind.KillProcess);

    [OneTimeSetUp]
    public async Task Go()
    {
        await TestContext.Progress.WriteLineAsync($"Random faults for {_minutes} min, seed {_seed}");
        try
        {
            _cluster = await Time("set up", () => Cluster.Create(copies: _minutes < LongMinutes ? 50 : 250));
            _people = new People(_cluster, new Random(_seed));
            await Time("start", _cluster.Start);
            await Time("break", Break);
            await Time("break without killing", BreakWithoutKilling);
            _until = Cluster.Text(await Time("settle", Settle));
            _verdict = await Time("check", () => Verdict.Of(_cluster.Operator, Cluster.SetUpAt, _until));
            await Report();
        }
        catch (Exception failure)
        {
            throw new AssertionException($"Seed {_seed}, {_times}: {failure.Message}", failure);
        }
    }

    [OneTimeTearDown]
    public async Task End()
    {
        foreach (var node in _cluster.Nodes)
            await Keep($"{node.Name}.log", node.Server.Log);
        await _cluster.DisposeAsync();
    }

    [Test]
    public void Each_occurrence_that_was_due_stands_in_the_ledger_once_and_has_ended()
    {
        Assert.That(_verdict.Wrong, Is.Empty, $"Seed {_seed}: {_verdict.Report.ToJsonString()}");
        Assert.That(_verdict.ExitCode, Is.Zero);
        Assert.That(_verdict.Expected, Is.GreaterThan(_minutes < LongMinutes ? FewOccurrences : ManyOccurrences));
        Assert.That(Kills, Is.GreaterThanOrEqualTo(_minutes < LongMinutes ? 3 : ManyKills));
    }

    [Test]
    public async Task What_a_run_found_is_there_exactly_where_the_run_succeeded()
    {
        var without = await _cluster.Ledger.Count("""
            SELECT count(*) FROM "Runs" r WHERE r."Status" = 'Succeeded' AND NOT EXISTS (SELECT 1 FROM "SodEvaluations" e WHERE e."RunId" = r."Id")
            """);
        var beside = await _cluster.Ledger.Count("""
            SELECT count(*) FROM "SodEvaluations" e WHERE NOT EXISTS (SELECT 1 FROM "Runs" r WHERE r."Id" = e."RunId" AND r."Status" = 'Succeeded')
            """);

        Assert.That((without, beside), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task A_run_that_somebody_asked_for_and_was_promised_has_ended()
    {
        var ended = await _cluster.Ledger.Count(
            """SELECT count(*) FROM "Runs" WHERE "Id" = ANY ($1) AND "Status" NOT IN ('Queued', 'Running')""", _people.AcceptedRuns.ToArray());

        Assert.That(_people.AcceptedRuns, Is.Not.Empty);
        Assert.That(ended, Is.EqualTo(_people.AcceptedRuns.Count));
    }

    [Test]
    public async Task A_change_of_a_schedule_that_was_confirmed_is_one_of_its_versions()
    {
        var versions = (await _cluster.Ledger.Rows(
            """SELECT "TargetId", count(*) FROM "ScheduleVersions" GROUP BY 1""", row => (Id: row.GetGuid(0), Count: row.GetInt64(1))))
            .ToDictionary(target => target.Id, target => target.Count);

        Assert.That(_people.AcceptedChanges, Is.Not.Empty);
        foreach (var policy in _people.AcceptedChanges.CountBy(id => id))
            Assert.That(versions[policy.Key], Is.GreaterThan(policy.Value), "the first one was made before");
    }

    [Test]
    public async Task Spoilt_in_one_place_for_each_kind_the_ledger_is_not_called_clean()
    {
        var (copy, connectionString) = await _cluster.Ledger.Copy();
        var victims = await copy.Rows(
            """SELECT "Id" FROM "Runs" WHERE "Status" = 'Succeeded' AND "DueAt" IS NOT NULL AND "At" < $1 ORDER BY "Id" LIMIT 4""",
            row => row.GetGuid(0), Setup.Utc(_until).AddHours(-1).UtcDateTime);
        await copy.Execute("DROP INDEX \"IX_Runs_ScheduleId_DueAt\", \"IX_Runs_Busy\"");

        await copy.Execute("""DELETE FROM "Runs" WHERE "Id" = $1""", victims[0]);
        await copy.Execute("""UPDATE "Runs" SET "Status" = 'Running' WHERE "Id" = $1""", victims[1]);
        await copy.Execute(Again, victims[2], "0 minutes");
        await copy.Execute(Again, victims[3], "1 minute");
        var verdict = await Verdict.Of(_cluster.Operator, Cluster.SetUpAt, _until, $"--ConnectionStrings:Schedules={connectionString}");

        Assert.That(verdict.ExitCode, Is.EqualTo(1));
        foreach (var kind in new[] { "absent", "unfinished", "twice", "unexpected" })
            Assert.That(verdict.Number(kind), Is.EqualTo(_verdict.Number(kind) + 1), kind);
    }

    // The same run once more, so much later.
    private const string Again = """
        INSERT INTO "Runs"
        SELECT (jsonb_populate_record(r, jsonb_build_object('Id', gen_random_uuid(), 'DueAt', r."DueAt" + CAST($2 AS interval)))).*
        FROM "Runs" r WHERE "Id" = $1
        """;

    private async Task Break()
    {
        using var end = new CancellationTokenSource();
        var seed = _seed;
        await Task.WhenAll([
            EndInTime(end),
            _people.Go(end.Token),
            new DatabaseFaults(_cluster, new Random(++seed), _faults).Go(end.Token),
            .. _cluster.Nodes.Zip(_early, (node, early) => new NodeFaults(_cluster, node, new Random(++seed), early, _faults).Go(end.Token)),
        ]);
    }

    private async Task EndInTime(CancellationTokenSource end)
    {
        await Wait.For(TimeSpan.FromMinutes(_minutes), CancellationToken.None);
        var isEnough = () => Task.FromResult(_minutes < LongMinutes || Kills >= ManyKills);
        await Wait.Until(isEnough, TimeSpan.FromMinutes(_minutes), CancellationToken.None);
        await end.CancelAsync();
    }

    // What a process did not let go of when the database went away it would hold for good: nobody kills it any more.
    private async Task BreakWithoutKilling()
    {
        await _cluster.Ready();
        var last = new DatabaseFaults(_cluster, new Random(_seed), _faults);
        await last.Do(FaultKind.KillDatabase, CancellationToken.None);
        await _cluster.Ready();
        await last.Do(FaultKind.RestartDatabase, CancellationToken.None);
        await _cluster.Ready();
    }

    private async Task<DateTimeOffset> Settle()
    {
        await _people.GoOn();
        var until = await _cluster.Settle();
        foreach (var node in _cluster.Nodes)
            await node.Server.Stop();
        return until;
    }

    private async Task Report()
    {
        var headline = $"{_minutes} minutes of random faults, seed {_seed}. In seconds: {_times}.";
        var text = await new KillReport(_cluster, _faults, _verdict).Write(headline, _people);
        await TestContext.Progress.WriteLineAsync(text);
        await Keep("report.md", text);
    }

    private Task Time(string what, Func<Task> step) => Time(what, async () =>
    {
        await step();
        return true;
    });

    private async Task<T> Time<T>(string what, Func<Task<T>> step)
    {
        var watch = Stopwatch.StartNew();
        var done = await step();
        _times.Append(_times.Length > 0 ? ", " : "").Append(CultureInfo.InvariantCulture, $"{what} {watch.Elapsed.TotalSeconds:F0}");
        return done;
    }

    private static async Task Keep(string name, string text)
    {
        if (Setting("REPORT") is not { } folder)
            return;
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, name), text);
    }

    private static string? Setting(string name) =>
        Environment.GetEnvironmentVariable($"SCHEDULES_KILLTEST_{name}") is { Length: > 0 } value ? value : null;
}
