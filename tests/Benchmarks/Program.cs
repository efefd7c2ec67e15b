using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Schedules.Benchmarks;

// One name a benchmark: dotnet run -c Release --project tests/Benchmarks -- next-occurrence
var benchmarks = new Dictionary<string, Type>
{
    ["next-occurrence"] = typeof(NextOccurrence),
};

if (args is not [var name, ..] || !benchmarks.TryGetValue(name, out var benchmark))
{
    await Console.Error.WriteLineAsync($"Usage: Benchmarks <{string.Join('|', benchmarks.Keys)}> [BenchmarkDotNet's options]");
    return 1;
}

// In this process: a project made on the fly would be built under the house's rules for warnings.
var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkRunner.Run(benchmark, config, args[1..]);
return 0;
