using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Schedules.Benchmarks;
using Schedules.Benchmarks.Scan;

// All of them, or those that are named: dotnet run -c Release --project tests/Benchmarks -- [--small] next-occurrence dispatch
var benchmarks = new Dictionary<string, Func<Task>>
{
    ["next-occurrence"] = NextOccurrenceBesideCron,
    ["dispatch"] = Dispatch.OnSqlite,
    ["dispatch-postgresql"] = Dispatch.OnPostgreSql,
    ["execution"] = Execution.Run,
    ["delay"] = Delay.Run,
    ["registration"] = Registration.Run,
    ["tick"] = Tick.Run,
    ["memory"] = Memory.Run,
    ["sod"] = Evaluation.Run,
    ["scan"] = ScanSpeed.Beside,
    ["scan-whole"] = ScanSpeed.Whole,
};

if (args is ["work", var connectionString])
{
    await Execution.Work(connectionString);
    return 0;
}

if (args is ["scan-site"])
{
    await ScanSite.Serve();
    return 0;
}

if (args is ["scan-usage", var root, var except])
{
    await ProcessUsage.Serve(int.Parse(root, CultureInfo.InvariantCulture), int.Parse(except, CultureInfo.InvariantCulture));
    return 0;
}

if (args is ["--small", .. var named])
    (Size.IsSmall, args) = (true, named);

if (args.FirstOrDefault(name => !benchmarks.ContainsKey(name)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"There is no benchmark {unknown}: {string.Join(", ", benchmarks.Keys)}.");
    return 2;
}

foreach (var name in args.Length > 0 ? args : [.. benchmarks.Keys])
    await benchmarks[name]();
return 0;

// In this process: a project made on the fly would be built under the house's rules for warnings.
static Task NextOccurrenceBesideCron()
{
    BenchmarkRunner.Run<NextOccurrence>(DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithMaxIterationCount(20)));
    return Task.CompletedTask;
}
