using System.IO.Compression;

namespace Schedules.IntegrationTests.Sod;

/// <summary>The file of a report, over HTTP as clients read it: to its end.</summary>
public sealed class ReportDownloadTests : HttpFixture
{
    [TestCase("download", "PolicyReport.zip")]
    [TestCase("download/custom-name", "custom-name.zip")]
    public async Task A_report_is_downloaded_whole(string path, string name)
    {
        await Key.Send("PUT", "/api/v1/access/identities/ann", """{"name":"Ann","entitlements":[{"id":"A"},{"id":"C"}]}""");
        var (_, report) = await Token.Send("POST", $"/v3/sod-policies/{await NewPolicy()}/violation-report/run");
        await Work();

        using var answer = await Token.Raw("GET", $"/v3/sod-violation-report/{report.Text("id")}/{path}");
        Assert.That(((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType), Is.EqualTo((200, "application/zip")));
        Assert.That(answer.Content.Headers.ContentDisposition?.FileNameStar, Is.EqualTo(name));
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        using var csv = new StreamReader(await zip.GetEntry("PolicyReport.csv")!.OpenAsync());
        Assert.That(await csv.ReadToEndAsync(), Does.Contain("Ann"));
        Assert.That(zip.GetEntry("PolicyReport.html")!.Length, Is.Positive);
    }
}
