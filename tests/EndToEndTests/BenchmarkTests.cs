using System.Reflection;

namespace Schedules.EndToEndTests;

/// <summary>That the benchmarks of databases still run, with a hundredth of what they measure. How fast they are is told by nobody but them.</summary>
public sealed class BenchmarkTests
{
    [TestCase("dispatch", "1,000 occurrences")]
    [TestCase("dispatch-postgresql", "1,000 occurrences", "50 firings")]
    [TestCase("execution", "1 processes: 500 runs", "4 processes: 500 runs")]
    [TestCase("delay", "delay: 6 runs")]
    [TestCase("registration", "one a request: 400 schedules", "500 a request: 500 schedules")]
    [TestCase("tick", "10,000 schedules")]
    [TestCase("sod", "as a run on SQLite: 10,000 identities", "beside the faster SQL, 10,000 identities")]
    public async Task It_runs_to_its_end(string name, params string[] told)
    {
        var configuration = typeof(BenchmarkTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var project = Path.Combine(Published.Source(), "tests", "Benchmarks");
        var benchmark = Command.Start("dotnet", "run", "--no-build", "-c", configuration, "--project", project, "--", "--small", name);

        var outcome = await Command.Run(benchmark, TimeSpan.FromMinutes(5));

        Assert.That(outcome.ExitCode, Is.Zero, outcome.Output + outcome.Errors);
        foreach (var words in told)
            Assert.That(outcome.Output, Does.Contain(words));
    }
}
