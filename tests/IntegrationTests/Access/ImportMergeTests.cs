using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Access;

/// <summary>What stays of what is stored when a file says something of it.</summary>
public sealed class ImportMergeTests : TenantFixture
{
    // In a table, for a server takes its time to start: what a line says of Ann beside her id and name, and what is known of her then.
    [Test]
    public async Task A_line_of_json_replaces_what_it_names_and_leaves_the_rest()
    {
        foreach (var (says, known) in new[]
        {
            ("", "ann@x.org ANN E M false a=1,b=2 A DIRECT, G GROUP"),
            (""","email":null""", "- ANN E M false a=1,b=2 A DIRECT, G GROUP"),
            (""","email":"" """, "- ANN E M false a=1,b=2 A DIRECT, G GROUP"),
            (""","userName":null,"externalId":"F","managerId":"" """, "ann@x.org - F - false a=1,b=2 A DIRECT, G GROUP"),
            (""","active":true""", "ann@x.org ANN E M true a=1,b=2 A DIRECT, G GROUP"),
            (""","entitlements":["C"]""", "ann@x.org ANN E M false a=1,b=2 C DIRECT, G GROUP"),
            (""","entitlements":[]""", "ann@x.org ANN E M false a=1,b=2 G GROUP"),
            (""","entitlements":null,"groups":["H"]""", "ann@x.org ANN E M false a=1,b=2 H GROUP"),
            (""","groups":null""", "ann@x.org ANN E M false a=1,b=2 A DIRECT"),
            (""","attributes":{"a":"9"}""", "ann@x.org ANN E M false a=9,b=2 A DIRECT, G GROUP"),
            (""","attributes":{"a":null,"c":"\"email\""}""", "ann@x.org ANN E M false b=2,c=\"email\" A DIRECT, G GROUP"),
            (""","attributes":{}""", "ann@x.org ANN E M false a=1,b=2 A DIRECT, G GROUP"),
            (""","attributes":null""", "ann@x.org ANN E M false  A DIRECT, G GROUP"),
        })
        {
            await Import("identities", "full", "id,name,email,userName,externalId,managerId,active,entitlements,groups,attributes.a,attributes.b,attributes.c\nann,Ann,ann@x.org,ANN,E,M,false,A,G,1,2,\n");
            var import = await Lines("identities", "incremental", $$"""
                {"id":"ann","name":"Anna"{{says}}}
                {"id":"bob","name":"Bob","email":"b@x.org","userName":"b","externalId":"X","managerId":"Y","active":false,"entitlements":["B"],"groups":["H"],"attributes":{"a":"8","z":"9"} }
                """);
            Assert.That((import.Told(), await Known("ann")), Is.EqualTo(("SUCCEEDED 2 2 0", known)), says);
            Assert.That(await Known("bob"), Is.EqualTo("b@x.org b X Y false a=8,z=9 B DIRECT, H GROUP"), says);
        }

        Assert.That(await Server.Database(db => Task.FromResult(db.AccessImportRows.Count())), Is.Zero, "rows that were left behind");
    }

    [Test]
    public async Task A_full_file_of_json_replaces_what_any_good_line_of_it_names()
    {
        await Import("identities", "full", "id,name,email,externalId,entitlements\nann,Ann,ann@x.org,E,A\n");
        var import = await Lines("identities", "full", """
            {"id":"ann","name":"Ann"}
            {"id":"bob","name":"Bob","email":null}
            {"id":"cid","name":"Cid","externalId":"X","active":"maybe"}
            """);
        Assert.That((import.Told(), await Known("ann")), Is.EqualTo(("SUCCEEDED 3 2 1", "- - E - true  A DIRECT")));
    }

    [TestCase("incremental")]
    [TestCase("full")]
    public async Task An_attribute_without_a_column_stays(string mode)
    {
        await Import("identities", "full", "id,name,attributes.a,attributes.b\nann,Ann,1,2\nbob,Bob,3,4\ncid,Cid,,\n");
        await Import("identities", mode, "id,name,attributes.a,attributes.c\nann,Ann,9,\nbob,Bob,,7\ncid,Cid,5,\n");
        Assert.That((await Known("ann"), await Known("bob"), await Known("cid")), Is.EqualTo(("- - - - true a=9,b=2", "- - - - true b=4,c=7", "- - - - true a=5")));
    }

