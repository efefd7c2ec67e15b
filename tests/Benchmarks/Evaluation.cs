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
/// violations. Goals: 10 s and 1 GB; and 20 times as fast as the same question in SQL, on PostgreSQL, over a part of the same identities.
/// </summary>
internal static class Evaluation
{
    private const int Chunk = 10_000;

    /// <summary>As many as a run hands to the evaluation at a time.</summary>
    private const int Batch = 500;

    /// <summary>What SQL is asked about: as a table of its own the whole would be fifty million rows, and minutes.</summary>
    private const int Sample = 100_000;

    private static Guid Organization => ManySchedules.Organization;

    public static async Task Run()
    {
        Alone("conflicting", AccessData.Identities, [.. AccessData.Sides().Select((sides, i) => AccessData.Policy(Organization, i, sides))]);
        Alone("half of them queries", AccessData.Identities, [.. AccessData.Sides().Select((sides, i) => i % 2 == 0 ? AccessData.Policy(Organization, i, sides) : AccessData.Query(Organization, i, sides))]);
        await AsARun("SQLite", BenchmarkDatabase.Sqlite(), AccessData.Identities);
        await BesideSql();
    }

    /// <param name="kind">What the policies are.</param>
    /// <param name="count">How many identities.</param>
    /// <param name="policies">Of whatever type.</param>
    /// <param name="cores">Each asks a part of every batch.</param>
    private static TimeSpan Alone(string kind, int count, IReadOnlyList<SodPolicy> policies, int cores = 1)
    {
        var catalogue = AccessData.Catalogue();
        var making = Stopwatch.StartNew();
        var set = new PolicySet(policies, catalogue);
        making.Stop();
        var askers = Enumerable.Range(0, cores).Select(_ => (Matcher: new PolicyMatcher(set), Found: new List<(int, Violation)>())).ToList();
        var (random, watch) = (new Random(1), new Stopwatch());
        for (var start = 0; start < count; start += Batch)
        {
            var identities = Enumerable.Range(start, Batch).Select(i => Access(catalogue, random, i)).ToList();
            watch.Start();
            Parallel.For(0, cores, core =>
            {
                for (var i = core * Batch / cores; i < (core + 1) * Batch / cores; i++)
                    askers[core].Matcher.Check(identities[i], askers[core].Found);
            });
            watch.Stop();
        }

        Console.WriteLine(Text(
            $"evaluation alone, {AccessData.Policies} policies, {kind}, {cores} core(s): {count:N0} identities in {watch.Elapsed.TotalSeconds:F2} s, {watch.Elapsed.TotalNanoseconds / count:F0} ns each, {askers.Sum(asker => asker.Found.Count):N0} violations; policies made ready in {making.Elapsed.TotalMilliseconds:F0} ms"));
        return watch.Elapsed;
    }

    private static async Task<TimeSpan> AsARun(string name, BenchmarkDatabase database, int identities)
    {
        await using var own = database;
        await using var services = await Filled(database, identities);
        return await AsARun(name, services, identities);
    }

    // As the executor does it: all policies in one pass over what is stored, and what was found is stored in one transaction.
    private static async Task<TimeSpan> AsARun(string name, ServiceProvider services, int identities)
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
            $"evaluation as a run on {name}: {identities:N0} identities, {AccessData.Policies} policies in {watch.Elapsed.TotalSeconds:F2} s (read and evaluated {evaluated.TotalSeconds:F2} s, {result.Violations:N0} violations stored in the rest), {(process.TotalProcessorTime - cpu).TotalSeconds:F2} s of the processor, {process.PeakWorkingSet64 / 1e6:F0} MB at most in this process (goals for a million 10 s, 1,000 MB)"));
        return watch.Elapsed;
    }

    private static async Task BesideSql()
    {
        await using var database = await BenchmarkDatabase.PostgreSql();
        await using var services = await Filled(database, Sample);
        await using var sql = new NpgsqlConnection(database.ConnectionString);
        await sql.OpenAsync();
        await SqlQuestion.Normalize(sql, Sample);
        await AsARun("PostgreSQL, cold", services, Sample);
        var ours = await AsARun("PostgreSQL", services, Sample);
        IReadOnlyList<SodPolicy> policies = [.. AccessData.Sides().Select((sides, i) => AccessData.Policy(Organization, i, sides))];
        var alone = Alone("conflicting", Sample, policies);
        var onTwo = Alone("conflicting", Sample, policies, cores: 2);
        var theirs = TimeSpan.MaxValue;
        foreach (var (name, query) in SqlQuestion.Ways)
        {
            await SqlQuestion.Ask(sql, query);
            var watch = Stopwatch.StartNew();
            var violations = await SqlQuestion.Ask(sql, query);
            watch.Stop();
            theirs = watch.Elapsed < theirs ? watch.Elapsed : theirs;
            Console.WriteLine(Text($"the same question in SQL, {name}: {watch.Elapsed.TotalSeconds:F2} s, {violations:N0} violations"));
        }

        Console.WriteLine(Text(
            $"beside the faster SQL, {Sample:N0} identities: evaluation alone {theirs / alone:F1} times as fast, on two cores {theirs / onTwo:F1} times (goal 20), as a run, all read and stored, {theirs / ours:F1} times"));
    }

    private static IdentityAccess Access(AccessCatalogue catalogue, Random random, int i) =>
        new(catalogue, $"identity-{i:D7}", $"Identity {i}", null, [new(AssignmentKind.Direct, AccessData.HeldBy(random, i))]);

    private static async Task<ServiceProvider> Filled(BenchmarkDatabase database, int identities)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(ManySchedules.RealClock);
        services.AddApplication(autoMapperLicenseKey: null);
        services.AddInfrastructure(new ConfigurationBuilder().AddInMemoryCollection(database.Settings).Build());
        var provider = services.BuildServiceProvider();
        await In(provider, db => db.Database.MigrateAsync());
        await In(provider, db =>
        {
            db.Organizations.Add(new Organization(Organization, "Benchmark", ManySchedules.DueAt));
            db.SodPolicies.AddRange(AccessData.Sides().Select((sides, i) => AccessData.Policy(Organization, i, sides)));
            db.AddLater(AccessData.Numbers(Organization));
            db.AddLater(AccessData.Entitlements(Organization));
            return db.SaveChangesAsync();
        });
        var random = new Random(1);
        foreach (var chunk in Enumerable.Range(0, identities).Chunk(Chunk))
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
