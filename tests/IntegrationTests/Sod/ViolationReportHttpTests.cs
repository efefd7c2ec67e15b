using Microsoft.EntityFrameworkCore;
using Schedules.Domain.Sod;

namespace Schedules.IntegrationTests.Sod;

/// <summary>Reports of violations, over HTTP.</summary>
public sealed class ViolationReportHttpTests : SodReportFixture
{
    private const string Daily = """{"schedule":{"type":"DAILY","hours":{"type":"LIST","values":["9"]}}}""";
    private const string Unknown = "497f6eca-6276-4993-bfeb-53cbbbba6f08";

    private static readonly string[] _policies =
        ["/beta/sod-policies", "/v3/sod-policies", "/v2024/sod-policies", "/v2025/sod-policies", "/v2026/sod-policies", "/sod-policies", "/sod-policies/v1"];

    private static readonly string[] _reports =
        ["/beta/sod-violation-report", "/v3/sod-violation-report", "/v2024/sod-violation-report", "/v2025/sod-violation-report", "/v2026/sod-violation-report",
            "/sod-violation-report", "/sod-violation-report/v1"];

    [TestCaseSource(nameof(_policies))]
    public async Task A_report_of_a_policy_needs_no_schedule(string path)
    {
        var policy = await NewPolicy();
        var (status, report) = await Token.Send("POST", $"{path}/{policy}/violation-report/run", "", Form);
        Assert.That((status, Members(report), report.Text("name"), report.Text("status")), Is.EqualTo((200, "id name status type", "Payables", "PENDING")));
        Assert.That((await Token.Send("POST", $"{path}/{policy}/violation-report/run", "", Form)).Body!.ToJsonString(), Is.EqualTo(report!.ToJsonString()), "it waits already");
        Assert.That((await Token.Send("GET", $"/v3/sod-violation-report/{report.Text("id")}/download")).Status, Is.EqualTo(404), "it is not made yet");
        await Work();
        foreach (var asked in new[] { $"{policy}/violation-report", $"{report.Text("id")}/violation-report", $"sod-violation-report-status/{report.Text("id")}" })
        {
            var answer = await Token.Get($"{path}/{asked}");
            Assert.That((answer.Text("id"), answer.Text("status")), Is.EqualTo((report.Text("id"), "SUCCESS")), asked);
        }

        Assert.That(await CountsOf(report.Text("id")), Is.EqualTo((2, 2, 0, 0)));
        Assert.That((await Token.Send("GET", $"{path}/{policy}/schedule")).Status, Is.EqualTo(404), "it made none");
    }

    [TestCaseSource(nameof(_reports))]
    public async Task One_report_of_all_policies_or_of_some(string path)
    {
        var (conflict, query) = (await NewPolicy(), await NewQuery("@access(id:A) AND NOT @access(id:C)"));
        var all = await Made($"{path}/run");
        var latest = await Token.Get(path);
        Assert.That((latest.Text("id"), latest.Text("name"), latest.Text("status")), Is.EqualTo((all, "Multi Query Report", "SUCCESS")));
        Assert.That((await ResultOf(all))["policies"]!.GetValue<int>(), Is.EqualTo(await Server.Database(db => db.SodPolicies.CountAsync())));
        var some = await Made($"{path}/run", $$"""{"filteredPolicyList":["{{query}}","{{conflict}}","{{query}}"]}""");
        Assert.That(await CountsOf(some), Is.EqualTo((3, 0, 0, 0)), "cid violates the query; all were found before");
        var records = Records((await Files(some))["PolicyReport.csv"]);
        Assert.That(records.Select(record => record["Violator IDN Unique ID"]), Is.EquivalentTo(new[] { "ann", "bob", "cid" }));
        Assert.That((await ResultOf(await Made($"{path}/run", "{}")))["policies"]!.GetValue<int>(), Is.GreaterThanOrEqualTo(2));
        Assert.That((await Key.Get($"/api/v1/runs/{some}"))["target"]!.ToJsonString(), Does.Contain("Multi Query Report"));
    }

