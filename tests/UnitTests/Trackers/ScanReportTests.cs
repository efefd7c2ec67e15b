using System.Text.Json;
using System.Text.Json.Nodes;
using Schedules.Application.Trackers;
using Schedules.Domain.Trackers;

namespace Schedules.UnitTests.Trackers;

public sealed class ScanReportTests
{
    [Test]
    public void A_finding_says_where_when_and_by_whom_it_came()
    {
        var found = Seen.Report(Seen.Scan(
            Seen.Page(ScanPass.Baseline, Seen.Cookie("_fbp", declared: 100, setBy: "https://connect.facebook.net/a.js"), Seen.Request(RequestType.Script, "https://ads.test/x.js", "https://tags.test/t.js", "https://shop.example/")),
            Seen.Page(ScanPass.Reject, Seen.Cookie("_fbp", declared: 900, remained: true)),
            Seen.Page(ScanPass.Accept, Seen.Cookie("_fbp", declared: 300)),
            Seen.Page(ScanPass.Gpc))).Findings;

        Assert.That(found.Select(f => $"{f.Type} {f.Name} {f.Category} [{string.Join(' ', f.Passes)}] {f.Pages} {f.Remained} {f.Declared} {string.Join(' ', f.Initiators)}"), Is.EqualTo(new[]
        {
            "Cookie _fbp Marketing [Baseline Accept] 1 True 900 facebook.net",
            "Script ads.test Unclassified [Baseline] 1 False  tags.test",
        }));
        Assert.That(found[1].Chains.Single().Select(address => address.ToString()), Is.EqualTo(new[] { "https://tags.test/t.js", "https://shop.example/" }));
    }

    [Test]
    public void The_same_pages_in_any_order_are_the_same_findings([Range(1, 50)] int seed)
    {
        var random = new Random(seed);
        var pages = Enumerable.Range(0, 8).Select(_ => Seen.Page(
            random.GetItems(Enum.GetValues<ScanPass>(), 1)[0],
            Seen.Cookie(random.GetItems(["_ga", "_ga_ABC123", "id", "_fbp"], 1)[0], random.GetItems(["shop.example", "a.vendor.test", "doubleclick.net"], 1)[0], random.Next(5) * 1000),
            Seen.Request(RequestType.Image, $"https://{random.GetItems(["x.test", "y.x.test", "facebook.com"], 1)[0]}/", random.GetItems(["https://a.test/", "https://b.test/"], 1)))).ToArray();
        var shuffled = pages.ToArray();
        random.Shuffle(shuffled);

        var (one, other) = (Seen.Report(Seen.Scan(pages)), Seen.Report(Seen.Scan(shuffled)));

        Assert.That(JsonSerializer.Serialize(other.Findings), Is.EqualTo(JsonSerializer.Serialize(one.Findings)));
        Assert.That(JsonSerializer.Serialize(other.Verdicts), Is.EqualTo(JsonSerializer.Serialize(one.Verdicts)));
    }

    [Test]
    public void A_later_scan_says_what_is_new_gone_and_changed()
    {
        var before = Seen.Report(Seen.Scan(
            Seen.Page(ScanPass.Baseline, Seen.Cookie("a", declared: 1000), Seen.Cookie("gone"), Seen.Request(RequestType.Script, "https://ads.test/x", "https://one.test/")),
            Seen.Page(ScanPass.Accept, Seen.Cookie("b")),
            Seen.Page(ScanPass.Gpc)));
        var after = Seen.Report(Seen.Scan(
            Seen.Page(ScanPass.Baseline, Seen.Cookie("a", declared: 10_000), Seen.Cookie("b"), Seen.Cookie("fresh"), Seen.Request(RequestType.Script, "https://ads.test/x", "https://two.test/")),
            Seen.Page(ScanPass.Accept, Seen.Cookie("b")),
            Seen.Page(ScanPass.Gpc, Seen.Cookie("b"))), before);

        var changes = after.Changes!;
        Assert.That(changes.ComparedWith, Is.EqualTo(before.RunId));
        Assert.That((string.Join(' ', changes.New.Select(t => t.Name)), string.Join(' ', changes.Gone.Select(t => t.Name))), Is.EqualTo(("fresh", "gone")));
        Assert.That(changes.Changed.Select(c => $"{c.Tracker.Name} {c.Kind}: {c.Before} -> {c.After}"), Is.EquivalentTo(new[]
        {
            "a LongerLifetime: 1000 s -> 10000 s", "b NowBeforeConsent: accept -> baseline, accept, gpc", "b NowInSpiteOfGpc: accept -> baseline, accept, gpc",
            "ads.test OtherInitiator: one.test -> two.test",
        }));
        Assert.That(changes.Notes, Is.Empty);
    }

