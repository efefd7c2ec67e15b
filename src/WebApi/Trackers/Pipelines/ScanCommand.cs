using System.Globalization;
using Microsoft.Extensions.Options;
using Schedules.Application.Common;
using Schedules.Domain.Trackers;

namespace Schedules.WebApi.Trackers.Pipelines;

public enum ScanFormat
{
    Text,
    Json,
    Sarif,
}

/// <summary>The verb scan: looks at sites as a scan of a project does, without a server, a database or a project, and says whether a pipeline may go on.</summary>
/// <param name="Sites">Host names; a port may follow.</param>
/// <param name="Depth">Quick or full.</param>
/// <param name="FailOn">What makes it end with 1.</param>
/// <param name="Format">Of the results.</param>
/// <param name="Baseline">The file of an earlier scan's JSON; null where there is none.</param>
/// <param name="Output">The file for the results; null for standard output.</param>
/// <param name="SaveBaseline">A file that gets the JSON in any case; null for none.</param>
/// <param name="Screenshots">A folder for pictures of the pages; null where none are taken.</param>
/// <param name="AllowIncomplete">A condition about which not all was seen is no failure.</param>
public sealed record ScanCommand(
    IReadOnlyList<string> Sites, ScanDepth Depth, IReadOnlyList<FailCondition> FailOn, ScanFormat Format, string? Baseline, string? Output,
    string? SaveBaseline, string? Screenshots, bool AllowIncomplete)
{
    public const int Clean = 0;
    public const int Failed = 1;
    public const int Misused = 2;
    public const int NotMade = 3;

    // The same sites are sampled in the same way each time, so that scans can be compared.
    private const int Seed = 0;

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IServiceProvider services)
    {
        using var stop = new StopSignals();
        try
        {
            var baseline = Baseline is null ? null : ScanDocument.ReadBaseline(await File.ReadAllTextAsync(Baseline, stop.Token));
            var scan = await Look(services.GetRequiredService<IWebsiteBrowser>(), stop.Token);
            await Keep(scan);
            return await Tell(new SiteScan(Sites, scan.Evidence, baseline, services.GetRequiredService<TrackerCatalogue>()), services);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or FormatException or OptionsValidationException)
        {
            return await Say(Misused, refused.Message);
        }
        catch (BrowserUnavailableException missing)
        {
            return await Say(NotMade, $"Not scanned: {missing.Message}");
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return await Say(NotMade, "Not scanned: it was stopped.");
        }
    }

    // The bar is gone before anything else is said.
    private async Task<BrowserScan> Look(IWebsiteBrowser browser, CancellationToken cancellationToken)
    {
        using var progress = ScanProgressBar.Choose();
        return await browser.Scan(new(Sites, Depth, Seed, Screenshots is not null), progress, cancellationToken);
    }

    // 0-shop.example.jpg: the page's place among those that were opened, as in GET …/screenshots/{number}.
    private async Task Keep(BrowserScan scan)
    {
        if (Screenshots is null)
            return;
        Directory.CreateDirectory(Screenshots);
        foreach (var (number, picture) in scan.Screenshots)
        {
            var domain = scan.Evidence.Pages[number].Page.Domain.Replace(':', '-');
            await File.WriteAllBytesAsync(Path.Combine(Screenshots, string.Create(CultureInfo.InvariantCulture, $"{number}-{domain}.jpg")), picture);
        }
    }

    private async Task<int> Tell(SiteScan scan, IServiceProvider services)
    {
        if (scan.Evidence.Covered.Count == 0)
            return await Say(NotMade, $"Not scanned: {string.Join("; ", scan.Coverage.Failed.Select(page => $"{page.Page.Domain}: {page.Failure}").Distinct())}");
        var judged = new JudgedScan(scan, [.. FailOn.Select(condition => condition.On(scan))], services.GetRequiredService<TimeProvider>().GetUtcNow());
        if (SaveBaseline is not null)
            await File.WriteAllTextAsync(SaveBaseline, ScanDocument.Write(judged));
        var text = Format switch
        {
            ScanFormat.Json => ScanDocument.Write(judged),
            ScanFormat.Sarif => SarifLog.Write(judged),
            _ => ScanText.Write(judged),
        };
        await (Output is null ? Console.Out.WriteAsync(text) : File.WriteAllTextAsync(Output, text));
        return judged.ExitCode(AllowIncomplete);
    }

    private static async Task<int> Say(int exitCode, string why)
    {
        await Console.Error.WriteLineAsync(why);
        return exitCode;
    }
}

/// <summary>A scan, and what the conditions say of it.</summary>
public sealed record JudgedScan(SiteScan Scan, IReadOnlyList<ConditionOutcome> Conditions, DateTimeOffset At)
{
    public bool Fails => Conditions.Any(condition => condition.State == ConditionState.Failed);

    public bool IsInconclusive => !Fails && Conditions.Any(condition => condition.State == ConditionState.Inconclusive);

    /// <summary>What was not seen is not clean.</summary>
    public int ExitCode(bool allowIncomplete) =>
        Fails ? ScanCommand.Failed : IsInconclusive && !allowIncomplete ? ScanCommand.NotMade : ScanCommand.Clean;
}
