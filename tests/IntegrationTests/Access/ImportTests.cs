using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Access;

namespace Schedules.IntegrationTests.Access;

public sealed class ImportTests : TenantFixture
{
    private const string Path = SentFiles.Path;
    private const string Csv = SentFiles.Csv;
    private const string Ndjson = SentFiles.Ndjson;

    protected override (string Name, string? Value)[] Settings => [("Access:ImportLease", "00:02:00")];

    [Test]
    public async Task A_file_of_identities_takes_effect()
    {
        var import = await Import("identities", "incremental", """
            id,name,email,active,entitlements,groups,attributes.department
            ann,"Ann, the first",ann@example.org,true,PAY; ORDER,CLERKS,Finance
            bob,Bob,,false,,,
            """);
        Assert.That(Told(import), Is.EqualTo("SUCCEEDED 2 2 0"));
        Assert.That((await Client.Get("/api/v1/access/identities/ann")).ToJsonString(), Is.EqualTo(
            """{"id":"ann","name":"Ann, the first","email":"ann@example.org","entitlements":[{"id":"ORDER","name":null},{"id":"PAY","name":null}],"userName":null,"externalId":null,"managerId":null,"active":true,"attributes":{"department":"Finance"}}"""));
        Assert.That((await Client.Get("/api/v1/access/identities/bob"))["active"]!.GetValue<bool>(), Is.False);
        Assert.That(await Held("ann"), Is.EqualTo("CLERKS GROUP, ORDER DIRECT, PAY DIRECT"));
    }

