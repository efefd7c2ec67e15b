using System.Diagnostics;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Schedules.Application;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Domain.Access;
using Schedules.Domain.Sod;
using Schedules.Infrastructure;
using Schedules.Infrastructure.Persistence;

namespace Schedules.Benchmarks;

/// <summary>
/// One million identities with 50 entitlements each against 500 policies: the evaluation alone, and as a run makes it, from the database to the stored
/// violations. Goals: 10 s and 1 GB; and 20 times as fast as the same question in SQL over the same identities on PostgreSQL, as a table of fifty million rows.
/// </summary>
internal static class Evaluation
{
    private const int Chunk = 10_000;

    /// <summary>As many as a run hands to the evaluation at a time.</summary>
    private const int Batch = 500;

    private static Guid Organization => ManySchedules.Organization;

    public static async Task Run()
    {
        Alone("conflicting", [.. AccessData.Sides().Select((sides, i) => AccessData.Policy(Organization, i, sides))]);
        Alone("half of them queries", [.. AccessData.Sides().Select((sides, i) => i % 2 == 0 ? AccessData.Policy(Organization, i, sides) : AccessData.Query(Organization, i, sides))]);
        await AsARun("SQLite", BenchmarkDatabase.Sqlite());
        await BesideSql();
    }

    /// <param name="kind">What the policies are.</param>
    /// <param name="policies">Of whatever type.</param>
    private static void Alone(string kind, IReadOnlyList<SodPolicy> policies)
    {
        var catalogue = AccessData.Catalogue();
        var making = Stopwatch.StartNew();
        var matcher = new PolicyMatcher(new PolicySet(policies, catalogue));
        making.Stop();
        var found = new List<(int, Violation)>();
        var (random, watch) = (new Random(1), new Stopwatch());
        for (var start = 0; start < AccessData.Identities; start += Batch)
        {
            var identities = Enumerable.Range(start, Batch).Select(i => Access(catalogue, random, i)).ToArray();
            watch.Start();
            foreach (var identity in identities)
                matcher.Check(identity, found);
            watch.Stop();
        }

        Console.WriteLine(Text(
            $"evaluation alone, {AccessData.Policies} policies, {kind}: {AccessData.Identities:N0} identities in {watch.Elapsed.TotalSeconds:F2} s, {watch.Elapsed.TotalNanoseconds / AccessData.Identities:F0} ns each, {found.Count:N0} violations; policies made ready in {making.Elapsed.TotalMilliseconds:F0} ms"));
    }

    /// <summary>The evaluation of what is in memory.</summary>
    /// <param name="cores">Each asks an equal part.</param>
    private static async Task<TimeSpan> InMemory(int cores)
    {
        var catalogue = AccessData.Catalogue();
        var random = new Random(1);
        var identities = Enumerable.Range(0, AccessData.Identities).Select(i => Access(catalogue, random, i)).ToArray();
        var set = new PolicySet([.. AccessData.Sides().Select((sides, i) => AccessData.Policy(Organization, i, sides))], catalogue);
        return await Median($"evaluation alone, {cores} core(s), {AccessData.Identities:N0} identities", () => Task.FromResult(Ask()));

        long Ask()
        {
            var violations = 0L;
            Parallel.For(0, cores, core =>
            {
                var (matcher, found) = (new PolicyMatcher(set), new List<(int, Violation)>());
                foreach (var identity in identities.AsSpan(AccessData.Identities / cores * core, AccessData.Identities / cores))
                    matcher.Check(identity, found);
                Interlocked.Add(ref violations, found.Count);
            });
            return violations;
        }
    }

    private static async Task AsARun(string name, BenchmarkDatabase database)
    {
        await using var own = database;
        await using var services = await Filled(database);
        await AsARun(name, services);
    }