    [Test]
    public async Task Evaluate_runs_the_scheduled_report_and_needs_a_schedule()
    {
        var policy = await NewPolicy();
        var (refused, error) = await Token.Send("POST", $"/v3/sod-policies/{policy}/evaluate", "", Form);
        Assert.That((refused, error.Text("detailCode"), error!["messages"]![0].Text("text")), Is.EqualTo((400, "400.1.3 Illegal value", "Illegal value \"null\" for field \"schedule\".")));
        await Token.Send("PUT", $"/v3/sod-policies/{policy}/schedule", Daily);
        var (status, first) = await Token.Send("POST", $"/v3/sod-policies/{policy}/evaluate", "", Form);
        var second = await Token.Send("POST", $"/v2026/sod-policies/{policy}/evaluate", "", Form);
        Assert.That((status, second.Status, second.Body.Text("id")), Is.EqualTo((200, 200, first.Text("id"))), "it is queued already");
        await Work();
        var run = await Key.Get($"/api/v1/runs/{first.Text("id")}");
        Assert.That((run.Text("status"), run.Text("trigger"), run["scheduleId"] is null), Is.EqualTo(("succeeded", "manual", false)));
        Assert.That(await StatusOf(first.Text("id")), Is.EqualTo("SUCCESS"));
    }

    [Test]
    public async Task A_report_takes_no_news_from_the_schedule()
    {
        var policy = await NewPolicy();
        await Token.Send("PUT", $"/v3/sod-policies/{policy}/schedule", Daily);
        Assert.That(await CountsOf(await MadeOf(policy)), Is.EqualTo((2, 2, 0, 0)));
        Assert.That(await CountsOf(await MadeOf(policy)), Is.EqualTo((2, 0, 0, 0)), "compared with the report before");
        Assert.That(await CountsOf(await Made($"/v3/sod-policies/{policy}/evaluate")), Is.EqualTo((2, 2, 0, 0)), "nobody was told of them yet");
    }

    [Test]
    public async Task A_report_compares_itself_with_the_last_that_was_asked_for_whatever_the_schedule_found_since()
    {
        var policy = await NewPolicy();
        await Token.Send("PUT", $"/v3/sod-policies/{policy}/schedule", Daily);
        Assert.That(await CountsOf(await Made($"/v3/sod-policies/{policy}/evaluate")), Is.EqualTo((2, 2, 0, 0)));
        Assert.That(await CountsOf(await MadeOf(policy)), Is.EqualTo((2, 2, 0, 0)), "the first that was asked for");
        Assert.That(await CountsOf(await Made($"/v3/sod-policies/{policy}/evaluate")), Is.EqualTo((2, 0, 0, 0)));
        Assert.That(await CountsOf(await MadeOf(policy)), Is.EqualTo((2, 0, 0, 0)));
    }

    [Test]
    public async Task The_report_of_a_policy_that_was_deleted_for_good_has_its_name()
    {
        var policy = await NewPolicy();
        var report = await MadeOf(policy);
        Assert.That((await Token.Send("DELETE", $"/v3/sod-policies/{policy}?logical=false")).Status, Is.EqualTo(204));
        var told = await Token.Get($"/v3/sod-policies/sod-violation-report-status/{report}");
        Assert.That((told.Text("name"), told.Text("status")), Is.EqualTo(("Payables", "SUCCESS")));
        Assert.That((await Files(report))["PolicyReport.html"], Does.Contain("<h1>Payables</h1>"));
    }