    [Test]
    public async Task A_row_with_which_there_would_be_too_many_attributes_is_refused_when_all_take_effect()
    {
        var names = Enumerable.Range(1, 100).Select(i => $"attributes.a{i}").ToList();
        await Import("identities", "full", $"id,name,userName,{string.Join(',', names)}\nann,Ann,ANN,{string.Join(',', names)}\nbob,Bob,,{new string(',', 99)}\n");
        var import = await Import("identities", "full", "id,name,userName,attributes.x\nann,Anna,,1\nbob,Bob,ann,2\ncid,Cid,,3\n");
        Assert.That((import.Told(), string.Join(',', await Client.Errors(import))), Is.EqualTo(("SUCCEEDED 3 1 2", "0 attributes,0 userName")));
        Assert.That((await Ids(), (await Known("ann"))[..5]), Is.EqualTo(("ann bob cid", "- ANN")));
    }

    [TestCase(SentFiles.Csv, "id,name,entitlements\nX,Xx,READ\n", "READ Y")]
    [TestCase(SentFiles.Csv, "id,name,entitlements\nX,Xx,\n", " Y")]
    [TestCase(SentFiles.Csv, "id,name,groups\nX,Xx,Z\n", "ORDER,PAY Z")]
    [TestCase(SentFiles.Csv, "id,name,groups\nX,Xx,\n", "ORDER,PAY ")]
    [TestCase(SentFiles.Csv, "id,name,entitlements,groups\nX,Xx,READ,\n", "READ ")]
    [TestCase(SentFiles.Csv, "id,name,description\nX,Xx,D\n", "ORDER,PAY Y")]
    [TestCase(SentFiles.Ndjson, "{\"id\":\"X\",\"name\":\"Xx\",\"entitlements\":[\"READ\"]}\n{\"id\":\"Z\",\"name\":\"Z\",\"groups\":[\"Y\"]}", "READ Y")]
    [TestCase(SentFiles.Ndjson, "{\"id\":\"X\",\"name\":\"Xx\",\"groups\":null}\n{\"id\":\"Z\",\"name\":\"Z\",\"entitlements\":[]}", "ORDER,PAY ")]
    [TestCase(SentFiles.Ndjson, "{\"id\":\"X\",\"name\":\"Xx\"}\n{\"id\":\"Z\",\"name\":\"Z\",\"entitlements\":[],\"groups\":[],\"members\":[]}", "ORDER,PAY Y")]
    public async Task A_role_keeps_the_kind_of_contents_that_is_not_named(string contentType, string text, string contents)
    {
        await Import("roles", "full", "id,name,entitlements,groups,members\nX,X,PAY;ORDER,Y,ann\nY,Y,,,\nZ,Z,,,\n");
        await Import("identities", "full", "id,name\nann,Ann\n");
        await Client.Import("roles", "incremental", text, contentType: contentType);
        var group = await Client.Get("/api/v1/access/groups/X");
        var entitlements = string.Join(',', group["entitlements"]!.AsArray().Select(item => item.Text("id")));
        Assert.That((group.Text("name"), $"{entitlements} {string.Join(',', group["groups"]!.AsArray())}"), Is.EqualTo(("Xx", contents)));
        Assert.That(await Client.Held("ann"), Does.Contain("X GROUP"));
    }

    [TestCase("", "")]
    [TestCase(""","members":null""", null)]
    public async Task A_line_of_json_about_a_role_keeps_what_it_does_not_name(string says, string? held)
    {
        await Import("roles", "full", "id,name,description,externalId,members\nX,X,D,E,ann\n");
        await Import("identities", "full", "id,name\nann,Ann\n");
        await Lines("roles", "incremental", $$"""
            {"id":"X","name":"Xx"{{says}}}
            {"id":"Y","name":"Y","description":"other","externalId":"other","members":["bob"]}
            """);
        var group = await Client.Get("/api/v1/access/groups/X");
        Assert.That((group.Text("name"), group.Text("description"), group.Text("externalId")), Is.EqualTo(("Xx", "D", "E")));
        Assert.That(await Client.Held("ann"), Is.EqualTo(held is null ? "" : "X GROUP"));
    }

