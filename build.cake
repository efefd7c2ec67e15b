// dotnet tool restore && dotnet cake --target=Test|KillTest|Benchmarks|Publish
using System.Xml.Linq;

var target = Argument("target", "Test");
var configuration = Argument("configuration", "Release");
var results = MakeAbsolute(Directory("artifacts/tests"));
var published = MakeAbsolute(Directory("artifacts/publish"));

Task("Build")
    .Does(() => DotNetBuild("Schedules.sln", new DotNetBuildSettings { Configuration = configuration, NoLogo = true, Verbosity = DotNetVerbosity.Quiet }));

Task("Publish")
    .IsDependentOn("Build")
    .Does(() => DotNetPublish("src/WebApi", new DotNetPublishSettings
    {
        Configuration = configuration, OutputDirectory = published, NoBuild = true, NoLogo = true,
    }));

// Every project runs, so that one red does not hide another; then red is red.
Task("Test")
    .IsDependentOn("Publish")
    .Does(() =>
{
    CleanDirectory(results);
    var broken = new List<string>();
    foreach (var project in new[] { "UnitTests", "IntegrationTests", "EndToEndTests" })
    {
        try
        {
            DotNetTest($"tests/{project}", new DotNetTestSettings
            {
                Configuration = configuration, NoBuild = true, NoLogo = true,
                Loggers = { $"trx;LogFileName={project}.trx" }, ResultsDirectory = results,
                EnvironmentVariables = new Dictionary<string, string> { ["SCHEDULES_PUBLISHED"] = published.FullPath },
            });
        }
        catch (CakeException)
        {
            broken.Add(project);
        }
    }

    var (passed, failed, skipped) = Count();
    if (failed < broken.Count)
        failed = broken.Count; // One that did not start, or died on the way, has counted no failure of its own.
    var summary = $"{passed} passed, {failed} failed" + (skipped > 0 ? $", {skipped} skipped" : "");
    System.IO.File.WriteAllText(results.CombineWithFilePath("summary.txt").FullPath, summary + "\n");
    if (broken.Count > 0 || failed > 0 || passed == 0)
        throw new CakeException($"Red: {string.Join(", ", broken)} ({summary}).");
});

// A quarter of an hour of what the tests do for half a minute: dotnet cake --target=KillTest [--minutes=12] [--seed=1]
Task("KillTest")
    .IsDependentOn("Publish")
    .Does(() =>
{
    var folder = MakeAbsolute(Directory("artifacts/killtest"));
    CleanDirectory(folder);
    DotNetTest("tests/EndToEndTests", new DotNetTestSettings
    {
        Configuration = configuration, NoBuild = true, NoLogo = true, Filter = "FullyQualifiedName~RandomFaultsTests",
        EnvironmentVariables = new Dictionary<string, string>
        {
            ["SCHEDULES_PUBLISHED"] = published.FullPath,
            ["SCHEDULES_KILLTEST_MINUTES"] = Argument("minutes", "12"),
            ["SCHEDULES_KILLTEST_SEED"] = Argument("seed", ""),
            ["SCHEDULES_KILLTEST_REPORT"] = folder.FullPath,
        },
    });
    Information(System.IO.File.ReadAllText(folder.CombineWithFilePath("report.md").FullPath));
});

Task("Benchmarks")
    .IsDependentOn("Build")
    .Does(() => DotNetRun("tests/Benchmarks", new ProcessArgumentBuilder(), new DotNetRunSettings { Configuration = configuration, NoBuild = true }));

RunTarget(target);

(int Passed, int Failed, int Skipped) Count()
{
    var counters = GetFiles($"{results}/*.trx")
        .Select(file => XDocument.Load(file.FullPath).Descendants().Single(element => element.Name.LocalName == "Counters"))
        .ToList();
    int Sum(string name) => counters.Sum(counter => (int?)counter.Attribute(name) ?? 0);
    var skipped = Sum("total") - Sum("executed");
    return (Sum("passed"), Sum("executed") - Sum("passed"), skipped);
}