    [TestCase(1000L, 4599L, false)]
    [TestCase(1000L, 4601L, true)]
    [TestCase(31_536_000L, 31_600_000L, false)]
    [TestCase(31_536_000L, 34_536_000L, true)]
    [TestCase(null, 7200L, true)]
    [TestCase(9000L, null, false)]
    public void A_lifetime_is_longer_by_an_hour_and_a_hundredth(long? then, long? now, bool longer)
    {
        var before = Seen.Report(Seen.Scan(Seen.Page(ScanPass.Baseline, Seen.Cookie("a", declared: then))));
        var after = Seen.Report(Seen.Scan(Seen.Page(ScanPass.Baseline, Seen.Cookie("a", declared: now))), before);

        Assert.That(after.Changes!.Changed, Has.Count.EqualTo(longer ? 1 : 0));
    }

    [TestCase(null, 3600L, null, 34_560_000L, true)]
    [TestCase(null, 3600L, null, 7200L, false)]
    [TestCase(null, null, null, 34_560_000L, true)]
    [TestCase(null, 34_560_000L, 63_072_000L, 34_560_000L, false)]
    [TestCase(63_072_000L, 34_560_000L, null, 34_560_000L, false)]
    [TestCase(CookieLifetime.MaxSeconds, 34_560_000L, CookieLifetime.MaxSeconds, 34_560_000L, false)]
    public void Where_nobody_was_seen_setting_a_cookie_what_browsers_keep_is_compared(long? saidThen, long? keptThen, long? saidNow, long? keptNow, bool longer)
    {
        var before = Seen.Report(Seen.Scan(Seen.Page(ScanPass.Baseline, Seen.Cookie("a", declared: saidThen) with { Effective = keptThen })));
        var after = Seen.Report(Seen.Scan(Seen.Page(ScanPass.Baseline, Seen.Cookie("a", declared: saidNow) with { Effective = keptNow })), before);

        Assert.That(after.Changes!.Changed, Has.Count.EqualTo(longer ? 1 : 0));
    }

    [Test]
    public void What_was_not_looked_at_is_not_gone()
    {
        var before = Seen.Report(Seen.Scan(Seen.Page(ScanPass.Baseline, Seen.Cookie("a")), Seen.Page(ScanPass.Gpc, Seen.Cookie("b"))));
        var after = Seen.Report(Seen.Scan(Seen.Page(ScanPass.Baseline, Seen.Cookie("a")), Seen.NotSeen(ScanPass.Gpc)), before);

        Assert.That((after.IsComplete, after.Changes!.Gone.Count), Is.EqualTo((false, 0)));
        Assert.That(after.Changes.Notes, Has.One.Contains("nothing is reported as gone"));
        Assert.That((after.Coverage.Planned, after.Coverage.Seen, after.Coverage.Failed.Single().Failure), Is.EqualTo((2, 1, "timeout")));
    }

    [Test]
    public void A_verdict_is_yes_no_or_inconclusive_and_says_why()
    {
        var none = Seen.Report(Seen.Scan(Clean(ScanPass.Baseline), Clean(ScanPass.Reject), Clean(ScanPass.Gpc))).Verdicts;
        Assert.That(States(none), Is.EqualTo("Yes Yes Yes"));

        var ads = Seen.Report(Seen.Scan(
            Seen.Page(ScanPass.Baseline, Seen.Cookie("_fbp")), Seen.Page(ScanPass.Reject, Seen.Cookie("_fbp", remained: true)), Seen.Page(ScanPass.Gpc, Seen.Cookie("_ga")))).Verdicts;
        Assert.That(States(ads), Is.EqualTo("No No Yes"), "the signal stops selling, not measuring");
        Assert.That(ads.PreConsentClean.Reason, Is.EqualTo("1 tracker for marketing was there before any choice."));
        Assert.That(ads.RejectHonoured.Evidence.Single().Name, Is.EqualTo("_fbp"));

        var unknown = Seen.Report(Seen.Scan(Seen.Page(ScanPass.Baseline, Seen.Cookie("odd")))).Verdicts;
        Assert.That(States(unknown), Is.EqualTo("Inconclusive Inconclusive Inconclusive"));
        Assert.That((unknown.PreConsentClean.Reason, unknown.RejectHonoured.Reason),
            Is.EqualTo(("1 tracker that nobody has classified was there before any choice.", "The scan did not try.")));
    }

