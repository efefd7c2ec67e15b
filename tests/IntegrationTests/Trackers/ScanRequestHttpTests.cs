using NodaTime;
using Schedules.Domain.Trackers;

namespace Schedules.IntegrationTests.Trackers;

/// <summary>What somebody asks of one scan, beside the project's settings.</summary>
public sealed class ScanRequestHttpTests : HttpFixture
{
    private string _project = null!;

    [SetUp]
    public async Task NewScans()
    {
        Browser.During = _ => Task.CompletedTask;
        _project = await NewProject();
    }

    [TestCase(null, ScanDepth.Full, false)]
    [TestCase("{}", ScanDepth.Full, false)]
    [TestCase("""{"depth":"quick"}""", ScanDepth.Quick, false)]
    [TestCase("""{"depth":"full","screenshots":true}""", ScanDepth.Full, true)]
    [TestCase("""{"screenshots":false}""", ScanDepth.Full, false)]
    public async Task A_scan_is_made_as_it_was_asked_for_and_else_as_the_project_says(string? body, ScanDepth depth, bool screenshots)
    {
        var (status, _) = await Key.Send("POST", $"{_project}/tracker-scans", body);
        await Work();
        Assert.That((status, Browser.Order!.Depth, Browser.Order.Screenshots), Is.EqualTo((202, depth, screenshots)));

        var schedule = await Schedule();
        var (again, run) = await Key.Send("POST", $"/api/v1/schedules/{schedule}/runs", body);
        await Work();
        Assert.That((again, Browser.Order.Depth, Browser.Order.Screenshots), Is.EqualTo((202, depth, screenshots)));
        Assert.That(run!["asked"]?.ToJsonString(), Is.EqualTo(body is null or "{}" ? null : body));
    }

    [Test]
    public async Task A_project_that_is_scanned_shallowly_is_scanned_in_full_where_that_is_asked_for_once()
    {
        await Key.Send("PATCH", _project, """{"settings":{"trackers":{"deepScan":false}}}""");
        await Ask("""{"depth":"full"}""");
        await Work();
        var full = Browser.Order!.Depth;
        await Ask(null);
        await Work();

        Assert.That((full, Browser.Order.Depth), Is.EqualTo((ScanDepth.Full, ScanDepth.Quick)));
    }

    [Test]
    public async Task The_attempt_after_one_that_broke_and_the_retry_after_a_cancelled_one_are_made_as_the_first_was_asked_for()
    {
        var run = await Ask("""{"depth":"quick","screenshots":true}""");
        Browser.During = _ => throw new InvalidDataException("the disk is full");
        await Work();
        var first = Browser.Order;
        Browser.During = _ => Task.CompletedTask;
        Server.Clock.Advance(Duration.FromMinutes(1));
        await Work();
        Assert.That((Browser.Order == first, Browser.Order!.Depth, Browser.Order.Screenshots), Is.EqualTo((false, ScanDepth.Quick, true)));
        Assert.That((await Key.Get($"/api/v1/runs/{run}")).Text("status"), Is.EqualTo("succeeded"));

        var cancelled = await Ask("""{"depth":"quick","screenshots":true}""");
        await Key.Send("POST", $"/api/v1/runs/{cancelled}/cancel");
        var (_, retry) = await Key.Send("POST", $"/api/v1/runs/{cancelled}/retry");
        await Ask(null, expected: 409);
        var second = Browser.Order;
        await Work();
        Assert.That((Browser.Order == second, Browser.Order.Depth, Browser.Order.Screenshots), Is.EqualTo((false, ScanDepth.Quick, true)));
        Assert.That(retry!["asked"]!.ToJsonString(), Is.EqualTo("""{"depth":"quick","screenshots":true}"""));
    }

    [TestCase("""{"depth":"deep"}""", "depth must be one of quick, full.")]
    [TestCase("""{"depth":"Quick"}""", "depth must be one of quick, full.")]
    [TestCase("""{"depth":null}""", "depth must be a string.")]
    [TestCase("""{"screenshots":"yes"}""", "screenshots must be true or false.")]
    [TestCase("""{"screenshots":null}""", "screenshots must be true or false.")]
    [TestCase("[]", "body must be an object.")]
    public async Task What_cannot_be_asked_is_refused_in_the_surfaces_own_form(string body, string why)
    {
        await Key.Send("PATCH", $"{_project}/tracker-scan-schedule", """{"scheduledHour":4}""");
        var (privacy, refusal) = await Key.Send("POST", $"{_project}/tracker-scans", body);
        var (own, problem) = await Key.Send("POST", $"/api/v1/schedules/{await Schedule()}/runs", body);

        Assert.That((privacy, refusal.Text("error"), refusal.Text("message")), Is.EqualTo((422, "Unprocessable Entity", why)));
        Assert.That((own, problem.Text("detail")), Is.EqualTo((400, why)));
        Assert.That((await Key.Get($"/api/v1/runs?targetId={IdOf(_project)}"))["items"]!.AsArray(), Is.Empty);
    }

    [TestCase("""{"depth":"quick"}""", "depth")]
    [TestCase("""{"screenshots":true}""", "screenshots")]
    public async Task Nothing_of_a_scan_is_asked_of_a_policys_evaluation(string body, string field)
    {
        var policy = await NewPolicy();
        await Token.Send("PUT", $"/v3/sod-policies/{policy}/schedule", """{"schedule":{"type":"DAILY","hours":{"type":"LIST","values":["9"]}}}""");
        var schedule = (await Key.Get($"/api/v1/schedules?targetId={policy}"))["items"]![0].Text("id");

        var (status, problem) = await Key.Send("POST", $"/api/v1/schedules/{schedule}/runs", body);

        Assert.That((status, problem.Text("detail")), Is.EqualTo((400, $"{field} must be absent: the schedule evaluates a policy, and scans nothing.")));
        Assert.That((await Key.Send("POST", $"/api/v1/schedules/{schedule}/runs", "{}")).Status, Is.EqualTo(202));
        await Work();
    }

    private async Task<string> Ask(string? body, int expected = 202)
    {
        var (status, scan) = await Key.Send("POST", $"{_project}/tracker-scans", body);
        Assert.That(status, Is.EqualTo(expected), scan?.ToJsonString());
        return expected == 202 ? scan.Text("taskArn") : "";
    }

    private async Task<string> Schedule() => (await Key.Get($"/api/v1/schedules?targetId={IdOf(_project)}"))["items"]![0].Text("id");
}
