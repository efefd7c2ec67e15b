// dotnet tool restore && dotnet cake --target=Test|KillTest|Benchmarks|Publish|Client|Catalogue
using System.Xml.Linq;

var target = Argument("target", "Test");
var configuration = Argument("configuration", "Release");
var results = MakeAbsolute(Directory("artifacts/tests"));
var published = MakeAbsolute(Directory(Argument("published", "artifacts/publish")));

Task("Build")
    .Does(() =>
{
    // One compiler for all projects; it would stay for minutes otherwise.
    DotNetBuild("Schedules.sln", new DotNetBuildSettings
    {
        Configuration = configuration, NoLogo = true, Verbosity = DotNetVerbosity.Quiet,
        MSBuildSettings = new DotNetMSBuildSettings().WithProperty("UseSharedCompilation", "true"),
    });
    DotNetBuildServerShutdown(new DotNetBuildServerShutdownSettings { VBCSCompiler = true });
});

Task("Program")
    .IsDependentOn("Build")
    .Does(() => DotNetPublish("src/WebApi", new DotNetPublishSettings
    {
        Configuration = configuration, OutputDirectory = published, NoBuild = true, NoLogo = true,
    }));

// The migrations as files of the release. None for SQLite: a script that may be run again is not to be had there, and the program migrates its own file.
Task("Scripts")
    .IsDependentOn("Program")
    .Does(() =>
{
    EnsureDirectoryExists(published.Combine("migrations"));
    foreach (var database in new[] { "PostgreSql", "SqlServer" })
    {
        var program = new ProcessSettings { RedirectStandardOutput = true, Arguments = $"{published}/Schedules.WebApi.dll script {database}" };
        if (StartProcess("dotnet", program, out var lines) != 0)
            throw new CakeException($"The migrations of {database} were not written.");
        System.IO.File.WriteAllText(published.CombineWithFilePath($"migrations/{database}.sql").FullPath, string.Join('\n', lines).TrimEnd('\n') + "\n");
    }
});

Task("Publish")
    .IsDependentOn("Scripts");

// A package of npm, generated from the OpenAPI document of the published program.
Task("Client")
    .IsDependentOn("Program")
    .Does(() =>
{
    var sources = MakeAbsolute(Directory("clients/typescript"));
    var folder = MakeAbsolute(Directory("artifacts/client"));
    CleanDirectory(folder);
    System.IO.File.WriteAllLines($"{sources}/openapi.json", Run("dotnet", $"{published}/Schedules.WebApi.dll openapi"));
    Run("npm", $"--prefix {sources} ci --ignore-scripts --no-audit --no-fund");
    Run("npm", $"--prefix {sources} run build");
    Run("npm", $"pack {sources} --silent --pack-destination {folder}");
});

// Every project runs, so that one red does not hide another; then red is red. The tests of the published program wait for much: they run beside the others.
Task("Test")
    .IsDependentOn("Publish")
    .Does(() =>
{
    CleanDirectory(results);
    var broken = new System.Collections.Concurrent.ConcurrentBag<string>();
    var runs = new List<(string Project, string Database)> { ("UnitTests", ""), ("IntegrationTests", ""), ("IntegrationTests", "PostgreSql") };
    // Where there is none, one test says that it was skipped.
    if (HasEnvironmentVariable("SCHEDULES_TEST_SQLSERVER"))
        runs.Add(("IntegrationTests", "SqlServer"));
    System.Threading.Tasks.Parallel.Invoke(() => runs.ForEach(run => Run(run.Project, run.Database)), () => Run("EndToEndTests", ""));

    void Run(string project, string database)
    {
        var name = database.Length > 0 ? $"{project}-{database}" : project;
        try
        {
            DotNetTest($"tests/{project}", new DotNetTestSettings
            {
                Configuration = configuration, NoBuild = true, NoLogo = true,
                Loggers = { $"trx;LogFileName={name}.trx" }, ResultsDirectory = results,
                // What is sent to SQL Server, what a browser does, and what is of one database only, does not depend on the one that the others run on.
                Filter = database == "PostgreSql" ? "FullyQualifiedName!~Schedules.IntegrationTests.SqlServer&TestCategory!=NoDatabase" : null,
                EnvironmentVariables = new Dictionary<string, string>
                {
                    ["SCHEDULES_PUBLISHED"] = published.FullPath, ["SCHEDULES_TEST_DATABASE"] = database,
                },
            });
        }
        catch (CakeException)
        {
            broken.Add(name);
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

// The data sets of well-known trackers, in the versions that src/CatalogueImport pins, as the one file that is committed.
Task("Catalogue")
    .Does(() =>
{
    var folder = MakeAbsolute(Directory("artifacts/catalogue"));
    CleanDirectory(folder);
    foreach (var line in CatalogueImport("sources"))
    {
        var (name, package) = (line.Split(' ')[0], line.Split(' ')[1]);
        EnsureDirectoryExists(folder.Combine(name));
        Run("npm", $"pack --silent {package} --pack-destination {folder.Combine(name)}");
        Run("tar", $"-xzf {GetFiles($"{folder}/{name}/*.tgz").Single()} -C {folder.Combine(name)}");
    }

    foreach (var line in CatalogueImport($"{folder} {MakeAbsolute(File("src/Domain/Trackers/Data/tracker_catalogue.txt"))}"))
        Information(line);
});

// All of them, or some: dotnet cake --target=Benchmarks [--only="dispatch tick"]
Task("Benchmarks")
    .IsDependentOn("Build")
    .Does(() => DotNetRun(
        "tests/Benchmarks", new ProcessArgumentBuilder().Append(Argument("only", "")), new DotNetRunSettings { Configuration = configuration, NoBuild = true }));

RunTarget(target);

IReadOnlyList<string> CatalogueImport(string arguments) => Run("dotnet", $"run --project src/CatalogueImport --configuration {configuration} -- {arguments}");

IReadOnlyList<string> Run(string program, string arguments)
{
    if (StartProcess(program, new ProcessSettings { RedirectStandardOutput = true, Arguments = arguments }, out var lines) != 0)
        throw new CakeException($"{program} {arguments} failed.");
    return [.. lines];
}

(int Passed, int Failed, int Skipped) Count()
{
    var counters = GetFiles($"{results}/*.trx")
        .Select(file => XDocument.Load(file.FullPath).Descendants().Single(element => element.Name.LocalName == "Counters"))
        .ToList();
    int Sum(string name) => counters.Sum(counter => (int?)counter.Attribute(name) ?? 0);
    var skipped = Sum("total") - Sum("executed");
    return (Sum("passed"), Sum("executed") - Sum("passed"), skipped);
}
