using System.Text.Json.Nodes;

namespace Schedules.EndToEndTests.Trackers;

/// <summary>The verb scan, as a pipeline calls it: the published program, a real browser, a site of this machine.</summary>
public sealed class ScanCommandTests : ServerTest
{
    private Shop _shop = null!;

    [SetUp]
    public async Task OpenShop()
    {
        _shop = await Shop.Open();
        _shop.LeadTo(Server);
    }

    [TearDown]
    public async Task CloseShop() => await _shop.DisposeAsync();

    [Test]
    public async Task A_marketing_tracker_before_consent_fails_until_it_stands_in_the_baseline()
    {
        var first = await Scan("--quick", "--fail-on", "new-marketing-before-consent", "--save-baseline", At("baseline.json"));
        var second = await Scan("--quick", "--fail-on", "new-marketing-before-consent,new-tracker", "--baseline", At("baseline.json"), "--format", "json");

        Assert.That(first.ExitCode, Is.EqualTo(1), first.Errors);
        Assert.That(first.Output, Does.Contain("FAILED new-marketing-before-consent: 2 trackers.").And.Contain("cookie fr of facebook.com"));
        Assert.That(second.ExitCode, Is.Zero, second.Output + second.Errors);
        var document = JsonNode.Parse(second.Output)!;
        Assert.That((string?)document["outcome"], Is.EqualTo("clean"));
        Assert.That(document["findings"]!.AsArray(), Has.Count.EqualTo(11));
        Assert.That(document["changes"]!["new"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Nothing_but_the_results_is_on_standard_output_and_no_data_are_left_behind()
    {
        var outcome = await Scan("--quick", "--format", "json", "--output", At("found.json"), "--screenshots", At("pictures"));

        Assert.That((outcome.ExitCode, outcome.Output), Is.EqualTo((0, "")), outcome.Errors);
        Assert.That(outcome.Errors, Is.Empty, "no progress bar where there is no terminal");
        Assert.That(JsonNode.Parse(await File.ReadAllTextAsync(At("found.json")))!["findings"]!.AsArray(), Has.Count.EqualTo(11));
        Assert.That(Directory.EnumerateFileSystemEntries(Server.Folder), Is.EquivalentTo(new[] { At("found.json"), At("pictures") }));
        Assert.That(Directory.GetFiles(At("pictures")).Select(Path.GetFileName), Is.EquivalentTo(new[] { "0-shop.example.jpg", "1-plain.example.jpg" }));
    }

    [Test]
    public async Task A_full_scan_tells_SARIF_with_every_member_that_its_schema_requires()
    {
        var outcome = await Scan("--format", "sarif", "--fail-on", "any-marketing-before-consent", "--fail-on", "gpc-ignored");

        Assert.That(outcome.ExitCode, Is.EqualTo(1), outcome.Errors);
        var log = JsonNode.Parse(outcome.Output)!;
        Assert.That((string?)log["version"], Is.EqualTo("2.1.0"));
        var run = log["runs"]!.AsArray().Single()!;
        var rules = run["tool"]!["driver"]!["rules"]!.AsArray().Select(rule => (string)rule!["id"]!).ToList();
        Assert.That((string?)run["tool"]!["driver"]!["name"], Is.EqualTo("Schedules"));
        Assert.That((bool?)run["invocations"]![0]!["executionSuccessful"], Is.True);
        Assert.That(rules, Is.EqualTo(new[] { "any-marketing-before-consent", "gpc-ignored", "tracker" }));
        foreach (var result in run["results"]!.AsArray())
            AssertResult(result!, rules);
        Assert.That(run["results"]!.AsArray().Count(result => (string?)result!["level"] == "error"), Is.EqualTo(4));
    }

    [Test]
    public async Task A_site_at_a_private_address_is_not_scanned()
    {
        Server.Settings.Remove("Scanner__HostResolverRules");

        var outcome = await Server.Run("scan", "http://127.0.0.1", "--quick", "--fail-on", "new-tracker");

        Assert.That((outcome.ExitCode, outcome.Output), Is.EqualTo((3, "")));
        Assert.That(outcome.Errors, Does.StartWith("Not scanned: 127.0.0.1: refused"));
    }

    [Test]
    public async Task A_browser_that_is_not_there_ends_with_3_and_a_baseline_that_is_not_there_with_2()
    {
        var withoutBaseline = await Scan("--quick", "--baseline", At("none.json"));
        Server.Settings["Scanner__BrowserPath"] = "/no/browser";
        var withoutBrowser = await Scan("--quick");

        Assert.That(withoutBaseline.ExitCode, Is.EqualTo(2));
        Assert.That(withoutBaseline.Errors, Does.Contain("none.json"));
        Assert.That((withoutBrowser.ExitCode, withoutBrowser.Output), Is.EqualTo((3, "")));
        Assert.That(withoutBrowser.Errors, Does.StartWith("Not scanned: ").And.Contain("/no/browser"));
    }

    [Test]
    public async Task Help_and_mistakes_are_answered_at_once()
    {
        var help = await Server.Run("scan", "--help");
        var mistake = await Server.Run("scan", "https://shop.example", "--fail-on", "everything");

        Assert.That((help.ExitCode, help.Errors), Is.EqualTo((0, "")));
        Assert.That(help.Output, Does.Contain("--fail-on NAME").And.Contain("new-marketing-before-consent"));
        Assert.That((mistake.ExitCode, mistake.Output), Is.EqualTo((2, "")));
        Assert.That(mistake.Errors, Does.StartWith("There is no condition everything."));
    }

    // Of the published schema: result requires message; a location's address is an absolute URI; ruleIndex is the rule's place.
    private static void AssertResult(JsonNode result, List<string> rules)
    {
        Assert.That(rules[(int)result["ruleIndex"]!], Is.EqualTo((string?)result["ruleId"]));
        Assert.That((string?)result["message"]!["text"], Is.Not.Empty);
        Assert.That((string?)result["level"], Is.AnyOf("error", "note"));
        var uri = (string)result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!;
        Assert.That(Uri.IsWellFormedUriString(uri, UriKind.Absolute), uri);
    }

    private Task<Outcome> Scan(params string[] options) => Server.Run(["scan", "https://shop.example", "http://plain.example", .. options]);

    private string At(string file) => Path.Combine(Server.Folder, file);
}
