using System.Text.Json;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>The pages of one domain that a scan is to open.</summary>
/// <param name="Pages">The landing page first.</param>
/// <param name="Failure">Why none of them can be opened; null where they can be tried.</param>
/// <param name="Found">How many pages the sample is from.</param>
/// <param name="Discovery">Knows what kept it from seeing more, and where a redirect may not lead.</param>
internal sealed record SitePlan(IReadOnlyList<PlannedUrl> Pages, string? Failure, int Found, Discovery Discovery)
{
    private const string Links = "() => JSON.stringify([...document.querySelectorAll('a[href]')].slice(0, 2000).map(link => String(link.href).slice(0, 2000)))";

    /// <summary>Of a quick scan nothing is opened yet; of a full one the landing page, for its links.</summary>
    public static async Task<SitePlan> Make(
        string domain, ScanDepth depth, BrowserSlot slot, GuardProxy guard, Discovery discovery, ScannerOptions options, Politeness politeness,
        CancellationToken cancellationToken)
    {
        // Nothing is asked of the site before the browser is known to be fit.
        await slot.Running(cancellationToken);
        var (landing, refusal) = await discovery.Landing(domain, cancellationToken);
        var planned = new PlannedPage(domain, WebAddress.Of($"https://{domain}/")!, PageChoice.Landing);
        if (refusal is not null)
            return new([new(planned, [])], refusal, 0, discovery);
        var blind = new SitePlan([new(planned, landing)], Failure: null, 1, discovery);
        return depth == ScanDepth.Quick ? blind : await Explore(blind, slot, guard, discovery, options, politeness, cancellationToken);
    }

    private static async Task<SitePlan> Explore(
        SitePlan blind, BrowserSlot slot, GuardProxy guard, Discovery discovery, ScannerOptions options, Politeness politeness, CancellationToken cancellationToken)
    {
        var links = new List<Uri>();
        Uri? opened = null;
        var looking = new PassVisit(ScanPass.Baseline, blind.Pages, guard, options, politeness, static _ => { })
        {
            Refusal = discovery.Refusal,
            Look = async page =>
            {
                opened = Uri.TryCreate(page.Url, UriKind.Absolute, out var url) && PageRecorder.HostOf(page.Url) is not null ? url : null;
                links.AddRange(Absolute(await PageStorage.Ask<string>(page.MainFrame, Links, cancellationToken)));
            },
        };
        var found = new List<PageEvidence>();
        await looking.Run(slot, found, cancellationToken);
        if (found[0] is { Seen: false, Failure: { } failure })
            return blind with { Failure = failure };
        if (opened is null)
            return blind;
        // A script may have led on since the page was judged.
        if (await discovery.Refusal(opened, cancellationToken) is { } refusal)
            return blind with { Failure = refusal };
        var domain = blind.Pages[0].Page.Domain;
        var sample = await discovery.Sample(opened, links, cancellationToken);
        return new(
            [.. sample.Select(page => new PlannedUrl(new(domain, WebAddress.Of(page.Address.AbsoluteUri)!, page.Choice), [page.Address]))],
            Failure: null, discovery.Found, discovery);
    }

    private static IEnumerable<Uri> Absolute(string? json) => (json is null ? [] : JsonSerializer.Deserialize<string[]>(json) ?? [])
        .Select(text => Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null).OfType<Uri>();
}
