using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Trackers;

/// <summary>What people decide of trackers, one by one, many at once or by rules, over HTTP.</summary>
public sealed class TrackerDecisionHttpTests : TrackersFixture
{
    [Test]
    public async Task What_is_ignored_until_a_day_is_then_what_it_was_and_says_who_ignored_it()
    {
        var project = await NewProject();
        var path = $"{project}/trackers/{await Enter(project, """{"name":"x","type":"cookie","category":"marketing"}""")}";
        var until = Now.ToUnixTimeMilliseconds() + 60_000;

        var (_, ignored) = await Key.Send("PATCH", path, $$"""{"category":"ignored","reason":"a test","ignoredUntil":{{until}}}""");
        Assert.That((ignored.Text("category"), ignored!["decision"]!["ignoredUntil"]!.GetValue<long>()), Is.EqualTo(("ignored", until)));
        Assert.That(Guid.TryParse(ignored["decision"].Text("by"), out _), "the key that decided");
        Assert.That((await Key.Get($"{project}/trackers?category=ignored"))["total"]!.GetValue<int>(), Is.EqualTo(1));

        Server.Clock.Advance(NodaTime.Duration.FromMinutes(1));
        Assert.That((await Key.Get(path)).Text("category"), Is.EqualTo("marketing"));
        Assert.That((await Key.Get($"{project}/trackers?category=ignored"))["total"]!.GetValue<int>(), Is.Zero);
        Assert.That((await Key.Get($"{project}/trackers?category=marketing"))["total"]!.GetValue<int>(), Is.EqualTo(1));
    }

    [Test]
    public async Task What_nobody_had_decided_waits_again_after_the_day_until_which_it_is_ignored()
    {
        var project = await NewProject();
        var path = $"{project}/trackers/{await Enter(project, """{"name":"x","type":"cookie"}""")}";
        await Enter(project, """{"name":"y","type":"cookie","category":"marketing"}""");
        await Enter(project, """{"name":"z","type":"cookie","category":"ignored"}""");
        await Key.Send("PATCH", path, $$"""{"category":"ignored","ignoredUntil":{{Now.ToUnixTimeMilliseconds() + 60_000}}}""");
        Assert.That((await Names("false"), await Names("true")), Is.EqualTo(("", "x y z")));

        Server.Clock.Advance(NodaTime.Duration.FromMinutes(1));
        Assert.That((await Names("false"), await Names("true")), Is.EqualTo(("x", "y z")));
        var waiting = await Key.Get(path);
        Assert.That((waiting.Text("category"), waiting["decision"]), Is.EqualTo(("unclassified", (JsonNode?)null)));

        async Task<string> Names(string decided) => string.Join(' ', (await Key.Get($"{project}/trackers?sort=name&decided={decided}"))["items"]!
            .AsArray().Select(item => item.Text("name")));
    }

    [Test]
    public async Task Many_are_decided_at_once_or_none()
    {
        var project = await NewProject();
        var (_, made) = await Key.Send("POST", $"{project}/trackers", """{"items":[{"name":"a","type":"cookie"},{"name":"b","type":"cookie"}]}""");
        var ids = string.Join(',', made!.AsArray().Select(tracker => $"\"{tracker.Text("id")}\""));

        var (status, decided) = await Key.Send("POST", $"{project}/trackers/triage", $$"""{"ids":[{{ids}}],"category":"functional","reason":"reviewed"}""");
        Assert.That((status, string.Join(' ', decided!.AsArray().Select(tracker => tracker.Text("category")))), Is.EqualTo((200, "functional functional")));

        var (refused, error) = await Key.Send("POST", $"{project}/trackers/triage", $$"""{"ids":[{{ids}},"{{Guid.NewGuid()}}"],"category":"marketing"}""");
        Assert.That((refused, error.Text("message")), Is.EqualTo((422, "ids[2] must be the id of a tracker of the project.")));
        var (mistyped, wrong) = await Key.Send("POST", $"{project}/trackers/triage", $$"""{"ids":[{{ids}},"x"],"category":"marketing"}""");
        Assert.That((mistyped, wrong.Text("message")), Is.EqualTo((422, "ids[2] must be a UUID.")));
        foreach (var body in new[] { """{}""", """{"ids":[],"category":"marketing"}""", $$"""{"ids":[{{ids}}]}""", $$"""{"ids":[{{ids}}],"category":"suggested"}""" })
            Assert.That((await Key.Send("POST", $"{project}/trackers/triage", body)).Status, Is.EqualTo(422), body);
        Assert.That((await Key.Get($"{project}/trackers?category=functional"))["total"]!.GetValue<int>(), Is.EqualTo(2));
    }

    [Test]
    public async Task Rules_are_put_read_and_refused_by_field()
    {
        var project = await NewProject();
        var (status, put) = await Key.Send("PUT", $"{project}/tracker-rules", """
            {"items":[{"category":"ignored","domain":"Intern.Shop.Example","reason":"ours"},{"category":"do_not_sell","type":"cookie","name":"_s*"}]}
            """);
        Assert.That((status, put!["items"]![0].Text("domain")), Is.EqualTo((200, "intern.shop.example")));
        Assert.That((await Key.Get($"{project}/tracker-rules")).ToJsonString(), Is.EqualTo(put.ToJsonString()));
        foreach (var (body, field) in new[]
        {
            ("""{}""", "items"), ("""{"items":[{"category":"ignored"}]}""", "items[0].type"), ("""{"items":[{"category":"ignored","name":"*"}]}""", "items[0].name"),
            ("""{"items":[{"category":"ignored","name":"_ga*"},{"category":"ignored","name":"order_12345678"}]}""", "items[1].name"),
            ("""{"items":[{"name":"x"}]}""", "items[0].category"), ("""{"items":[null]}""", "items[0].category"),
        })
        {
            var (refused, error) = await Key.Send("PUT", $"{project}/tracker-rules", body);
            Assert.That((refused, error.Text("message").Split(' ')[0]), Is.EqualTo((422, field)), body);
        }
    }
}
