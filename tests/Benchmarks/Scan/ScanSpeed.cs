using System.Diagnostics;
using Microsoft.Extensions.Options;
using Schedules.Application.Common;
using Schedules.Domain.Trackers;
using Schedules.Infrastructure.Trackers;

namespace Schedules.Benchmarks.Scan;

/// <summary>
/// Full scans of a site of 200 pages with twelve third parties: a sample of its pages two at a time, the same pages by an open scanner, the sample one and
/// four at a time, and all pages once. Ours looks at a page in four passes, and so opens it four times; the peer opens it twice. Goals: recall and
/// precision 1.0; twice the peer's pages a minute.
/// </summary>
internal static class ScanSpeed
{
    private const int Sample = 12;
    private const int Usual = 2;

    public static async Task Run()
    {
        await using var site = await SiteProcess.Start();
        var warm = await Scan(site, pages: 1, atATime: 1);
        Console.WriteLine($"warming up: {warm.Measured}");
        await BesidePeer(site, await Told(site, Sample, Usual));
        await Told(site, Sample, atATime: 1);
        await Told(site, Sample, atATime: 4);
        Report((await Told(site, ScanSite.Pages, atATime: 4)).Evidence);
    }

    private static async Task<(Measured Measured, ScanEvidence Evidence)> Told(SiteProcess site, int pages, int atATime)
    {
        var scan = await Scan(site, pages, atATime);
        Console.WriteLine($"scan, {atATime} at a time: {scan.Measured}");
        return scan;
    }

    private static async Task BesidePeer(SiteProcess site, (Measured Measured, ScanEvidence Evidence) ours)
    {
        Report(ours.Evidence);
        if (await Peer.Restore() is not { } folder)
            return;
        // As it comes it scans one page after another; two at a time are two of it.
        foreach (var atATime in new[] { 1, Usual })
            Tell(await Peer.Scan(folder, site, PathsOf(ours.Evidence), atATime), ours, atATime);
    }

    private static void Tell(
        (Measured Measured, IReadOnlyCollection<Planted> Found) peer, (Measured Measured, ScanEvidence Evidence) ours, int atATime)
    {
        Console.WriteLine($"{Peer.Name}, {atATime} at a time: {peer.Measured}");
        Print(new Comparison(ScanSite.PlantedOn(PathsOf(ours.Evidence)), peer.Found));
        Console.WriteLine(
            $"  ours, {Usual} at a time: {ours.Measured.PagesPerMinute / peer.Measured.PagesPerMinute:F1} times its pages a minute (goal 2), "
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

    private static async Task<(Measured Measured, ScanEvidence Evidence)> Scan(SiteProcess site, int pages, int atATime)
    {
        var options = new ScannerOptions
        {
            MaxPages = pages,
            PagesAtATime = atATime,
            // What is measured is the scanner, not its manners.
            Politeness = TimeSpan.Zero,
            ScanTimeout = TimeSpan.FromHours(1),
            IgnoreCertificateErrors = true,
            HostResolverRules = $"MAP *.example:443 127.0.0.1:{site.Port}",
        };
        var watch = Stopwatch.StartNew();
        await using var usage = new ProcessUsage(Environment.ProcessId, site.Id);
        var (evidence, _) = await new ChromiumBrowser(Options.Create(options), TrackerCatalogue.BuiltIn)
            .Scan(new([ScanSite.Domain], ScanDepth.Full, Seed: 1), new Progress<ScanProgress>(), CancellationToken.None);
        return (new(evidence.Plan.Pages.Count, evidence.Pages.Count, watch.Elapsed, usage.CpuSeconds, usage.PeakMegabytes), evidence);
    }
}
