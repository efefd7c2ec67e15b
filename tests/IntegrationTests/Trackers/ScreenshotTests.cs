using System.Text.Json.Nodes;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;

namespace Schedules.IntegrationTests.Trackers;

/// <summary>Pictures of pages: the real browser, over HTTP.</summary>
[Category("NoDatabase")]
public sealed class ScreenshotTests
{
    private TestWeb _web = null!;
    private Server _server = null!;
    private HttpClient _key = null!;
    private string _project = null!;

    [OneTimeSetUp]
    public async Task StartAll()
    {
        _web = await TestWeb.Start();
        _web.Page("shop.example/", """
                <body style="margin:0;font:30px sans-serif;height:5000px;background:linear-gradient(#fc8,#08f)">
                <h1>The shop</h1><a href="/about">About</a><div style="position:fixed;bottom:0">Cookies?</div>
                """)
            .Page("shop.example/about", "About us")
            .Page("stuck.example/", "<script>onload = () => setTimeout(() => { for (;;); }, 50)</script>Stuck");
        _server = await Server.Start(
            ("Scanner:HostResolverRules", _web.Rules), ("Scanner:IgnoreCertificateErrors", "true"), ("Scanner:Politeness", "00:00:00.010"),
            ("Scanner:PageTimeout", "00:00:10"));
        _key = _server.WithKey();
    }

    [OneTimeTearDown]
    public async Task StopAll()
    {
        _key.Dispose();
        await _server.DisposeAsync();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task A_full_scan_takes_one_of_each_page_before_any_choice_where_it_is_asked_to()
    {
        var scan = await Scan("""{"depth":"full","screenshots":true}""", "shop.example");

        var pages = scan["coverage"]!["pages"]!.AsArray();
        Assert.That((scan.Text("status"), pages.Count, scan["coverage"]!["passes"]!.AsArray().Count), Is.EqualTo(("completed", 2, 4)));
        Assert.That(scan["screenshots"]!.ToJsonString(), Is.EqualTo("[0,1]"));
        foreach (var number in Enumerable.Range(0, 2))
        {
            var (type, content) = await Picture(scan, number);
            Assert.That((type, Convert.ToHexString(content[..2]), Convert.ToHexString(content[^2..])), Is.EqualTo(("image/jpeg", "FFD8", "FFD9")));
        }

        Assert.That((await _key.Send("GET", $"{_project}/tracker-scans/{scan.Text("taskArn")}/screenshots/2")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Nobody_is_pictured_unasked() =>
        Assert.That((await Scan("""{"depth":"quick"}""", "shop.example"))["screenshots"]!.AsArray(), Is.Empty);

    [Test]
    public async Task A_page_that_holds_still_for_no_picture_is_seen_without_one()
    {
        var scan = await Scan("""{"depth":"quick","screenshots":true}""", "stuck.example", "shop.example");

        Assert.That((scan["coverage"]!["seen"]!.GetValue<int>(), scan["screenshots"]!.ToJsonString()), Is.EqualTo((2, "[1]")));
    }

    private async Task<(string Type, byte[] Content)> Picture(JsonNode scan, int number)
    {
        using var answer = await _key.Raw("GET", $"{_project}/tracker-scans/{scan.Text("taskArn")}/screenshots/{number}");
        return (answer.Content.Headers.ContentType!.MediaType!, await answer.Content.ReadAsByteArrayAsync());
    }

    private async Task<JsonNode> Scan(string asked, params string[] domains)
    {
        var projects = $"/organizations/{_server.Tenant.OrganizationId}/projects";
        var names = string.Join(',', domains.Select(domain => $"\"{domain}\""));
        _project = $"{projects}/{(await _key.Send("POST", projects, $$"""{"name":"Shop","domains":[{{names}}]}""")).Body.Text("id")}";
        var run = (await _key.Send("POST", $"{_project}/tracker-scans", asked)).Body.Text("taskArn");
        await using var scope = _server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ExecuteQueuedRuns(TargetType.TrackerScan, 1));
        return await _key.Get($"{_project}/tracker-scans/{run}");
    }
}
