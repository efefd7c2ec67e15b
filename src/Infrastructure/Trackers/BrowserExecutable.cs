using Schedules.Application.Common;

namespace Schedules.Infrastructure.Trackers;

/// <summary>Finds the browser on this machine.</summary>
internal static class BrowserExecutable
{
    public const string Advice = "Install it (Debian and Ubuntu: apt-get install chromium-headless-shell, or chromium), or set Scanner:BrowserPath.";

    private static readonly string[] _names = ["chromium-headless-shell", "chromium"];

    /// <exception cref="BrowserUnavailableException">There is none.</exception>
    public static string Find(string? browserPath)
    {
        if (!string.IsNullOrWhiteSpace(browserPath))
            return File.Exists(browserPath)
                ? browserPath
                : throw new BrowserUnavailableException($"There is no browser at \"{browserPath}\", which Scanner:BrowserPath names. {Advice}");
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return _names.SelectMany(name => folders.Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name)))
            .FirstOrDefault(File.Exists)
            ?? throw new BrowserUnavailableException($"Neither {string.Join(" nor ", _names)} is on PATH. {Advice}");
    }
}
