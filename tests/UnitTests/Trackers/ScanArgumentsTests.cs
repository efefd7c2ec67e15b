using Schedules.Domain.Trackers;
using Schedules.WebApi;
using Schedules.WebApi.Trackers.Pipelines;

namespace Schedules.UnitTests.Trackers;

public sealed class ScanArgumentsTests
{
    [Test]
    public void Sites_options_and_settings_may_stand_in_any_order_and_either_form()
    {
        var verb = Parse(
            "--quick https://Shop.example/ --Scanner:PageTimeout=00:01:00 --fail-on new-tracker,unclassified http://bücher.example:8080 --format=sarif "
            + "--fail-on=new-tracker --baseline before.json --output out.sarif --save-baseline=now.json --allow-incomplete shop.example");

        var scan = verb.Scan!;
        Assert.That(scan.Sites, Is.EqualTo(new[] { "shop.example", "xn--bcher-kva.example:8080" }));
        Assert.That((scan.Depth, scan.Format, scan.AllowIncomplete), Is.EqualTo((ScanDepth.Quick, ScanFormat.Sarif, true)));
        Assert.That(scan.FailOn.Select(condition => condition.Name), Is.EqualTo(new[] { "new-tracker", "unclassified" }));
        Assert.That((scan.Baseline, scan.Output, scan.SaveBaseline), Is.EqualTo(("before.json", "out.sarif", "now.json")));
        Assert.That(verb.Settings, Is.EqualTo(new[] { "--Scanner:PageTimeout=00:01:00" }));
    }

    [Test]
    public void A_site_alone_is_scanned_in_full_and_told_as_text()
    {
        var verb = Parse("https://shop.example --pages 5");

        Assert.That((verb.Scan!.Depth, verb.Scan.Format, verb.Scan.FailOn.Count), Is.EqualTo((ScanDepth.Full, ScanFormat.Text, 0)));
        Assert.That(verb.Settings, Is.EqualTo(new[] { "--Scanner:MaxPages=5" }));
    }

    [TestCase("http://[2606:4700::1111]", "[2606:4700::1111]")]
    [TestCase("https://[2606:4700:0:0::1111]:8443/", "[2606:4700::1111]:8443")]
    [TestCase("http://1.1.1.1:8080", "1.1.1.1:8080")]
    public void An_address_is_a_site_too(string line, string site)
    {
        Assert.That(Parse(line).Scan!.Sites, Is.EqualTo(new[] { site }));
        Assert.That(Seen.Address($"https://{site}/").ToString(), Is.EqualTo($"https://{site}/"));
        Assert.That(Seen.Address(Seen.Address($"https://{site}/").ToString()).Domain, Is.EqualTo(RegistrableDomain.Of(new Uri($"https://{site}").Host)));
    }

    [TestCase("--depth quick", ScanDepth.Quick)]
    [TestCase("--depth=full --screenshots seen", ScanDepth.Full)]
    public void A_depth_may_be_told_by_its_word_as_over_the_API(string options, ScanDepth depth)
    {
        var scan = Parse($"https://shop.example {options}").Scan!;

        Assert.That((scan.Depth, scan.Screenshots), Is.EqualTo((depth, options.Contains("seen", StringComparison.Ordinal) ? "seen" : null)));
    }

    [TestCase("", "Which site")]
    [TestCase("https://shop.example --depth deep", "--depth must be quick or full.")]
    [TestCase("https://shop.example --depth", "--depth must be quick or full.")]
    [TestCase("https://shop.example --depth quick --full", "not both")]
    [TestCase("https://shop.example --screenshots", "--screenshots needs a value.")]
    [TestCase("--quick", "Which site")]
    [TestCase("https://shop.example --fail-on new-trackers", "There is no condition new-trackers.")]
    [TestCase("https://shop.example --fail-on", "--fail-on needs a value.")]
    [TestCase("https://shop.example --fail-on ,", "--fail-on needs a value.")]
    [TestCase("https://shop.example --fail-on=,,", "--fail-on needs a value.")]
    [TestCase("https://shop.example --quick --fail-on reject-ignored", "reject-ignored needs a full scan.")]
    [TestCase("https://shop.example --quick --full", "not both")]
    [TestCase("https://shop.example --quick --pages 3", "--pages goes with --full")]
    [TestCase("https://shop.example --pages 0", "--pages must be 1 to 1000.")]
    [TestCase("https://shop.example --pages -3", "--pages must be 1 to 1000.")]
    [TestCase("https://shop.example --format xml", "There is no format xml")]
    [TestCase("https://shop.example --format json --format text", "--format stands twice.")]
    [TestCase("https://shop.example --fial-on new-tracker", "There is no option --fial-on.")]
    [TestCase("https://shop.example --urls=http://127.0.0.1:1", "There is no option --urls=http://127.0.0.1:1.")]
    [TestCase("https://shop.example/checkout", "leave out what comes after its name: https://shop.example")]
    [TestCase("https://me:secret@shop.example", "leave out")]
    [TestCase("ftp://shop.example", "no address of a site")]
    public void What_cannot_be_meant_is_answered_in_a_sentence_with_exit_code_2(string line, string sentence)
    {
        var verb = Parse(line);

        Assert.That(verb.Scan, Is.Null);
        Assert.That(verb.Answer!.ExitCode, Is.EqualTo(2));
        Assert.That(verb.Answer.Text, Does.Contain(sentence).And.EndsWith("scan --help"));
    }

    [Test]
    public void Help_names_every_condition_and_option()
    {
        var answer = Parse("--help").Answer!;

        Assert.That(answer.ExitCode, Is.Zero);
        foreach (var name in FailCondition.All.Select(condition => condition.Name).Concat(["--baseline", "--output", "--save-baseline", "--pages", "--quick", "--depth", "--screenshots"]))
            Assert.That(answer.Text, Does.Contain($"  {name} "));
    }

    private static Verb Parse(string line) => Verb.Parse(["scan", .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)])!;
}
