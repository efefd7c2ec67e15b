using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Schedules.EndToEndTests.Sod;

/// <summary>The program killed with SIGKILL while a file of access data comes in, and started again on the same data.</summary>
[TestFixture("Sqlite")]
[TestFixture("PostgreSql")]
public sealed class ImportKillTests(string database) : ServerTest
{
    private const string Path = "access/import";

    private Tenant _tenant = null!;

    [SetUp]
    public async Task StartWithAnn()
    {
        // Short enough to be waited for.
        Server.Settings["Access__ImportLease"] = "00:00:03";
        if (database == "PostgreSql")
        {
            Server.UsePostgreSql(await Postgres.CreateDatabase());
            Assert.That((await Server.Run("migrate")).ExitCode, Is.Zero);
        }

        _tenant = await Server.CreateTenant();
        await Server.Start();
        Assert.That((await Import("id,name,entitlements\nann,Ann,PAY\n"u8.ToArray())).Text("state"), Is.EqualTo("SUCCEEDED"));
    }

    [Test]
    public async Task Nothing_of_the_file_is_there_the_import_is_told_as_failed_and_the_next_one_is_taken()
    {
        using var halfway = new Unending();
        var sending = Send(halfway);
        var import = await Poll.Until("rows that are stored", Newest, newest => newest.Text("state") == "READING" && (int)newest["rowsRead"]! >= 2000);

        await Server.Kill();
        halfway.Dispose();
        Assert.That(async () => await sending, Throws.InstanceOf<HttpRequestException>());
        await Server.Start();

        Assert.That(await People(), Is.EqualTo("ann PAY"));
        var ended = await Poll.Until("the end of the import", () => _tenant.Own("GET", $"{Path}/{import.Text("id")}"), seen => seen.Text("state") != "READING");
        Assert.That((ended.Text("state"), ended.Text("error")), Is.EqualTo(("FAILED", "Its process stopped without a word. Nothing of it took effect; send the file again.")));
        Assert.That(await People(), Is.EqualTo("ann PAY"));
        Assert.That((await Import("id,name,entitlements\nbob,Bob,READ\n"u8.ToArray())).Text("state"), Is.EqualTo("SUCCEEDED"));
        Assert.That(await People(), Is.EqualTo("bob READ"));
    }

    private async Task<JsonNode> Import(byte[] file)
    {
        using var content = new ByteArrayContent(file);
        return await Send(content);
    }

    private async Task<JsonNode> Send(HttpContent file)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Server.Address}/api/v1/{Path}?type=identities&mode=full&wait=true") { Content = file };
        request.Headers.Add("x-api-key", _tenant.ApiKey);
        file.Headers.TryAddWithoutValidation("Content-Type", "text/csv");
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Accepted), text);
        return JsonNode.Parse(text)!;
    }

    private async Task<JsonNode> Newest() => (await _tenant.Own("GET", Path))["items"]![0]!;

    private async Task<string> People() => string.Join(' ', (await _tenant.Own("GET", "access/identities"))["items"]!.AsArray()
        .Select(identity => $"{identity.Text("id")} {string.Join(' ', identity!["entitlements"]!.AsArray().Select(held => held.Text("id")))}"));

    /// <summary>A file whose rows come until it is disposed.</summary>
    private sealed class Unending : HttpContent
    {
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("id,name,entitlements\n"u8.ToArray());
            for (var i = 0; i < 5000; i++)
                await stream.WriteAsync(Encoding.UTF8.GetBytes($"b{i},B,PAY;X{i}\n"));
            await stream.FlushAsync();
            await _end.Task;
            throw new IOException("The server is gone.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            _end.TrySetResult();
            base.Dispose(disposing);
        }
    }
}
