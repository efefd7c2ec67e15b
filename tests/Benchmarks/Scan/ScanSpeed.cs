using System.Diagnostics;
using Microsoft.Extensions.Options;
using Schedules.Application.Common;
using Schedules.Domain.Trackers;
using Schedules.Infrastructure.Trackers;

namespace Schedules.Benchmarks.Scan;

/// <summary>
/// Full scans of a site of 200 pages with twelve third parties: a sample of its pages one, two and four at a time, all of them once; and the sample again
/// by an open scanner. A page is looked at in four passes by ours, so it is opened four times; the peer opens it twice. Goals: recall and precision 1.0;
/// twice the peer's pages a minute.
/// </summary>
internal static class ScanSpeed
{
    private const int Sample = 16;
    private const int PeersAtATime = 2;

    public static async Task Run()
    {
        await using var site = await SiteProcess.Start();
        var warm = await Scan(site, pages: 1, atATime: 1);
        Console.WriteLine($"warming up: {warm.Measured}");
        var scans = new Dictionary<int, (Measured Measured, ScanEvidence Evidence)>();
        foreach (var atATime in new[] { 1, 2, 4 })
        {
            scans[atATime] = await Scan(site, Sample, atATime);
            Console.WriteLine($"scan, {atATime} at a time: {scans[atATime].Measured}");
        }

        await BesidePeer(site, scans[PeersAtATime]);
        var whole = await Scan(site, ScanSite.Pages, atATime: 4);
        Console.WriteLine($"scan, the whole site, 4 at a time: {whole.Measured}");
        Report(whole.Evidence);
    }

    private static async Task BesidePeer(SiteProcess site, (Measured Measured, ScanEvidence Evidence) ours)
    {
        if (await Peer.Restore() is not { } folder)
            return;
        var paths = PathsOf(ours.Evidence);
        var (measured, found) = await Peer.Scan(folder, site, paths, PeersAtATime);
        Console.WriteLine($"{Peer.Name}, {PeersAtATime} at a time: {measured}");
        Print(new Comparison(ScanSite.PlantedOn(paths), found));
        Console.WriteLine("ours on the same pages");
        Report(ours.Evidence);
        Console.WriteLine(
            $"  {ours.Measured.PagesPerMinute / measured.PagesPerMinute:F1} times its pages a minute (goal 2), "
            + $"{ours.Measured.OpeningsPerMinute / measured.OpeningsPerMinute:F1} times its openings a minute");
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
        var evidence = await new ChromiumBrowser(Options.Create(options))
            .Scan(new([ScanSite.Domain], ScanDepth.Full, Seed: 1), new Progress<ScanProgress>(), CancellationToken.None);
        return (new(evidence.Plan.Pages.Count, evidence.Pages.Count, watch.Elapsed, usage.CpuSeconds, usage.PeakMegabytes), evidence);
    }
}
