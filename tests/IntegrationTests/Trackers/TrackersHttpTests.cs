using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Trackers;

/// <summary>The trackers of a project over HTTP: entering, listing, changing.</summary>
public sealed class TrackersHttpTests : TrackersFixture
{
    private const string Contract =
        "id dateCreated dateUpdated dateDetected company organization project name description domain category pattern origin type expiration";

    [Test]
    public async Task One_tracker_is_entered_and_answered_in_a_list_with_the_contracts_members()
    {
        var project = await NewProject();

        var (status, made) = await Key.Send("POST", $"{project}/trackers", """
            {"name":"Analytics","type":"cookie","detectedName":"_ga_ABC123","domain":"www.shop.example","company":"Google","description":"Counts visits",
             "pattern":"_ga*","category":"analytics","expiration":63072000,"unheardOf":1}
            """);

        Assert.That(status, Is.EqualTo(201));
        var tracker = made!.AsArray().Single()!;
        Assert.That(tracker.AsObject().Select(member => member.Key), Is.EqualTo(Contract.Split(' ')));
        Assert.That(
            $"{tracker.Text("name")} {tracker.Text("type")} {tracker.Text("domain")} {tracker.Text("company")} {tracker.Text("category")} {tracker.Text("pattern")} {tracker.Text("origin")} {tracker["expiration"]} {tracker["dateDetected"]}",
            Is.EqualTo("Analytics cookie shop.example Google analytics _ga* manual 63072000 "));
        Assert.That((tracker.Text("organization"), project), Is.EqualTo((Server.Tenant.OrganizationId.ToString(), $"{Organization}/projects/{tracker.Text("project")}")));
        Assert.That((await Key.Get($"{project}/trackers/{tracker.Text("id")}"))["detectedName"]!.GetValue<string>(), Is.EqualTo("_ga_*"));
    }

    [Test]
    public async Task What_is_not_said_has_the_contracts_defaults()
    {
        var (_, made) = await Key.Send("POST", $"{await NewProject()}/trackers", """{"name":"x","type":"local_storage"}""");
        var tracker = made!.AsArray().Single()!;
        Assert.That((tracker.Text("origin"), tracker.Text("category"), tracker["domain"], tracker["expiration"]), Is.EqualTo(("manual", "unclassified", (JsonNode?)null, (JsonNode?)null)));
    }

    [Test]
    public async Task Several_are_entered_under_items_or_none_of_them()
    {
        var project = await NewProject();
        var (status, made) = await Key.Send("POST", $"{project}/trackers", """
            {"items":[{"name":"a","type":"cookie"},{"name":"cdn.test","type":"script","origin":"autoscan","matchType":"global","category":"malicious"}]}
            """);
        Assert.That((status, made!.AsArray().Count), Is.EqualTo((201, 2)));

        var (refused, error) = await Key.Send("POST", $"{project}/trackers", """{"items":[{"name":"b","type":"cookie"},{"name":"c","type":"cooky"}]}""");
        Assert.That(refused, Is.EqualTo(422));
        Assert.That(error.Text("message"), Is.EqualTo("items[1].type must be one of cookie, script, iframe, image, link, local_storage, session_storage."));
        Assert.That((await Key.Get($"{project}/trackers"))["total"]!.GetValue<int>(), Is.EqualTo(2));
    }

    [TestCase("""{}""", "type")]
    [TestCase("""{"type":"cookie"}""", "name")]
    [TestCase("""{"name":"","type":"cookie"}""", "name")]
    [TestCase("""{"name":"x"}""", "type")]
    [TestCase("""{"name":"x","type":"Cookie"}""", "type")]
    [TestCase("""{"name":1,"type":"cookie"}""", "name")]
    [TestCase("""{"name":null,"type":"cookie"}""", "name")]
    [TestCase("""{"name":"x","type":"cookie","company":null}""", "company")]
    [TestCase("""{"name":"x","type":"cookie","category":"do_not_sell"}""", "category")]
    [TestCase("""{"name":"x","type":"cookie","origin":"robot"}""", "origin")]
    [TestCase("""{"name":"x","type":"cookie","matchType":"old"}""", "matchType")]
    [TestCase("""{"name":"x","type":"cookie","matchedTrackerId":"7"}""", "matchedTrackerId")]
    [TestCase("""{"name":"x","type":"cookie","matchedTrackerId":"497f6eca-6276-4993-bfeb-53cbbbba6f08"}""", "matchedTrackerId")]
    [TestCase("""{"name":"x","type":"cookie","domain":"https://a.example"}""", "domain")]
    [TestCase("""{"name":"x","type":"cookie","pattern":"*"}""", "pattern")]
    [TestCase("""{"name":"x","type":"cookie","expiration":-1}""", "expiration")]
    [TestCase("""{"name":"x","type":"cookie","expiration":1.5}""", "expiration")]
    [TestCase("""{"items":[]}""", "items")]
    [TestCase("""{"items":{}}""", "items")]
    [TestCase("""{"items":[null]}""", "items[0].name")]
    [TestCase("""{"name":"x","type":"cookie","items":[{"name":"y","type":"cookie"}]}""", "items")]
    [TestCase("""{"type":"cookie","items":[{"name":"y","type":"cookie"}]}""", "items")]
    [TestCase("""{"category":"marketing","items":[{"name":"y","type":"cookie"}]}""", "items")]
    [TestCase("""{"expiration":1,"items":[{"name":"y","type":"cookie"}]}""", "items")]
    [TestCase("""{"name":"x","type":"cookie","pattern":"promo2024*"}""", "pattern")]
    [TestCase("""{"name":"x","type":"cookie","overrideFields":[1]}""", "overrideFields[0]")]
    [TestCase("""{"items":[{"name":"x","type":"cookie"},{"name":"x","type":"cookie","overrideFields":["name",1]}]}""", "items[1].overrideFields[1]")]
    public async Task A_bad_tracker_is_refused_by_field(string body, string field)
    {
        var (status, error) = await Key.Send("POST", $"{await NewProject()}/trackers", body);
        Assert.That((status, error.Text("error"), error.Text("message").Split(' ')[0]), Is.EqualTo((422, "Unprocessable Entity", field)), error!.ToJsonString());
    }