    [Test]
    public async Task The_file_has_the_documented_columns_and_no_formula()
    {
        var files = await Files(await MadeOf(await NewPolicy()));
        Assert.That(files.Keys, Is.EqualTo(new[] { "PolicyReport.csv", "PolicyReport.html" }));
        Assert.That(files["PolicyReport.csv"], Does.StartWith(
            "\"SOD Business Name\",\"SOD Description\",\"SOD Policy Owner Display Name\",\"SOD Policy Owner IDN Unique ID\",\"SOD Policy Owner Email\",\"SOD Tags\","
            + "\"SOD External Reference\",\"SOD Policy Implementation\",\"SOD Mitigating Controls\",\"SOD Correction Advice\",\"SOD Policy Created Date\","
            + "\"SOD Policy Creator IDN Unique ID\",\"SOD Policy Creator Display Name\",\"SOD Policy Creator Email\","));
        var records = Records(files["PolicyReport.csv"]);
        var (ann, bob) = (records.Single(r => r["Violator IDN Unique ID"] == "ann"), records.Single(r => r["Violator IDN Unique ID"] == "bob"));
        Assert.That((ann["Violator Display Name"], bob["Violator Display Name"]), Is.EqualTo(("'=Ann", "Bob \"B\", Jr")));
        Assert.That((ann["SOD Business Name"], ann["SOD Policy Owner Display Name"], ann["SOD Policy Owner Email"]), Is.EqualTo(("Payables", "Olga", "owner-1@example.org")));
        Assert.That(ann["SOD Policy Implementation"], Is.EqualTo("'@access(id:A OR id:B) AND @access(id:C OR id:D)"));
        Assert.That((ann["Left Conflicting Access"], ann["Right Conflicting Access"], ann["Violation Status"]), Is.EqualTo(("Pay (A)", "C", "NEW")));
        Assert.That(files["PolicyReport.html"], Does.Contain("<h1>Payables</h1>").And.Contain("Bob &quot;B&quot;, Jr").And.Not.Contain("http"));
    }

    [Test]
    public async Task A_report_tells_the_policy_and_the_people_as_they_were()
    {
        var policy = await NewPolicy();
        var report = await MadeOf(policy);
        var before = await Files(report);
        await Put(Holder("bob", "Robert"));
        Assert.That((await Files(report))["PolicyReport.csv"], Is.EqualTo(before["PolicyReport.csv"]));
        Assert.That(await CountsOf(await MadeOf(policy)), Is.EqualTo((1, 0, 1, 0)));
        await Put(Holder("bob", "Bob \"B\", Jr", "B", "D"));
    }

    [Test]
    public async Task More_than_5000_violations_are_a_warning_and_a_line_that_says_so()
    {
        await Put([.. Enumerable.Range(0, 5001).Select(i => Holder($"many-{i}", $"Many {i}", "M"))]);
        var report = await MadeOf(await NewQuery("@access(id:M)"));
        Assert.That(await StatusOf(report), Is.EqualTo("WARNING"));
        var files = await Files(report);
        var lines = files["PolicyReport.csv"].Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.That((lines.Length, lines[1]), Is.EqualTo((2, "\"Limit exceeded: there are 5,001 violations, and a report lists at most 5,000.\"")));
        Assert.That(files["PolicyReport.html"], Does.Contain("Limit exceeded").And.Not.Contain("many-7"));
        var id = Guid.Parse(report);
        Assert.That(await Server.Database(db => db.SodViolations.CountAsync(violation => violation.RunId == id)), Is.EqualTo(5001), "the books have them");
        await Put([.. Enumerable.Range(0, 5001).Select(i => Holder($"many-{i}", $"Many {i}"))]);
    }

    [TestCase("custom-name", "custom-name.zip")]
    [TestCase("Q3 2026.ZIP", "Q3 2026.zip")]
    [TestCase("..%2F..%2Fetc%2Fpasswd", "_.._etc_passwd.zip")]
    [TestCase("a%22%0D%0AX-Evil%3A1", "a___X-Evil_1.zip")]
    [TestCase("%2E%2E%2E.zip", "PolicyReport.zip")]
    public async Task A_download_may_have_a_name_and_is_harmless(string name, string fileName)
    {
        var report = await MadeOf(await NewPolicy());
        using var response = await Token.Raw("GET", $"/v3/sod-violation-report/{report}/download/{name}");
        var headers = response.Content.Headers;
        Assert.That(((int)response.StatusCode, headers.ContentType!.MediaType), Is.EqualTo((200, "application/zip")));
        Assert.That(headers.ContentDisposition!.FileNameStar ?? headers.ContentDisposition.FileName, Is.EqualTo(fileName));
    }

