using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Reflection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Schedules.Application.Common;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>Chromium through Playwright, behind the guard: a few browsers a scan, a fresh visitor for each pass through a domain.</summary>
/// <param name="options">The section Scanner.</param>
/// <param name="catalogue">What the evidence will be judged by.</param>
/// <param name="resolve">Name resolution; the machine's where absent.</param>
public sealed class ChromiumBrowser(
    IOptions<ScannerOptions> options, TrackerCatalogue catalogue, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null) : IWebsiteBrowser
{
    private static readonly string _product = typeof(ChromiumBrowser).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public async Task<BrowserScan> Scan(ScanOrder order, IProgress<ScanProgress> progress, CancellationToken cancellationToken)
    {
        var dialer = new GuardedDialer(options.Value, resolve ?? Dns.GetHostAddressesAsync);
        await using var guard = new GuardProxy(dialer);
        using var fetcher = new SiteFetcher(dialer, options.Value);
        await using var browsers = new Browsers(options.Value, guard);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Value.ScanTimeout);
        return await new Going(order, options.Value, catalogue.Version, guard, fetcher, browsers, new(progress), deadline.Token, cancellationToken).Run();
    }

    /// <summary>One scan while it goes on.</summary>
    private sealed class Going(
        ScanOrder order, ScannerOptions options, string catalogue, GuardProxy guard, SiteFetcher fetcher, Browsers browsers, ScanTally tally,
        CancellationToken deadline, CancellationToken cancellationToken)
    {
        private readonly Politeness _politeness = new(options.Politeness);

        private readonly ConcurrentDictionary<(Way Way, int Place), byte[]> _pictures = [];

        private readonly ScanPass[] _passes = order.Depth == ScanDepth.Quick ? [ScanPass.Baseline] : Enum.GetValues<ScanPass>();

        public async Task<BrowserScan> Run()
        {
            var plans = new SitePlan[order.Domains.Count];
            await browsers.Each(Math.Max(plans.Length, Math.Min(plans.Length * _passes.Length, options.PagesAtATime)), (index, slot) =>
                index < plans.Length ? Make(plans, index, slot) : Ready(slot));
            tally.Planned(plans.Sum(plan => plan.Pages.Count) * _passes.Length);
            var ways = plans.SelectMany(plan => _passes.Select(pass => new Way(plan, pass))).ToList();
            await browsers.Each(ways.Count, (index, slot) => Visit(ways[index], slot));
            var pages = ways.SelectMany(way => way.Found.Select((page, place) => (Page: page, Picture: _pictures.GetValueOrDefault((way, place))))).ToList();
            return new(
                new(Plan(plans), Versions(), [.. pages.Select(page => page.Page with { Screenshot = page.Picture is not null })]),
                pages.Index().Where(page => page.Item.Picture is not null).ToDictionary(page => page.Index, page => page.Item.Picture!));
        }

        private async Task Make(SitePlan[] plans, int index, BrowserSlot slot) => plans[index] = await PlanOf(order.Domains[index], slot);

        // The browsers that are needed later start while the first look for pages.
        private async Task Ready(BrowserSlot slot)
        {
            try
            {
                await slot.Running(deadline);
            }
            catch (Exception exception) when (MayGoOn(exception, slot))
            {
                // The pages will say so.
            }
        }

        private async Task<SitePlan> PlanOf(string domain, BrowserSlot slot)
        {
            var discovery = new Discovery(fetcher, options, _politeness, order.Seed);
            try
            {
                return await SitePlan.Make(domain, order.Depth, slot, guard, discovery, options, _politeness, deadline);
            }
            catch (Exception exception) when (MayGoOn(exception, slot))
            {
                var why = exception is BrowserUnavailableException ? exception.Message : OutOfTime;
                return new([new(new(domain, WebAddress.Of($"https://{domain}/")!, PageChoice.Landing), [])], why, 0, discovery);
            }
        }

        // A browser that is not fit ends the scan, unless one was before: then it is what that page or the machine did to it.
        private bool MayGoOn(Exception exception, BrowserSlot slot) => exception is BrowserUnavailableException
            ? slot.Version is not null
            : exception is OperationCanceledException && !cancellationToken.IsCancellationRequested;

        private async Task Visit(Way way, BrowserSlot slot)
        {
            var (failure, found) = (way.Plan.Failure, way.Found);
            try
            {
                if (failure is null)
                {
                    await new PassVisit(way.Pass, way.Plan.Pages, guard, options, _politeness, tally.Seen)
                    {
                        Refusal = way.Plan.Discovery.Refusal, Look = page => Picture(page, way),
                    }.Run(slot, found, deadline);
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                failure = OutOfTime;
            }

            foreach (var page in way.Plan.Pages.Skip(found.Count))
            {
                found.Add(PageEvidence.Failed(way.Pass, page.Page, failure!));
                tally.Seen(found[^1]);
            }
        }

        private async Task Picture(IPage page, Way way)
        {
            if (order.Screenshots && way.Pass == ScanPass.Baseline && _pictures.Count < Screenshot.MaxCount
                && await PagePicture.Take(page, deadline) is { } picture)
                _pictures[(way, way.Found.Count)] = picture;
        }

        private string OutOfTime => string.Create(CultureInfo.InvariantCulture, $"the scan was not done within {options.ScanTimeout.TotalMinutes:0.#} min");

        private ScanPlan Plan(SitePlan[] plans) => new(
            order.Depth, order.Seed, _passes, [.. plans.SelectMany(plan => plan.Pages).Select(page => page.Page)],
            plans.Zip(order.Domains).DistinctBy(pair => pair.Second).ToDictionary(pair => pair.Second, pair => pair.First.Found, StringComparer.Ordinal),
            [.. plans.SelectMany(plan => plan.Discovery.Notes)]);

        private ScanVersions Versions() => new(
            browsers.Version, _product, catalogue, order.Depth == ScanDepth.Full ? ConsentChoice.RulesVersion : null);
    }

    /// <summary>One pass through the pages of a domain, and what was found on it.</summary>
    private sealed class Way(SitePlan plan, ScanPass pass)
    {
        public SitePlan Plan { get; } = plan;

        public ScanPass Pass { get; } = pass;

        public List<PageEvidence> Found { get; } = [];
    }

    /// <summary>The browsers of one scan: as many as may run at a time, each started when it is first needed.</summary>
    private sealed class Browsers(ScannerOptions options, GuardProxy guard) : IAsyncDisposable
    {
        private readonly ConcurrentBag<BrowserSlot> _free = [.. Enumerable.Range(0, options.PagesAtATime).Select(_ => new BrowserSlot(options, guard))];

        /// <summary>Of the one that was last used; says so where none was.</summary>
        public string Version { get; private set; } = "none was started";

        /// <summary>Works through 0 to <paramref name="count"/> - 1, each with a browser of its own for the time.</summary>
        public Task Each(int count, Func<int, BrowserSlot, Task> work) =>
            Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = options.PagesAtATime }, async (index, _) =>
            {
                _free.TryTake(out var slot);
                try
                {
                    await work(index, slot!);
                }
                finally
                {
                    Version = slot!.Version ?? Version;
                    _free.Add(slot);
                }
            });

        public async ValueTask DisposeAsync() => await Task.WhenAll(_free.Select(slot => slot.DisposeAsync().AsTask()));
    }
}