    [Test]
    public void A_rejection_that_was_not_made_and_a_page_that_was_not_seen_tell_nothing()
    {
        var noDialog = Seen.Report(Seen.Scan(Seen.Page(ScanPass.Reject, new ConsentEvidence(ConsentState.NotFound, null, null), Seen.Cookie("_fbp")))).Verdicts;
        var broken = Seen.Report(Seen.Scan(Seen.Page(ScanPass.Reject, new ConsentEvidence(ConsentState.Failed, "Onetrust", "no button")))).Verdicts;
        var unseen = Seen.Report(Seen.Scan(Clean(ScanPass.Baseline), Seen.NotSeen(ScanPass.Gpc))).Verdicts;

        Assert.That(noDialog.RejectHonoured, Is.EqualTo(new Verdict(VerdictState.Inconclusive, "At shop.example no consent dialog was found that lets one reject.", noDialog.RejectHonoured.Evidence)));
        Assert.That(broken.RejectHonoured.Reason, Is.EqualTo("At shop.example the dialog of Onetrust could not be answered: no button."));
        Assert.That(unseen.GpcHonoured.Reason, Is.EqualTo("No page was seen."));
    }

    [Test]
    public void Evidence_is_kept_as_it_was()
    {
        var evidence = Seen.Scan(Seen.Page(ScanPass.Reject, Seen.Cookie("a", declared: 5, setBy: "https://x.test/?a="), Seen.Request(RequestType.Beacon, "https://y.test/a?b=1")));

        Assert.That(JsonSerializer.Serialize(EvidenceFile.Read(EvidenceFile.Write(evidence)!)), Is.EqualTo(JsonSerializer.Serialize(evidence)));
    }

    [TestCase("=1+1", "'=1+1")]
    [TestCase("+1", "'+1")]
    [TestCase("-1", "'-1")]
    [TestCase("@x", "'@x")]
    [TestCase("\tx", "'\tx")]
    [TestCase("=\"a,b\"", "\"'=\"\"a,b\"\"\"")]
    [TestCase("a,b", "\"a,b\"")]
    [TestCase("a\nb", "\"a\nb\"")]
    [TestCase("a=b", "a=b")]
    [TestCase(null, "")]
    public void No_cell_is_a_formula_and_each_is_one_cell(string? value, string cell) => Assert.That(FindingsCsv.Cell(value), Is.EqualTo(cell));

    [Test]
    public void A_har_has_all_that_version_1_2_asks_for_and_no_values()
    {
        var request = Seen.Request(RequestType.Beacon, "https://b.test/collect?uid=secret", "https://t.test/t.js") with
        {
            Redirects = [Seen.Address("https://a.test/r?next=secret"), Seen.Address("https://c.test/")],
            Hops = [new("POST", 303), new("GET", 307)],
            Method = "GET",
        };
        var log = JsonNode.Parse(HarFile.Write(Seen.Scan(Seen.Page(ScanPass.Baseline, request, Seen.Request(RequestType.Fetch, "https://d.test/"))), 0))!["log"]!;

        Assert.That((log["version"]!.ToString(), log["creator"]!["name"]!.ToString(), log["pages"]!.AsArray().Count), Is.EqualTo(("1.2", "Schedules", 1)));
        var entries = log["entries"]!.AsArray();
        Assert.That(entries.Select(entry => $"{entry!["request"]!["method"]} {entry["request"]!["url"]} {entry["response"]!["status"]} {entry["response"]!["redirectURL"]} {entry["pageref"]}"), Is.EqualTo(new[]
        {
            "POST https://a.test/r?next= 303 https://c.test/ page_0", "GET https://c.test/ 307 https://b.test/collect?uid= page_0",
            "GET https://b.test/collect?uid= 200  page_0", " https://d.test/ 200  page_0",
        }));
        Assert.That(entries[0]!["startedDateTime"]!.ToString(), Is.EqualTo("1970-01-01T00:00:00.000Z"));
        Assert.That(entries[0]!["request"]!.AsObject().Select(member => member.Key), Is.SupersetOf("method url httpVersion cookies headers queryString headersSize bodySize".Split(' ')));
        Assert.That(entries[0]!["response"]!.AsObject().Select(member => member.Key), Is.SupersetOf("status statusText httpVersion cookies headers content redirectURL headersSize bodySize".Split(' ')));
        Assert.That(entries[0]!.AsObject().Select(member => member.Key), Is.SupersetOf("startedDateTime time request response cache timings".Split(' ')));
        Assert.That(log.ToJsonString(), Does.Not.Contain("secret"));
    }

    private static PageEvidence Clean(ScanPass pass) => Seen.Page(pass, Seen.Cookie("PHPSESSID"));

    private static string States(ScanVerdicts verdicts) => $"{verdicts.PreConsentClean.State} {verdicts.RejectHonoured.State} {verdicts.GpcHonoured.State}";
}
