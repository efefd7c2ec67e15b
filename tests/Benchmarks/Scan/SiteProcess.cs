using System.Diagnostics;
using System.Globalization;

namespace Schedules.Benchmarks.Scan;

/// <summary>The site in a process of its own, so that its work is nobody else's.</summary>
internal sealed class SiteProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SiteProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Id => _process.Id;

    public int Port { get; }

    public static async Task<SiteProcess> Start()
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["scan-site"])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync();
        return new(process, int.Parse(line ?? throw new InvalidOperationException("The site did not start."), CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