    // As the executor does it: all policies in one pass over what is stored, and what was found is stored in one transaction.
    private static async Task<TimeSpan> AsARun(string name, ServiceProvider services)
    {
        GC.Collect();
        await using var scope = services.CreateAsyncScope();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var result = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new EvaluateSodPolicies(Guid.NewGuid(), Organization, null));
        var evaluated = watch.Elapsed;
        await scope.ServiceProvider.GetRequiredService<ISchedulesDb>().SaveChangesAsync(default);
        watch.Stop();
        var process = Process.GetCurrentProcess();
        Console.WriteLine(Text(
            $"evaluation as a run on {name}: {AccessData.Identities:N0} identities, {AccessData.Policies} policies in {watch.Elapsed.TotalSeconds:F2} s (read and evaluated {evaluated.TotalSeconds:F2} s, {result.Violations:N0} violations stored in the rest), {(process.TotalProcessorTime - cpu).TotalSeconds:F2} s of the processor, {process.PeakWorkingSet64 / 1e6:F0} MB at most in this process (goals 10 s, 1,000 MB)"));
        return watch.Elapsed;
    }

    private static async Task BesideSql()
    {
        await using var database = await BenchmarkDatabase.PostgreSql();
        await using var services = await Filled(database);
        await using var sql = new NpgsqlConnection(database.ConnectionString);
        await sql.OpenAsync();
        await SqlQuestion.Normalize(sql, AccessData.Identities);
        await AsARun("PostgreSQL, cold", services);
        var ours = await AsARun("PostgreSQL", services);
        var (alone, onTwo) = (await InMemory(cores: 1), await InMemory(cores: 2));
        var theirs = TimeSpan.MaxValue;
        foreach (var (name, query) in SqlQuestion.Ways)
        {
            var taken = await Median($"the same question in SQL, {name}", () => SqlQuestion.Ask(sql, query));
            theirs = taken < theirs ? taken : theirs;
        }

        Console.WriteLine(Text(
            $"beside the faster SQL, {AccessData.Identities:N0} identities: evaluation alone {theirs / alone:F1} times as fast, on two cores {theirs / onTwo:F1} times (goal 20), as a run, all read and stored, {theirs / ours:F1} times"));
    }

    /// <summary>Asked once to warm up, then timed five times.</summary>
    private static async Task<TimeSpan> Median(string name, Func<Task<long>> ask)
    {
        var violations = await ask();
        GC.Collect();
        var times = new List<TimeSpan>();
        for (var round = 0; round < 5; round++)
        {
            var watch = Stopwatch.StartNew();
            await ask();
            times.Add(watch.Elapsed);
        }

        times.Sort();
        Console.WriteLine(Text(
            $"{name}: {times[times.Count / 2].TotalMilliseconds:F0} ms, median of five ({times[0].TotalMilliseconds:F0} to {times[^1].TotalMilliseconds:F0}), {violations:N0} violations"));
        return times[times.Count / 2];
    }

    private static IdentityAccess Access(AccessCatalogue catalogue, Random random, int i) =>
        new(catalogue, $"identity-{i:D7}", $"Identity {i}", null, [new(AssignmentKind.Direct, AccessData.HeldBy(random, i))]);

    private static async Task<ServiceProvider> Filled(BenchmarkDatabase database)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(ManySchedules.RealClock);
        services.AddApplication(autoMapperLicenseKey: null);
        services.AddInfrastructure(new ConfigurationBuilder().AddInMemoryCollection(database.Settings).Build());
        var provider = services.BuildServiceProvider();
        await In(provider, db => db.MigrateAsync(CancellationToken.None));
        await In(provider, db =>
        {
            db.Organizations.Add(new Organization(Organization, "Benchmark", ManySchedules.DueAt));
            db.SodPolicies.AddRange(AccessData.Sides().Select((sides, i) => AccessData.Policy(Organization, i, sides)));
            db.AddLater(AccessData.Numbers(Organization));
            db.AddLater(AccessData.Entitlements(Organization));
            return db.SaveChangesAsync();
        });
        var random = new Random(1);
        foreach (var chunk in Enumerable.Range(0, AccessData.Identities).Chunk(Chunk))
        {
            await In(provider, db =>
            {
                var some = chunk.Select(i => AccessData.Identity(Organization, random, i));
                if (database.Provider == "Sqlite")
                    db.AddLater(some);
                else
                    db.Identities.AddRange(some);
                return db.SaveChangesAsync();
            });
        }

        return provider;
    }

    private static async Task In(ServiceProvider services, Func<SchedulesDb, Task> use)
    {
        await using var scope = services.CreateAsyncScope();
        await use(scope.ServiceProvider.GetRequiredService<SchedulesDb>());
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
