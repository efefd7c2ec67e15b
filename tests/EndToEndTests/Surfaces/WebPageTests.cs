using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Schedules.EndToEndTests.Surfaces;

/// <summary>The page at <c>/</c> of the published program, in a real browser.</summary>
public sealed class WebPageTests
{
    private const string Hostile = "<img src=x onerror=alert(1)>";

    private readonly List<string> _complaints = [];
    private PublishedServer _server = null!;
    private Tenant _tenant = null!;
    private IPlaywright _driver = null!;
    private IBrowser _browser = null!;
    private IPage _page = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = new PublishedServer();
        // Scans stay queued; policies are evaluated at once.
        _server.Settings["JobEngine__Scans"] = "0";
        _tenant = await _server.CreateTenant();
        await _server.Start("2026-03-02T08:00:00Z");
        var project = await _tenant.Privacy("POST", "projects", $$"""{"name":"{{Hostile}}","domains":["shop.example"]}""");
        await _tenant.Privacy("PATCH", $"projects/{project.Text("id")}/tracker-scan-schedule", """{"scheduledScanEnabled":true,"scanPeriod":"weekly","scheduledHour":9,"scheduledDayOfWeek":3}""");
        await _tenant.AddIdentities();
        await _tenant.EvaluateDaily(await _tenant.AddPolicy(), 6, "Europe/Berlin");
        // Of its own for tests that do not look at what is found: another's run would have told already what is new.
        var other = await _tenant.Governance("POST", "sod-policies", """{"name":"Receivables","type":"GENERAL","policyQuery":"@access(id:NOTHING)"}""");
        await _tenant.EvaluateDaily(other.Text("id"), 7, "Europe/Berlin");
        _driver = await Playwright.CreateAsync();
        _browser = await _driver.Chromium.LaunchAsync(new() { ExecutablePath = Installed("chromium-headless-shell", "chromium"), Args = ["--no-sandbox"] });
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _browser.DisposeAsync();
        _driver.Dispose();
        await _server.DisposeAsync();
    }

    [SetUp]
    public async Task Open()
    {
        _complaints.Clear();
        _page = await _browser.NewPageAsync(new() { TimezoneId = "Europe/Berlin", Locale = "en-GB" });
        _page.Console += (_, message) => _complaints.AddRange(message.Type == "error" ? [message.Text] : Array.Empty<string>());
        _page.PageError += (_, error) => _complaints.Add(error);
        await _page.GotoAsync(_server.Address);
    }

    [TearDown]
    public Task Close() => _page.CloseAsync();

    [Test]
    public async Task With_a_key_a_visitor_sees_what_is_due_when_and_names_are_never_markup()
    {
        await SignIn();

        var scan = Schedule(Hostile);
        await Expect(scan).ToContainTextAsync("tracker scan");
        await Expect(scan.Locator("time")).ToHaveTextAsync("4 Mar 2026, 10:00");
        await Expect(Schedule("Payables").Locator("time")).ToHaveTextAsync("3 Mar 2026, 06:00");
        await Expect(_page.Locator("tbody img")).ToHaveCountAsync(0);
        await Expect(_page.Locator("#account-sentence")).ToHaveTextAsync("Since 31 Jan 2026: nothing was due.");
        Assert.That(_complaints, Is.Empty);
    }

    [Test]
    public async Task A_policy_that_is_run_now_stands_in_the_ledger_and_tells_what_it_found()
    {
        await SignIn();

        await Schedule("Payables").GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();

        var run = _page.Locator("#runs tr").Filter(new() { HasText = "Payables" }).First;
        await Expect(run.Locator(".status")).ToHaveTextAsync("succeeded", new() { Timeout = 60_000 });
        await Expect(run).ToContainTextAsync("2 violations, 2 new, 0 resolved");
        await run.GetByRole(AriaRole.Button, new() { Name = "Payables", Exact = true }).ClickAsync();
        await Expect(_page.Locator("dialog")).ToContainTextAsync("Asked for by");
        Assert.That(_complaints, Is.Empty);
    }

    [Test]
    public async Task A_link_leads_to_its_run_once_somebody_has_signed_in()
    {
        var schedules = await _tenant.Own("GET", "schedules?target=SOD_POLICY");
        var schedule = schedules["items"]!.AsArray().Single(item => item!.ToJsonString().Contains("Receivables", StringComparison.Ordinal));
        var run = await _tenant.Own("POST", $"schedules/{schedule.Text("id")}/runs");
        await _page.GotoAsync($"{_server.Address}/?run={run.Text("id")}");
        await Expect(_page.Locator("dialog")).ToBeHiddenAsync();

        await SignIn();

        await Expect(_page.Locator("dialog")).ToContainTextAsync("Receivables");
        await Expect(_page.Locator("dialog")).ToContainTextAsync(run.Text("id"));
    }

    [TestCase("nonsense", "UUID")]
    [TestCase("497f6eca-6276-4993-bfeb-53cbbbba6f08", "497f6eca-6276-4993-bfeb-53cbbbba6f08")]
    public async Task A_link_to_no_run_says_so_and_shows_the_rest(string id, string said)
    {
        await _page.GotoAsync($"{_server.Address}/?run={id}");
        await SignIn();
        await Expect(_page.GetByRole(AriaRole.Alert)).ToContainTextAsync(said);
        await Expect(Schedule("Payables")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Whoever_runs_a_check_by_keyboard_stays_where_they_were()
    {
        await SignIn();
        var run = Schedule("Receivables").GetByRole(AriaRole.Button, new() { Name = "Run now" });
        await run.FocusAsync();
        await run.EvaluateAsync("button => { button.id = 'before'; }");
        await _page.Keyboard.PressAsync("Enter");
        await Expect(_page.Locator("#before")).ToHaveCountAsync(0);
        await Expect(run).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_scan_that_waits_is_cancelled_and_asked_for_again()
    {
        await SignIn();
        await Schedule(Hostile).GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();
        var runs = _page.Locator("#runs tr").Filter(new() { HasText = Hostile });

        await runs.First.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(runs.First.Locator(".status")).ToHaveTextAsync("cancelled");
        await runs.First.GetByRole(AriaRole.Button, new() { Name = Hostile, Exact = true }).ClickAsync();
        await Expect(_page.Locator("dialog")).ToContainTextAsync("cancelled by");
        await Expect(_page.Locator("dialog")).Not.ToContainTextAsync("null");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await runs.First.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
        await Expect(runs).ToHaveCountAsync(2);
        await Expect(_page.Locator("#runs .status.queued")).ToHaveCountAsync(1);

        await Schedule(Hostile).GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();
        await Expect(_page.Locator("dialog")).ToContainTextAsync("queued or going");
    }

    [Test]
    public async Task Why_it_did_not_run_then_is_said_in_words()
    {
        await SignIn();
        await Schedule("Payables").GetByRole(AriaRole.Button, new() { Name = "Why?" }).ClickAsync();
        await _page.GetByLabel("At, by the clock of Europe/Berlin").FillAsync("2026-03-03T06:00");

        await _page.GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();

        await Expect(_page.Locator("dialog p")).ToContainTextAsync("3 March 2026");
        Assert.That(_complaints, Is.Empty);
    }

    [Test]
    public async Task With_a_client_id_and_secret_too_and_what_was_entered_is_forgotten_on_signing_out()
    {
        await _page.GetByText("With a client id and secret").ClickAsync();
        await _page.GetByLabel("Client id").FillAsync(_tenant.ClientId);
        await _page.GetByLabel("Client secret").FillAsync(_tenant.ClientSecret);
        await _page.Locator("#by-client button").ClickAsync();
        await Expect(Schedule("Payables")).ToBeVisibleAsync();

        await _page.ReloadAsync();
        await Expect(Schedule("Payables")).ToBeVisibleAsync();
        await _page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Expect(_page.GetByLabel("API key")).ToBeVisibleAsync();
        Assert.That(await _page.EvaluateAsync<int>("sessionStorage.length + localStorage.length"), Is.Zero);
        Assert.That(await _page.ContentAsync(), Does.Not.Contain("Payables").And.Not.Contain(_tenant.ClientSecret));
    }

    [Test]
    public async Task Who_is_not_known_is_told_so_and_sees_nothing()
    {
        await SignIn("no-such-key");

        await Expect(_page.GetByRole(AriaRole.Alert)).ToContainTextAsync("does not know these credentials");
        await Expect(_page.Locator("#inside")).ToBeHiddenAsync();
    }

    [TestCase("/")]
    [TestCase("/page.js")]
    [TestCase("/page.css")]
    public async Task Nothing_but_its_own_files_may_run_or_load_and_no_old_one_is_kept(string path)
    {
        var answer = (await _page.APIRequest.GetAsync(_server.Address + path)).Headers;
        Assert.That(answer["content-security-policy"], Does.StartWith("default-src 'none'; script-src 'self';").And.Contain("frame-ancestors 'none'"));
        Assert.That((answer["x-content-type-options"], answer["cache-control"]), Is.EqualTo(("nosniff", "no-cache")));
    }

    private async Task SignIn(string? key = null)
    {
        await _page.GetByLabel("API key").FillAsync(key ?? _tenant.ApiKey);
        await _page.Locator("#by-key button").ClickAsync();
    }

    private ILocator Schedule(string name) => _page.Locator("#schedules tr").Filter(new() { HasText = name });

    private static string Installed(params string[] programs) => programs
        .SelectMany(program => Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, program)))
        .First(File.Exists);
}
