using System.Diagnostics;
using Microsoft.Extensions.Options;
using Schedules.Application.Common;
using Schedules.Domain.Trackers;
using Schedules.Infrastructure.Trackers;

namespace Schedules.Benchmarks.Scan;

/// <summary>
/// Full scans of a site of 200 pages with twelve third parties, beside an open scanner. Ours looks at a page in four passes, and so opens it four times; the
/// peer opens it twice. Goals: recall and precision 1.0; twice the peer's pages a minute.
/// </summary>
internal static class ScanSpeed
{
    private const int Sample = 24;
    private const int Most = 4;

    /// <summary>A sample of the pages: ours at the most, then the peer as it comes and two of it, on the same pages; then ours with fewer at a time.</summary>
    public static async Task Beside()
    {
        await using var site = await Start();
        var ours = await Told(site, Sample, Most);
        if (await Peer.Restore() is { } folder)
        {
            // As it comes it scans one page after another; two at a time are two of it.
            foreach (var atATime in new[] { 1, 2 })
                Tell(await Peer.Scan(folder, site, PathsOf(ours.Evidence), atATime), ours, atATime);
        }

        await Told(site, Sample, atATime: 2);
        await Told(site, Sample, atATime: 1);
    }

    /// <summary>All pages of the site.</summary>
    public static async Task Whole()
    {
        await using var site = await Start();
        await Told(site, ScanSite.Pages, Most);
    }

    private static async Task<Aside> Start()
    {
        var site = await Aside.Start("scan-site");
        Console.WriteLine($"warming up: {(await Scan(site, pages: 1, atATime: 1)).Measured}");
        return site;
    }

    private static async Task<(Measured Measured, ScanEvidence Evidence)> Told(Aside site, int pages, int atATime)
    {
        var scan = await Scan(site, pages, atATime);
        Console.WriteLine($"scan, {atATime} at a time: {scan.Measured}");
        Report(scan.Evidence);
        return scan;
    }

    private static void Tell(
        (Measured Measured, IReadOnlyCollection<Planted> Found) peer, (Measured Measured, ScanEvidence Evidence) ours, int atATime)
    {
        Console.WriteLine($"{Peer.Name}, {atATime} at a time: {peer.Measured}");
        Print(new Comparison(ScanSite.PlantedOn(PathsOf(ours.Evidence)), peer.Found));
        Console.WriteLine(
            $"  ours, {Most} at a time: {ours.Measured.PagesPerMinute / peer.Measured.PagesPerMinute:F1} times its pages a minute (goal 2), "
            + $"{ours.Measured.OpeningsPerMinute / peer.Measured.OpeningsPerMinute:F1} times its openings a minute");
    }

    private static void Report(ScanEvidence evidence)
    {
        var coverage = evidence.Coverage;
        Console.WriteLine($"  {evidence.Plan.Pages.Count} pages, {coverage.Seen} of {coverage.Planned} openings seen");
        foreach (var failed in coverage.Uncovered.Take(10))
            Console.WriteLine($"    {failed.Pass} {failed.Page.Address}: {failed.Failure}");
        foreach (var pass in evidence.Plan.Passes)
        {
            if (evidence.Choice(pass, ScanSite.Domain) is { } choice)
                Console.WriteLine($"  {pass}: {choice}");
        }

        Print(new Comparison(ScanSite.PlantedOn(PathsOf(evidence)), [.. evidence.Sightings().Select(Planted.Of).Distinct()]));
    }

    private static void Print(Comparison comparison)
    {
        foreach (var line in comparison.Lines())
            Console.WriteLine(line);
    }

    private static IReadOnlyList<string> PathsOf(ScanEvidence evidence) => [.. evidence.Plan.Pages.Select(page => page.Address.Path)];

    private static async Task<(Measured Measured, ScanEvidence Evidence)> Scan(Aside site, int pages, int atATime)
    {
        var options = new ScannerOptions
        {
            MaxPages = pages,
            PagesAtATime = atATime,
            // What is measured is the scanner, not its manners.
            Politeness = TimeSpan.Zero,
            ScanTimeout = TimeSpan.FromHours(1),
            IgnoreCertificateErrors = true,
            HostResolverRules = $"MAP *.example:443 127.0.0.1:{site.Said}",
        };
        await using var usage = await ProcessUsage.Of(Environment.ProcessId, site.Id);
        var watch = Stopwatch.StartNew();
        var (evidence, _) = await new ChromiumBrowser(Options.Create(options), TrackerCatalogue.BuiltIn)
            .Scan(new([ScanSite.Domain], ScanDepth.Full, Seed: 1), new Progress<ScanProgress>(), CancellationToken.None);
        var elapsed = watch.Elapsed;
        var (seconds, megabytes) = await ProcessUsage.Seen(usage);
        return (new(evidence.Plan.Pages.Count, evidence.Pages.Count, elapsed, seconds, megabytes), evidence);
    }
}
