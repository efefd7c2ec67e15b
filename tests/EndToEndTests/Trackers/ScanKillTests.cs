using System.Diagnostics;
using System.Text.Json.Nodes;
using Schedules.Testing;

namespace Schedules.EndToEndTests.Trackers;

/// <summary>Scans that are ended from outside while they go on: the published program, a real browser, real signals.</summary>
public sealed class ScanKillTests : ServerTest
{
    private Shop _shop = null!;

    [SetUp]
    public async Task OpenShop()
    {
        _shop = await Shop.Open();
        _shop.LeadTo(Server);
        _shop.Hold();
    }

    [TearDown]
    public async Task CloseShop() => await _shop.DisposeAsync();

    [Test]
    public async Task A_scan_that_is_cancelled_ends_its_browser_and_one_whose_driver_is_killed_goes_on_in_another()
    {
        var tenant = await Server.CreateTenant();
        await Server.Start();
        var project = await tenant.AddShop();
        var cancelled = await Begin(tenant, project);
        var first = ProcessTree.Under(Server.ProcessId!.Value);
        Assert.That((first.Any(IsBrowser), first.Any(IsDriver)), Is.EqualTo((true, true)), string.Join(' ', first.Select(process => process.Name)));

        await tenant.Own("POST", $"runs/{cancelled}/cancel");
        await Poll.Until("the end of the cancelled scan's browser", () => Living(first), living => living.Length == 0);

        var run = (await tenant.Own("POST", $"runs/{cancelled}/retry")).Text("id");
        await Poll.Until("another browser", () => ProcessTree.Under(Server.ProcessId!.Value), processes => processes.Any(IsBrowser));
        await Poll.Until("the scan to ask for the page again", () => _shop.TimesAsked, times => times >= 2);
        var second = ProcessTree.Under(Server.ProcessId!.Value);
        foreach (var driver in second.Where(IsDriver))
            driver.Kill();
        await Poll.Until("the end of the killed driver's browser", () => Living(second.Where(IsBrowser)), living => living.Length == 0);
        _shop.LetGo();
        var ended = await Poll.Until("the end of the run", () => tenant.Own("GET", $"runs/{run}"), found => found.Text("status") is not ("queued" or "running"));

        Assert.That(ended.Text("status"), Is.EqualTo("succeeded"), $"{ended}");
        Assert.That(JsonNode.DeepEquals(ended["result"]!["results"], Shop.FirstResults), $"{ended["result"]}: nothing half from before");
        Assert.That((await tenant.Own("GET", $"runs/{cancelled}")).Text("status"), Is.EqualTo("cancelled"));
        Assert.That(await Server.Status("/health/ready"), Is.EqualTo(200));
        await Poll.Until("the end of every browser", () => Living(ProcessTree.Under(Server.ProcessId!.Value)), living => living.Length == 0);
    }

    [TestCase((int)Signal.Interrupt)]
    [TestCase((int)Signal.Terminate)]
    public async Task The_verb_ends_with_3_and_its_browser_with_it(int signal)
    {
        using var scan = Process.Start(Server.Prepare("scan", "https://shop.example", "--quick"))!;
        var (output, errors) = (scan.StandardOutput.ReadToEndAsync(), scan.StandardError.ReadToEndAsync());
        await Poll.Until("the scan to ask for the page", () => _shop.TimesAsked, times => times > 0);
        var processes = ProcessTree.Under(scan.Id);
        Assert.That(processes.Any(IsBrowser));

        ProcessTree.Of(scan.Id).Send((Signal)signal);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await scan.WaitForExitAsync(patience.Token);

        Assert.That((scan.ExitCode, await output, (await errors).Trim()), Is.EqualTo((3, "", "Not scanned: it was stopped.")));
        await Poll.Until("the end of its browser", () => Living(processes), living => living.Length == 0);
    }

    private async Task<string> Begin(Tenant tenant, string project)
    {
        var run = (await tenant.Privacy("POST", $"projects/{project}/tracker-scans")).Text("taskArn");
        await Poll.Until("the scan to ask for the page", () => _shop.TimesAsked, times => times > 0);
        return run;
    }

    private static bool IsBrowser(ProcessTree process) => process.Name.Contains("headless", StringComparison.Ordinal) || process.Name.Contains("chrom", StringComparison.Ordinal);

    // Node calls its main thread so.
    private static bool IsDriver(ProcessTree process) => process.Name is "node" or "MainThread" or "node-MainThread";

    private static string[] Living(IEnumerable<ProcessTree> processes) =>
        [.. processes.Where(process => process.IsAlive).Select(process => $"{process.Id} {process.Name}")];
}