    [TestCase("GET", "sod-policies/{x}/violation-report")]
    [TestCase("GET", "sod-policies/sod-violation-report-status/{x}")]
    [TestCase("POST", "sod-policies/{x}/violation-report/run")]
    [TestCase("POST", "sod-policies/{x}/evaluate")]
    [TestCase("GET", "sod-violation-report/{x}/download")]
    [TestCase("GET", "sod-violation-report/{x}/download/name")]
    public async Task What_there_is_not_is_404(string method, string path)
    {
        foreach (var id in new[] { Unknown, "7", $"{Server.Tenant.OrganizationId}", "%2F" })
        {
            var (status, error) = await Token.Send(method, $"/v3/{path.Replace("{x}", id, StringComparison.Ordinal)}");
            Assert.That((status, error.Text("detailCode")), Is.EqualTo((404, "404 Not found")), id);
        }
    }

    [TestCase("""{"filteredPolicyList":["7"]}""", "filteredPolicyList[0]", "7")]
    [TestCase("""{"filteredPolicyList":[null]}""", "filteredPolicyList[0]", "null")]
    [TestCase("""{"filteredPolicyList":["497f6eca-6276-4993-bfeb-53cbbbba6f08"]}""", "filteredPolicyList[0]", Unknown)]
    [TestCase("""{"filteredPolicyList":"all"}""", "filteredPolicyList", "all")]
    [TestCase("[]", "body", "[]")]
    public async Task A_wrong_list_of_policies_is_told_with_its_path_and_nothing_is_queued(string body, string field, string value)
    {
        var before = await Server.Database(db => db.Runs.CountAsync());
        var (status, error) = await Token.Send("POST", "/v3/sod-violation-report/run", body);
        Assert.That((status, error!["messages"]![0].Text("text")), Is.EqualTo((400, $"Illegal value \"{value}\" for field \"{field}\".")));
        Assert.That(await Server.Database(db => db.Runs.CountAsync()), Is.EqualTo(before));
    }

    [Test]
    public async Task Others_see_and_start_nothing()
    {
        var policy = await NewPolicy();
        var report = await MadeOf(policy);
        using var other = await Server.WithToken(await Server.NewTenant("Other"));
        using var reader = await Server.WithToken(scope: "idn:sod-violation:read");
        using var wrong = await Server.WithToken(scope: "idn:sod-policy:manage");
        Assert.That((await other.Send("GET", $"/v3/sod-violation-report/{report}/download")).Status, Is.EqualTo(404));
        Assert.That((await other.Send("GET", $"/v3/sod-policies/{policy}/violation-report")).Status, Is.EqualTo(404));
        Assert.That((await other.Send("POST", "/v3/sod-violation-report/run", $$"""{"filteredPolicyList":["{{policy}}"]}""")).Status, Is.EqualTo(400));
        Assert.That((await other.Send("GET", "/v3/sod-violation-report")).Status, Is.EqualTo(404));
        Assert.That((await reader.Send("GET", $"/v3/sod-policies/{policy}/violation-report")).Status, Is.EqualTo(200));
        Assert.That((await reader.Send("POST", $"/v3/sod-policies/{policy}/violation-report/run")).Status, Is.EqualTo(403));
        Assert.That((await wrong.Send("GET", $"/v3/sod-policies/{policy}/violation-report")).Status, Is.EqualTo(403));
    }

    [Test]
    public async Task A_report_that_is_cancelled_is_terminated_and_one_that_fails_is_an_error()
    {
        var policy = await NewPolicy();
        var (_, report) = await Token.Send("POST", $"/v3/sod-policies/{policy}/violation-report/run", "", Form);
        await Key.Send("POST", $"/api/v1/runs/{report.Text("id")}/cancel");
        Assert.That(await StatusOf(report.Text("id")), Is.EqualTo("TERMINATED"));
        Assert.That((await Key.Send("POST", $"/api/v1/runs/{report.Text("id")}/retry")).Status, Is.EqualTo(409));
        var broken = await NewQuery("@access(id:A)");
        var id = Guid.Parse(broken);
        await Server.Database(db => db.SodPolicies.Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.PolicyQuery, "@access(")));
        Assert.That(await StatusOf(await MadeOf(broken)), Is.EqualTo("ERROR"));
        Assert.That(await StatusOf(await Made("/v3/sod-violation-report/run")), Is.EqualTo("WARNING"), "the others are reported");
        await Server.Database(db => db.SodPolicies.Where(p => p.Id == id).ExecuteDeleteAsync());
    }
}