    [Test]
    public async Task A_full_file_keeps_whom_a_row_is_about_that_is_refused_at_the_end_and_the_user_name()
    {
        await Import("identities", "full", "id,name,userName,entitlements,groups\nFA,FA,fx,,\nFB,FB,fy,PAY,G\nFZ,FZ,fz,,\n");
        var import = await Import("identities", "full", "id,name,email,userName\nFA,FA,notmail,fx2\nFB,FB,,fx\nFC,FC,,fc\nFD,FD,,fy\nFE,FE,,FZ\n");
        Assert.That((import.Told(), string.Join(',', await Client.Errors(import))), Is.EqualTo(("SUCCEEDED 5 2 3", "2 email,0 userName,0 userName")));
        Assert.That((await Ids(), await Known("FB")), Is.EqualTo(("FA FB FC FE", "- fy - - true  G GROUP, PAY DIRECT")));
    }

    [Test]
    public async Task A_full_file_whose_last_good_row_is_refused_at_the_end_takes_nothing_away()
    {
        await Import("identities", "full", "id,name,userName\nFA,FA,FB\nFZ,FZ,fz\n");
        var import = await Import("identities", "full", "id,name,email,userName\nFA,FA,notmail,fx2\nFB,FB,,FB\n");
        Assert.That((import.Text("state"), import.Text("error")), Is.EqualTo((
            "FAILED",
            "file must be a file with at least one good row, in mode full; its last one was refused, for userName must be a userName that no other identity has; FB has \"FB\".")));
        Assert.That(await Ids(), Is.EqualTo("FA FZ"));
    }

    [Test]
    public async Task A_user_name_is_free_where_the_line_about_its_owner_gives_it_up()
    {
        await Import("identities", "full", "id,name,userName\nann,Ann,x\nbob,Bob,y\n");
        var refused = await Lines("identities", "incremental", """{"id":"ann","name":"Anna"}""" + "\n" + """{"id":"bob","name":"Bobby","userName":"X"}""" + "\n" + """{"id":"cid","name":"Cid","userName":"y"}""");
        Assert.That((refused.Told(), await Ids()), Is.EqualTo(("SUCCEEDED 3 1 2", "ann bob")));
        var swapped = await Lines("identities", "incremental", """{"id":"ann","name":"Ann","userName":"y"}""" + "\n" + """{"id":"bob","name":"Bob","userName":"x"}""");
        Assert.That((swapped.Told(), await Known("ann"), await Known("bob")), Is.EqualTo(("SUCCEEDED 2 2 0", "- y - - true", "- x - - true")));
    }

    [Test]
    public async Task A_name_that_there_is_not_is_refused_where_it_is_empty_too()
    {
        var import = await Lines("identities", "incremental", """{"id":"ann","name":"Ann","mail":null}""" + "\n" + """{"id":"bob","name":"Bob","attributes":"x"}""");
        Assert.That(await Client.Errors(import), Is.EqualTo(new[] { "1 mail", "2 attributes" }));
    }

    private Task<JsonNode> Import(string type, string mode, string text) => Client.Import(type, mode, text);

    private Task<JsonNode> Lines(string type, string mode, string text) => Client.Import(type, mode, text, contentType: SentFiles.Ndjson);

    private async Task<string> Ids() =>
        string.Join(' ', (await Client.Get("/api/v1/access/identities"))["items"]!.AsArray().Select(identity => identity.Text("id")));

    // All of an identity but its name.
    private async Task<string> Known(string id)
    {
        var one = await Client.Get($"/api/v1/access/identities/{id}");
        var texts = new[] { "email", "userName", "externalId", "managerId" }.Select(name => (string?)one[name] ?? "-");
        var attributes = one["attributes"]!.AsObject().OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}");
        return $"{string.Join(' ', texts)} {one["active"]} {string.Join(',', attributes)} {await Client.Held(id)}".TrimEnd();
    }
}