    [Test]
    public async Task A_bad_row_never_loses_the_good_ones_and_says_where_and_why()
    {
        var import = await Import("identities", "incremental", """
            id,name,email
            ann,Ann,
            ,Nobody,
            ann,Ann again,
            bob,Bob,no address
            cid,Cid
            dan,"Dan
            eve,Eve,eve@example.org
            """);
        Assert.That(Told(import), Is.EqualTo("SUCCEEDED 7 2 5"));
        Assert.That(await Ids(), Is.EqualTo("ann eve"));
        Assert.That(await Errors(import), Is.EqualTo(new[] { "3 id", "4 id", "5 email", "6 row", "7 row" }));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Path}/{import.Text("id")}/errors");
        request.Headers.Add("Accept", Csv);
        using var file = await Client.SendAsync(request);
        Assert.That(await file.Content.ReadAsStringAsync(), Does.StartWith("line,field,message\r\n3,\"id\",\"id must be"));
    }

    [Test]
    public async Task A_full_file_takes_away_what_is_not_in_it_but_not_what_a_refused_row_is_about()
    {
        await Import("identities", "full", "id,name,entitlements\nann,Ann,A\nbob,Bob,B\ncid,Cid,C\n");
        var import = await Import("identities", "full", "id,name,email\nbob,Bob,no address\ndan,Dan,\n");
        Assert.That(Told(import), Is.EqualTo("SUCCEEDED 2 1 1"));
        Assert.That(await Ids(), Is.EqualTo("bob dan"));
        Assert.That(await Held("bob"), Is.EqualTo("B DIRECT"));
    }

    [Test]
    public async Task A_full_file_without_a_good_row_takes_nothing_away()
    {
        await Import("identities", "full", "id,name\nann,Ann\n");
        var import = await Import("identities", "full", "id,name\n");
        Assert.That((Told(import), import.Text("error")), Is.EqualTo(("FAILED 0 0 0", "file must be a file with at least one good row, in mode full.")));
        Assert.That(await Ids(), Is.EqualTo("ann"));
    }

    [Test]
    public async Task What_a_file_has_no_column_for_stays_as_it_is()
    {
        await Import("identities", "incremental", "id,name,email,userName,entitlements,groups,attributes.a\nann,Ann,ann@example.org,ANN,A,G,1\n");
        await Import("identities", "incremental", "id,name\nann,Anna\n");
        var ann = await Client.Get("/api/v1/access/identities/ann");
        Assert.That(
            (ann.Text("name"), ann.Text("email"), ann.Text("userName"), ann["attributes"]!.Text("a"), await Held("ann")),
            Is.EqualTo(("Anna", "ann@example.org", "ANN", "1", "A DIRECT, G GROUP")));
        await Import("identities", "incremental", "id,name,email,groups\nann,Anna,,\n");
        Assert.That(await Held("ann"), Is.EqualTo("A DIRECT"));
    }

    [Test]
    public async Task Accounts_entitlements_and_roles_come_together()
    {
        await Import("roles", "full", "id,name,entitlements,groups,members\nOUTER,Outer,,INNER,ann;zoe\nINNER,Inner,PAY,OUTER,\n");
        await Import("entitlements", "full", "id,name,sourceId,privileged\nPAY,Pay,SAP,yes\nREAD,Read,SAP,\n");
        await Import("accounts", "full", "sourceId,id,identityId,entitlements\nSAP,a1,ann,READ\nAD,a1,ann,LOGON\n");
        await Import("identities", "full", "id,name\nann,Ann\n");
        Assert.That(await Held("ann"), Is.EqualTo("INNER GROUP OUTER, LOGON ACCOUNT, OUTER GROUP, PAY GROUP OUTER INNER, READ ACCOUNT"));
        await Import("accounts", "full", "id,identityId,entitlements\na2,ann,WRITE\n", "&source=SAP");
        Assert.That(await Held("ann"), Does.Contain("LOGON").And.Contain("WRITE").And.Not.Contain("READ"));
        Assert.That((await Client.Get("/api/v1/access/groups/OUTER"))["groups"]!.ToJsonString(), Is.EqualTo("""["INNER"]"""));
        Assert.That((await Client.Get("/api/v1/access/sources"))["items"]!.AsArray().Select(source => source.Text("id")), Is.EqualTo(new[] { "AD", "SAP" }));
    }

    [Test]
    public async Task Lines_of_json_and_packed_files_are_read_too()
    {
        var lines = "{\"id\":\"ann\",\"name\":\"Ann\",\"entitlements\":[\"A;B\"],\"attributes\":{\"level\":3}}\n\n{\"id\":\"bob\"}\n{\"id\":\"cid\",\"nam\":1}\n[]\nno json";
        var import = await Import("identities", "incremental", lines, contentType: Ndjson, packed: true);
        Assert.That(Told(import), Is.EqualTo("SUCCEEDED 5 1 4"));
        Assert.That(await Errors(import), Is.EqualTo(new[] { "3 name", "4 nam", "5 row", "6 row" }));
        Assert.That(await Held("ann"), Is.EqualTo("A;B DIRECT"));
    }

    [Test]
    public async Task A_packed_file_that_is_cut_short_takes_nobody_away()
    {
        await Import("identities", "full", "id,name\nann,Ann\nbob,Bob\n");
        var packed = SentFiles.Pack($"id,name\n{string.Concat(Enumerable.Range(0, 100).Select(i => $"p{i * 7919 % 1000},Person {i}\n"))}");
        foreach (var cut in Enumerable.Range(0, packed.Length).Where(cut => cut % 37 == 0 || cut > packed.Length - 10))
        {
            using var content = new ByteArrayContent(packed[..cut]);
            content.Headers.TryAddWithoutValidation("Content-Type", Csv);
            content.Headers.ContentEncoding.Add("gzip");
            using var answer = await Client.PostAsync($"{Path}?type=identities&mode=full&wait=true", content);
            Assert.That((int)answer.StatusCode, Is.EqualTo(400), $"{cut} of {packed.Length} bytes");
        }

        Assert.That((await Client.Get("/api/v1/access/identities"))["items"]!.AsArray().Select(item => item.Text("id")), Is.EqualTo(new[] { "ann", "bob" }));
        Assert.That(Told(await Import("identities", "full", "id,name\ncid,Cid\n", packed: true)), Is.EqualTo("SUCCEEDED 1 1 0"));
    }

    [Test]
    public async Task A_refused_line_of_json_takes_nothing_from_the_good_ones()
    {
        await Import("identities", "incremental", "id,name,email,active\nann,Ann,old@example.org,true\n");
        var import = await Import(
            "identities", "incremental", """
            {"id":"ann","name":"Ann","email":"new@example.org","active":false}
            {"id":"bob","name":"Bob","email":"no address"}
            {"id":"cid","name":"Cid","active":"maybe"}
            """, contentType: Ndjson);
        Assert.That(Told(import), Is.EqualTo("SUCCEEDED 3 1 2"));
        var ann = await Client.Get("/api/v1/access/identities/ann");
        Assert.That((ann.Text("email"), ann["active"]!.GetValue<bool>()), Is.EqualTo(("new@example.org", false)));
    }

    [TestCase("identities", "half", "id,name\n", Csv, 400, "mode")]
    [TestCase("people", "full", "id,name\n", Csv, 400, "type")]
    [TestCase("identities", "full", "id,nam\n", Csv, 400, "nam")]
    [TestCase("identities", "full", "id\n", Csv, 400, "columns")]
    [TestCase("identities", "full", "id,name,id\n", Csv, 400, "columns")]
    [TestCase("identities", "full", "", Csv, 400, "file")]
    [TestCase("identities", "full", "id,name\n", "application/json", 415, null)]
    public async Task What_cannot_be_meant_begins_no_import(string type, string mode, string text, string contentType, int status, string? field)
    {
        var (answered, body) = await Client.Send("POST", $"{Path}?type={type}&mode={mode}", text, contentType);
        Assert.That((answered, (string?)body!["errors"]?.AsObject().Single().Key), Is.EqualTo((status, field)));
        Assert.That((await Client.Get(Path))["items"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Another_kind_of_file_is_told_which_there_are()
    {
        var (_, body) = await Client.Send("POST", $"{Path}?type=identities&mode=full", "{}", "application/json");
        Assert.That(body.Text("detail"), Is.EqualTo("A file is sent as text/csv or application/x-ndjson, with Content-Encoding gzip or none."));
    }

    [Test]
    public async Task A_user_name_that_another_identity_has_is_refused_when_all_take_effect()
    {
        await Import("identities", "full", "id,name,userName\nann,Ann,ann@corp\n");
        var import = await Import("identities", "incremental", "id,name,userName\nbob,Bob,ANN@corp\ncid,Cid,cid@corp\ndan,Dan,CID@corp\n");
        Assert.That(Told(import), Is.EqualTo("SUCCEEDED 3 1 2"));
        Assert.That(await Ids(), Is.EqualTo("ann cid"));
        // It is free again where its identity goes in the same file.
        Assert.That(Told(await Import("identities", "full", "id,name,userName\nbob,Bob,ann@corp\n")), Is.EqualTo("SUCCEEDED 1 1 0"));
    }

    [Test]
    public async Task A_sender_that_goes_away_in_the_middle_leaves_nothing()
    {
        await Import("identities", "full", "id,name\nann,Ann\n");
        // The clock stands still: the newest would be either.
        Server.Clock.Advance(NodaTime.Duration.FromSeconds(1));
        using (var stop = new CancellationTokenSource())
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Path}?type=identities&mode=full") { Content = new Interrupted(stop, () => Until(IsReading)) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", Csv);
            request.Headers.Add("x-api-key", Tenant.ApiKey);
            // A client of its own: the server's clients gather a body before they send it.
            using var sender = new HttpClient { BaseAddress = Client.BaseAddress };
            Assert.That(async () => await sender.SendAsync(request, stop.Token), Throws.InstanceOf<Exception>());
        }

        await Until(async () => (await Newest()).Text("state") == "FAILED");
        Assert.That(await Ids(), Is.EqualTo("ann"));
        Assert.That(await Rows(), Is.EqualTo(1), "drafts");
        Assert.That(Told(await Import("identities", "full", "id,name\nbob,Bob\n")), Is.EqualTo("SUCCEEDED 1 1 0"));
    }

    [Test]
    public async Task A_second_import_waits_its_turn_and_a_crashed_one_is_ended_and_says_so()
    {
        var crashed = await Crash(ImportState.Reading);
        var (status, _) = await Client.Send("POST", $"{Path}?type=identities&mode=full", "id,name\nbob,Bob\n", Csv);
        Assert.That(status, Is.EqualTo(409));
        Server.Clock.Advance(NodaTime.Duration.FromMinutes(3));
        Assert.That(Told(await Import("identities", "full", "id,name\nbob,Bob\n")), Is.EqualTo("SUCCEEDED 1 1 0"));
        var ended = await Client.Get($"{Path}/{crashed}");
        Assert.That((ended.Text("state"), ended.Text("error")), Is.EqualTo(("FAILED", "Its process stopped without a word. Nothing of it took effect; send the file again.")));
        Assert.That(await Rows(), Is.EqualTo(1), "drafts");
    }

    [Test]
    public async Task A_failure_while_rows_take_effect_leaves_all_as_it_was()
    {
        await Import("identities", "full", "id,name\nann,Ann\n");
        // Of the database, and so of all tests; no other has a "refused9".
        var refuse = TestDatabase.IsSqlite
            ? "CREATE TRIGGER Refuse BEFORE UPDATE OF OrganizationId ON Identities WHEN NEW.Id = 'refused9' BEGIN SELECT RAISE(ABORT, 'no'); END"
            : $"ALTER TABLE \"Identities\" ADD CONSTRAINT \"Refuse\" CHECK (\"Id\" <> 'refused9' OR \"OrganizationId\" <> '{Tenant.OrganizationId}')";
        await Server.Database(db => db.Database.ExecuteSqlRawAsync(refuse));
        var import = await Import("identities", "full", "id,name\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"refused{i},R\n")));
        Assert.That(Told(import), Is.EqualTo("FAILED 20 20 0"));
        Assert.That((await Ids(), await Rows()), Is.EqualTo(("ann", 1)));
    }

    [Test]
    public async Task Imports_are_an_organizations_own()
    {
        var import = await Import("identities", "full", "id,name\nann,Ann\n");
        using var other = Server.WithKey(await Server.NewTenant("Other"));
        Assert.That((await other.Send("GET", $"{Path}/{import.Text("id")}")).Status, Is.EqualTo(404));
        Assert.That((await other.Get("/api/v1/access/identities"))["items"]!.AsArray(), Is.Empty);
    }

    private Task<JsonNode> Import(string type, string mode, string text, string more = "", string contentType = Csv, bool packed = false) =>
        Client.Import(type, mode, text, more, contentType, packed);

    // An import of a process that is no more, with a row that it had written.
    private Task<Guid> Crash(ImportState state) => Server.Database(async db =>
    {
        var now = Server.Clock.Now();
        var import = new AccessImport(Guid.NewGuid(), Tenant.OrganizationId, ImportType.Identities, ImportMode.Full, now);
        if (state == ImportState.Applying)
            import.Apply(now);
        db.AccessImports.Add(import);
        db.Identities.Add(new(import.Id, "eve", new("Eve", null), now));
        await db.SaveChangesAsync();
        return import.Id;
    });

    private async Task<JsonNode> Newest() => (await Client.Get(Path))["items"]![0]!;

    private async Task<bool> IsReading() => await Newest() is var newest && newest.Text("state") == "READING" && newest["rowsRead"]!.GetValue<long>() >= 2000;

    // The organization's, and those that imports have not brought to one yet.
    private Task<int> Rows() => Server.Database(db => db.Identities.CountAsync(
        identity => identity.OrganizationId == Tenant.OrganizationId || !db.Organizations.Any(organization => organization.Id == identity.OrganizationId)));

    private async Task<string> Ids() =>
        string.Join(' ', (await Client.Get("/api/v1/access/identities"))["items"]!.AsArray().Select(identity => identity.Text("id")));

    private Task<List<string>> Errors(JsonNode import) => Client.Errors(import);

    private Task<string> Held(string id) => Client.Held(id);

    private static string Told(JsonNode import) => import.Told();

    private static async Task Until(Func<Task<bool>> isSo)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            Assert.That(tries, Is.LessThan(200));
            await Task.Delay(50);
        }
    }

    // Sends rows for two batches, and is gone once some are stored.
    private sealed class Interrupted(CancellationTokenSource stop, Func<Task> some) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("id,name\n"u8.ToArray());
            for (var i = 0; i < 5000; i++)
                await stream.WriteAsync(Encoding.UTF8.GetBytes($"b{i},B\n"));
            await stream.FlushAsync();
            await some();
            await stop.CancelAsync();
            throw new IOException("The sender is gone.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
