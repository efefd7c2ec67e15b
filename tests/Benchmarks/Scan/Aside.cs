using System.Diagnostics;
using System.Globalization;

namespace Schedules.Benchmarks.Scan;

/// <summary>A part of the benchmark in a process of its own, so that its work is nobody else's. It ends with its standard input.</summary>
internal sealed class Aside : IAsyncDisposable
{
    private readonly Process _process;

    private Aside(Process process, int said) => (_process, Said) = (process, said);

    public int Id => _process.Id;

    /// <summary>The number that it printed once it had begun.</summary>
    public int Said { get; }

    /// <param name="arguments">As <c>Program.cs</c> knows them.</param>
    public static async Task<Aside> Start(params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync();
        return new(process, int.Parse(line ?? throw new InvalidOperationException($"{arguments[0]} did not start."), CultureInfo.InvariantCulture));
    }

    /// <summary>What it still says once it is to end.</summary>
    public async Task<string> End()
    {
        _process.StandardInput.Close();
        var rest = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return rest;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await End();
        _process.Dispose();
    }
}
