using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Schedules.Domain.Trackers;

namespace Schedules.Benchmarks.Scan;

/// <summary>
/// @slashgear/gdpr-cookie-scanner, MIT, from npm. Of each page it looks at the state before, after rejecting and after accepting, in two openings. Storage
/// it does not look at.
/// </summary>
internal static class Peer
{
    public const string Name = "@slashgear/gdpr-cookie-scanner 3.8.2";
    public const int OpeningsAPage = 2;

    /// <returns>Null where it cannot be had from npm.</returns>
    public static async Task<string?> Restore()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "peer");
        var npm = new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(npm)!;
        _ = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode == 0)
            return folder;
        Console.WriteLine($"The peer could not be restored from npm: {errors}");
        return null;
    }

    /// <summary>Scans the pages, as many at a time.</summary>
    public static async Task<(Measured Measured, IReadOnlyCollection<Planted> Found)> Scan(
        string folder, Aside site, IReadOnlyCollection<string> paths, int atATime)
    {
        string[] fixedArguments = [Path.Combine(folder, "scan.mjs"), Browser(), Text(site.Said), Text(atATime)];
        var start = new ProcessStartInfo("node", [.. fixedArguments, .. paths.Select(path => $"https://{ScanSite.Domain}{path}")])
        {
            WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true,
        };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        await using var usage = await ProcessUsage.Of(process.Id, site.Id);
        var lines = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();
        var elapsed = watch.Elapsed;
        var (seconds, megabytes) = await ProcessUsage.Seen(usage);
        return (new(lines.Length, lines.Length * OpeningsAPage, elapsed, seconds, megabytes), [.. lines.SelectMany(line => Found(JsonNode.Parse(line)!)).Distinct()]);
    }

    private static IEnumerable<Planted> Found(JsonNode page) =>
        page["cookies"]!.AsArray().Select(cookie => Planted.Of(new(TrackerType.Cookie, (string)cookie!["name"]!, (string)cookie["domain"]!)))
            .Concat(page["requests"]!.AsArray().Select(request => Planted.At(TypeOf((string)request!["resourceType"]!), new Uri((string)request["url"]!).Host)));

    private static TrackerType TypeOf(string resource) => resource switch
    {
        "script" => TrackerType.Script,
        "document" => TrackerType.Iframe,
        "stylesheet" or "font" => TrackerType.Link,
        _ => TrackerType.Image,
    };

    // The one that ours takes.
    private static string Browser() => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "chromium-headless-shell")).First(File.Exists);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
