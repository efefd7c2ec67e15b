using System.Diagnostics;

namespace Schedules.EndToEndTests;

/// <summary>What a command came to.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors);

/// <summary>Commands as they are typed into a terminal.</summary>
internal static class Command
{
    private static readonly TimeSpan _deadline = TimeSpan.FromMinutes(2);

    /// <summary>Runs a command to its end.</summary>
    public static Task<Outcome> Run(string program, params string[] arguments) => Run(Start(program, arguments));

    /// <summary>Waits for the end of a process whose streams are redirected; one that does not end is killed, and fails the test.</summary>
    public static async Task<Outcome> Run(ProcessStartInfo start, TimeSpan? deadline = null)
    {
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(deadline ?? _deadline);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(timeout.Token), process.StandardError.ReadToEndAsync(timeout.Token));
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            return new(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new AssertionException($"\"{start.FileName} {string.Join(' ', start.ArgumentList)}\" did not end.", late);
        }
    }

    public static ProcessStartInfo Start(string program, params string[] arguments) => new(program, arguments)
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
