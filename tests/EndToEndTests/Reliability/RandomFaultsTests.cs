namespace Schedules.EndToEndTests.Reliability;

/// <summary>What holds when processes, database and network have failed at random: see <see cref="KillTest"/> and <see cref="KillTestSettings"/>.</summary>
[NonParallelizable]
public sealed class RandomFaultsTests
{
    private KillTest _killTest = null!;

    [OneTimeSetUp]
    public async Task Go()
    {
        _killTest = await KillTest.Prepare();
        await _killTest.Go();
    }

    [OneTimeTearDown]
    public async Task End()
    {
        if (_killTest is not null)
            await _killTest.DisposeAsync();
    }

    [Test]
    public void Each_occurrence_that_was_due_stands_in_the_ledger_once_and_has_ended()
    {
        Assert.That(_killTest.Verdict.Wrong, Is.Empty, $"Seed {KillTestSettings.Seed}: {_killTest.Verdict.Report.ToJsonString()}");
        Assert.That(_killTest.Verdict.ExitCode, Is.Zero);
        Assert.That(_killTest.Verdict.Expected, Is.GreaterThanOrEqualTo(KillTestSettings.LeastOccurrences));
        Assert.That(_killTest.Kills, Is.GreaterThanOrEqualTo(KillTestSettings.LeastKills));
        Assert.That(_killTest.KillsAtDispatch, Is.EqualTo(KillTestSettings.KillsAtDispatch));
    }

    [Test]
    public async Task What_a_run_found_is_there_exactly_where_the_run_succeeded()
    {
        var without = await _killTest.Cluster.Ledger.Count("""
            SELECT count(*) FROM "Runs" r WHERE r."Status" = 'Succeeded' AND NOT EXISTS (SELECT 1 FROM "SodEvaluations" e WHERE e."RunId" = r."Id")
            """);
        var beside = await _killTest.Cluster.Ledger.Count("""
            SELECT count(*) FROM "SodEvaluations" e WHERE NOT EXISTS (SELECT 1 FROM "Runs" r WHERE r."Id" = e."RunId" AND r."Status" = 'Succeeded')
            """);

        Assert.That((without, beside), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task A_run_that_somebody_asked_for_and_was_promised_has_ended()
    {
        var ended = await _killTest.Cluster.Ledger.Count(
            """SELECT count(*) FROM "Runs" WHERE "Id" = ANY ($1) AND "Status" NOT IN ('Queued', 'Running')""", _killTest.People.AcceptedRuns.ToArray());

        Assert.That(_killTest.People.AcceptedRuns, Is.Not.Empty);
        Assert.That(ended, Is.EqualTo(_killTest.People.AcceptedRuns.Count));
    }

    [Test]
    public async Task A_change_of_a_schedule_that_was_confirmed_is_one_of_its_versions()
    {
        var versions = (await _killTest.Cluster.Ledger.Rows(
            """SELECT "TargetId", count(*) FROM "ScheduleVersions" GROUP BY 1""", row => (Id: row.GetGuid(0), Count: row.GetInt64(1))))
            .ToDictionary(target => target.Id, target => target.Count);

        Assert.That(_killTest.People.AcceptedChanges, Is.Not.Empty);
        foreach (var policy in _killTest.People.AcceptedChanges.CountBy(id => id))
            Assert.That(versions[policy.Key], Is.GreaterThan(policy.Value), "the first one was made before");
    }

    [Test]
    public async Task Spoilt_in_one_place_for_each_kind_the_ledger_is_not_called_clean()
    {
        var (copy, connectionString) = await _killTest.Cluster.Ledger.Copy();
        var victims = await copy.Rows(
            """SELECT "Id" FROM "Runs" WHERE "Status" = 'Succeeded' AND "DueAt" IS NOT NULL AND "At" < $1 ORDER BY "Id" LIMIT 4""",
            row => row.GetGuid(0), Setup.Utc(_killTest.Until).AddHours(-1).UtcDateTime);
        await copy.Execute("DROP INDEX \"IX_Runs_ScheduleId_DueAt\", \"IX_Runs_Busy\"");

        await copy.Execute("""DELETE FROM "Runs" WHERE "Id" = $1""", victims[0]);
        await copy.Execute("""UPDATE "Runs" SET "Status" = 'Running' WHERE "Id" = $1""", victims[1]);
        await copy.Execute(Again, victims[2], "0 minutes");
        await copy.Execute(Again, victims[3], "1 minute");
        var verdict = await Verdict.Of(_killTest.Cluster.Operator, Cluster.SetUpAt, _killTest.Until, $"--ConnectionStrings:Schedules={connectionString}");

        Assert.That(verdict.ExitCode, Is.EqualTo(1));
        foreach (var kind in new[] { "absent", "unfinished", "twice", "unexpected" })
            Assert.That(verdict.Number(kind), Is.EqualTo(_killTest.Verdict.Number(kind) + 1), kind);
    }

    // The same run once more, so much later.
    private const string Again = """
        INSERT INTO "Runs"
        SELECT (jsonb_populate_record(r, jsonb_build_object('Id', gen_random_uuid(), 'DueAt', r."DueAt" + CAST($2 AS interval)))).*
        FROM "Runs" r WHERE "Id" = $1
        """;
}