    [TestCase("name")]
    [TestCase("pattern")]
    [TestCase("detectedName")]
    [TestCase("company")]
    public async Task Texts_have_at_most_256_characters(string member)
    {
        var body = new JsonObject { ["name"] = "x", ["type"] = "cookie", [member] = string.Concat(Enumerable.Repeat("x.", 128)) };
        var project = await NewProject();
        Assert.That((await Key.Send("POST", $"{project}/trackers", body.ToJsonString())).Status, Is.EqualTo(201));
        body[member] = string.Concat(Enumerable.Repeat("y.", 128)) + 'y';
        Assert.That((await Key.Send("POST", $"{project}/trackers", body.ToJsonString())).Status, Is.EqualTo(422));
    }

    [Test]
    public async Task What_the_project_has_already_is_a_conflict_that_names_it_and_a_match_changes_it()
    {
        var project = await NewProject();
        var id = await Enter(project, """{"name":"_ga","type":"cookie","domain":"shop.example"}""");

        var (conflict, error) = await Key.Send("POST", $"{project}/trackers", """{"name":"_ga","type":"cookie","domain":"pay.shop.example"}""");
        var (matched, made) = await Key.Send("POST", $"{project}/trackers", $$"""
            {"name":"Other","type":"cookie","company":"Google","category":"analytics","matchType":"project","matchedTrackerId":"{{id}}","overrideFields":["company","category"]}
            """);
        var (refused, _) = await Key.Send("POST", $"{project}/trackers", $$"""{"name":"x","type":"cookie","matchedTrackerId":"{{id}}","overrideFields":["id"]}""");

        Assert.That((conflict, error.Text("message")), Is.EqualTo((409, $"The project has this cookie already, as {id}: change that one, or name it as matchedTrackerId.")));
        Assert.That((matched, made![0].Text("id"), made[0].Text("name"), made[0].Text("company"), made[0].Text("category")), Is.EqualTo((201, id, "_ga", "Google", "analytics")));
        Assert.That(refused, Is.EqualTo(422));
    }

    [Test]
    public async Task A_match_keeps_what_makes_it_that_tracker_and_refuses_another_unless_the_replaced_fields_are_named()
    {
        var project = await NewProject();
        var id = await Enter(project, """{"name":"_ga_ABC123","type":"cookie"}""");

        foreach (var (members, message) in new[]
        {
            (""" "detectedName":"_ga_XYZ789","type":"cookie","company":"Google" """, ""),
            (""" "domain":"shop.example","detectedName":"x","overrideFields":["company"],"company":"G" """, ""),
            (""" "domain":"shop.example" """, "domain must be absent, or the matched tracker's, which has none: overrideFields names what is replaced."),
            (""" "detectedName":"_gid" """, "detectedName must be absent, or the matched tracker's, _ga_*: overrideFields names what is replaced."),
            (""" "type":"script" """, "type must be absent, or the matched tracker's, cookie: overrideFields names what is replaced."),
        })
        {
            var (status, answer) = await Key.Send("POST", $"{project}/trackers", $$"""{"matchedTrackerId":"{{id}}",{{members}}}""");
            Assert.That((status, status == 201 ? "" : answer.Text("message")), Is.EqualTo((message.Length == 0 ? 201 : 422, message)), members);
        }
    }

    [Test]
    public async Task Two_items_that_are_the_same_tracker_are_told_by_their_places()
    {
        var project = await NewProject();
        var id = await Enter(project, """{"name":"a","type":"cookie"}""");

        var (status, error) = await Key.Send("POST", $"{project}/trackers", $$"""
            {"items":[{"matchedTrackerId":"{{id}}","company":"A"},{"name":"q_1234","type":"cookie"},{"name":"b","type":"cookie"},{"name":"q_5678","type":"cookie"}]}
            """);

        Assert.That((status, error.Text("message")), Is.EqualTo((409, "items[3] repeats items[1]: a project has this cookie once.")));
    }

