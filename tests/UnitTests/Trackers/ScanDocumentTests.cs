using System.Text.Json.Nodes;
using Schedules.Domain.Trackers;
using Schedules.WebApi.Trackers.Pipelines;

namespace Schedules.UnitTests.Trackers;

public sealed class ScanDocumentTests
{
    [Test]
    public void What_a_scan_writes_the_next_one_reads()
    {
        var baseline = ScanDocument.ReadBaseline(Written().ToJsonString());

        Assert.That(baseline.Findings.Select(found => $"{found.Name} {found.Declared}"), Is.EqualTo(new[] { "_ga_* 60" }));
        Assert.That(baseline.Pages, Has.Count.EqualTo(1));
    }

    [TestCase("findings", "[null]")]
    [TestCase("findings", "null")]
    [TestCase("findings", "[{}]")]
    [TestCase("findings[0].domain", "null")]
    [TestCase("findings[0].name", "null")]
    [TestCase("findings[0].type", "null")]
    [TestCase("findings[0].hosts", "null")]
    [TestCase("findings[0].passes", "null")]
    [TestCase("findings[0].passes", "[null]")]
    [TestCase("findings[0].initiators", "null")]
    [TestCase("coverage", "null")]
    [TestCase("coverage.pages", "[null]")]
    [TestCase("coverage.pages", "[{}]")]
    [TestCase("coverage.versions", "null")]
    [TestCase("scannedAt", "null")]
    public void A_baseline_with_holes_is_refused_in_a_sentence(string member, string value)
    {
        var document = Written();
        var path = member.Replace("[0]", ".0", StringComparison.Ordinal).Split('.');
        var parent = path[..^1].Aggregate(document, (node, step) => step == "0" ? node[0]! : node[step]!);
        parent[path[^1]] = JsonNode.Parse(value);

        Assert.That(() => ScanDocument.ReadBaseline(document.ToJsonString()), Throws.TypeOf<FormatException>().With.Message.StartsWith("The baseline"));
    }

    private static JsonNode Written()
    {
        var evidence = Seen.Scan(Seen.Page(ScanPass.Baseline, Seen.Cookie("_ga_ABC123", declared: 60)));
        var scan = new SiteScan(["shop.example"], evidence, null, TrackerCatalogue.BuiltIn);
        return JsonNode.Parse(ScanDocument.Write(new(scan, [], Seen.Now.ToDateTimeOffset())))!;
    }
}