    [Test]
    public async Task Trackers_are_filtered_sorted_and_paged()
    {
        var project = await NewProject();
        await Enter(project, """{"items":[{"name":"b","type":"cookie","domain":"b.example","category":"marketing"},{"name":"a","type":"script","category":"analytics"},{"name":"c","type":"cookie"}]}""");

        foreach (var (query, names) in new[]
        {
            ("sort=name", "a b c"), ("sort=name&order=desc&limit=1", "c"), ("sort=name&offset=1", "b c"), ("type=cookie&sort=name", "b c"), ("category=analytics", "a"),
            ("category=analytics,marketing&sort=name", "a b"), ("domain=b.example", "b"), ("name=c", "c"), ("origin=autoscan", ""), ("decided=false", "c"),
        })
        {
            var list = await Key.Get($"{project}/trackers?{query}");
            Assert.That(string.Join(' ', list["items"]!.AsArray().Select(item => item.Text("name"))), Is.EqualTo(names), query);
        }

        foreach (var sort in "id domain type category dateCreated dateUpdated dateDetected dateLastSeen".Split(' '))
            Assert.That((await Key.Get($"{project}/trackers?sort={sort}"))["count"]!.GetValue<int>(), Is.EqualTo(3), sort);
        foreach (var query in new[] { "sort=pattern", "category=x", "type=x", "origin=x", "decided=perhaps", "limit=0" })
            Assert.That((await Key.Send("GET", $"{project}/trackers?{query}")).Status, Is.EqualTo(422), query);
    }

    [Test]
    public async Task A_tracker_is_changed_in_what_is_named_and_texts_are_cleared_by_empty_ones()
    {
        var project = await NewProject();
        var path = $"{project}/trackers/{await Enter(project, """{"name":"x","type":"cookie","company":"A","pattern":"x*"}""")}";

        var (status, changed) = await Key.Send("PATCH", path, """{"company":"","description":"d","category":"do_not_sell","reason":"sold"}""");

        Assert.That((status, changed!["company"], changed.Text("description"), changed.Text("pattern")), Is.EqualTo((200, (JsonNode?)null, "d", "x*")));
        Assert.That((changed.Text("category"), changed["decision"].Text("reason"), changed["decision"].Text("category")), Is.EqualTo(("do_not_sell", "sold", "do_not_sell")));
        Assert.That((await Key.Get(path)).ToJsonString(), Is.EqualTo(changed.ToJsonString()));
        foreach (var body in new[] { """{"name":null}""", """{"name":""}""", """{"reason":"x"}""", """{"category":"x"}""", """{"category":"marketing","ignoredUntil":99999999999999}""", """{"category":"ignored","ignoredUntil":1}""" })
            Assert.That((await Key.Send("PATCH", path, body)).Status, Is.EqualTo(422), body);
    }

    [Test]
    public async Task A_deleted_tracker_is_gone_and_a_stale_change_refused()
    {
        var project = await NewProject();
        var path = $"{project}/trackers/{await Enter(project, """{"name":"x","type":"cookie"}""")}";
        using var read = await Key.Raw("GET", path);
        await Key.Send("PATCH", path, """{"company":"A"}""");

        using var stale = new HttpRequestMessage(HttpMethod.Delete, path);
        stale.Headers.TryAddWithoutValidation("If-Match", read.Headers.ETag!.ToString());
        using var refused = await Key.SendAsync(stale);

        Assert.That((int)refused.StatusCode, Is.EqualTo(412));
        Assert.That((await Key.Send("DELETE", path)).Status, Is.EqualTo(204));
        Assert.That((await Key.Send("GET", path)).Status, Is.EqualTo(404));
        Assert.That((await Key.Send("DELETE", path)).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Nobody_reads_or_changes_anothers_trackers()
    {
        var project = await NewProject();
        var id = await Enter(project, """{"name":"x","type":"cookie"}""");
        var other = await NewProject();
        using var stranger = Server.WithKey(await Server.NewTenant("Other"));
        using var anonymous = Server.Anonymous();

        Assert.That((await Key.Send("GET", $"{other}/trackers/{id}")).Status, Is.EqualTo(404), "another project's");
        Assert.That((await Key.Send("POST", $"{other}/trackers/triage", $$"""{"ids":["{{id}}"],"category":"marketing"}""")).Status, Is.EqualTo(422));
        Assert.That((await stranger.Send("GET", $"{project}/trackers")).Status, Is.EqualTo(403));
        Assert.That((await anonymous.Send("POST", $"{project}/trackers", """{"name":"y","type":"cookie"}""")).Status, Is.EqualTo(401));
        Assert.That((await Key.Send("POST", $"{Organization}/projects/{Guid.NewGuid()}/trackers", """{"name":"y","type":"cookie"}""")).Status, Is.EqualTo(404));
        Assert.That((await Key.Send("GET", $"{project}/trackers/7")).Status, Is.EqualTo(400));
    }
}
