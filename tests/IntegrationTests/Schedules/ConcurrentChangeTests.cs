using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Schedules.IntegrationTests.Schedules;

/// <summary>Changes that meet: by version, and at the same moment.</summary>
public sealed class ConcurrentChangeTests : HttpFixture
{
    private const string Timing = "\"schedule\":{\"type\":\"DAILY\",\"hours\":{\"type\":\"LIST\",\"values\":[\"9\"]}}";

    [Test]
    public async Task Each_answer_carries_the_version_and_a_change_moves_it()
    {
        var scan = $"{await NewProject()}/tracker-scan-schedule";
        Assert.That((await Match(Key, "GET", scan, null, null)).ETag, Is.EqualTo("\"0\""));
        var first = (await Match(Key, "PATCH", scan, """{"scheduledHour":4}""", "\"0\"")).ETag;
        Assert.That(first, Is.EqualTo(await TagOf(scan, 1)));
        Assert.That((await Match(Key, "PATCH", scan, "{}", first)).ETag, Is.EqualTo(first));
        Assert.That((await Match(Key, "PATCH", scan, """{"scheduledHour":5}""", first)).ETag, Is.EqualTo(await TagOf(scan, 2)));
        Assert.That((await Match(Key, "GET", scan, null, null)).ETag, Is.EqualTo(await TagOf(scan, 2)));
        var policy = $"/v3/sod-policies/{await NewPolicy()}/schedule";
        var made = (await Match(Token, "PUT", policy, $"{{{Timing}}}", null)).ETag;
        Assert.That(made, Is.EqualTo(await TagOf(policy, 1)));
        Assert.That((await Match(Token, "PUT", policy, $"{{{Timing}}}", made)).ETag, Is.EqualTo(await TagOf(policy, 2)));
        Assert.That((await Match(Token, "GET", policy, null, null)).ETag, Is.EqualTo(await TagOf(policy, 2)));
    }

    [Test]
    public async Task A_schedule_that_was_deleted_and_made_anew_is_not_the_one_that_was_read()
    {
        var path = $"/v3/sod-policies/{await NewPolicy()}/schedule";
        var read = (await Match(Token, "PUT", path, $"{{\"name\":\"Mine\",{Timing}}}", null)).ETag;
        await Token.Send("DELETE", path);
        await Token.Send("PUT", path, $"{{\"name\":\"Theirs\",{Timing}}}");

        Assert.That((await Match(Token, "PUT", path, $"{{\"name\":\"Lost\",{Timing}}}", read)).Status, Is.EqualTo(412));
        Assert.That((await Match(Token, "DELETE", path, null, read)).Status, Is.EqualTo(412));
        Assert.That((await Token.Get(path)).Text("name"), Is.EqualTo("Theirs"));
    }

    [TestCase("*")]
    [TestCase("\"0\"")]
    [TestCase("\"1\"")]
    public async Task Where_there_is_no_schedule_none_is_made_for_one_who_expects_one(string ifMatch)
    {
        var policy = await NewPolicy();
        Assert.That((await Match(Token, "PUT", $"/v3/sod-policies/{policy}/schedule", $"{{{Timing}}}", ifMatch)).Status, Is.EqualTo(412));
        Assert.That(await Row(policy), Is.EqualTo("none"));
    }

    [TestCase("\"1-{id}\"")]
    [TestCase("\"3-{id}\"")]
    [TestCase("\"2-00000000\"")]
    [TestCase("\"02-{id}\"")]
    [TestCase("\"2\"")]
    [TestCase("W/\"2-{id}\"")]
    [TestCase("2-{id}")]
    [TestCase("2")]
    [TestCase("\"two\"")]
    [TestCase("\"+2\"")]
    [TestCase("\"\"")]
    [TestCase("\"99999999999\"")]
    [TestCase("nonsense \"")]
    public async Task Another_or_a_malformed_version_fails_in_the_surfaces_format(string ifMatch)
    {
        var (scan, policy) = await TwoInVersionTwo();
        var patched = await Match(Key, "PATCH", scan, """{"scheduledHour":7}""", await Filled(ifMatch, scan));
        Assert.That((patched.Status, Members(patched.Body), patched.Body.Text("error")), Is.EqualTo((412, "error message statusCode", "Precondition Failed")));
        foreach (var method in new[] { "PUT", "DELETE" })
        {
            var body = method == "PUT" ? $"{{\"name\":\"Lost\",{Timing}}}" : null;
            var refused = await Match(Token, method, policy, body, await Filled(ifMatch, policy));
            Assert.That((refused.Status, refused.Body.Text("detailCode")), Is.EqualTo((412, "412 Precondition Failed")), method);
        }

        Assert.That((await Match(Key, "GET", scan, null, null)).ETag, Is.EqualTo(await TagOf(scan, 2)));
        Assert.That((await Match(Token, "GET", policy, null, null)).ETag, Is.EqualTo(await TagOf(policy, 2)));
    }

    [TestCase("*")]
    [TestCase("\"2-{id}\"")]
    public async Task The_stored_version_or_any_will_do(string ifMatch)
    {
        var (scan, policy) = await TwoInVersionTwo();
        Assert.That((await Match(Key, "PATCH", scan, """{"scheduledHour":7}""", await Filled(ifMatch, scan))).Status, Is.EqualTo(200));
        Assert.That((await Match(Token, "DELETE", policy, null, await Filled(ifMatch, policy))).Status, Is.EqualTo(204));
    }

    [Test]
    public async Task Puts_at_the_same_moment_are_stored_one_after_the_other()
    {
        var path = $"/v3/sod-policies/{await NewPolicy()}/schedule";
        await Token.Send("PUT", path, $"{{{Timing}}}");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Token.Send("PUT", path, $"{{\"description\":\"{i}\",{Timing}}}")));
        Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(200));
        Assert.That((await Match(Token, "GET", path, null, null)).ETag, Is.EqualTo(await TagOf(path, 13)));
    }

    [Test]
    public async Task Of_changes_to_one_version_at_the_same_moment_the_first_is_stored()
    {
        var scan = (await TwoInVersionTwo()).Scan;
        var tag = await TagOf(scan, 2);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(hour => Match(Key, "PATCH", scan, $$"""{"scheduledHour":{{hour + 3}}}""", tag)));
        Assert.That(answers.Select(answer => answer.Status).Order(), Is.EqualTo(Enumerable.Repeat(200, 1).Concat(Enumerable.Repeat(412, 11))));
        var stored = answers.Single(answer => answer.Status == 200).Body!["scheduledHour"]!.GetValue<int>();
        Assert.That((await Key.Get(scan))["scheduledHour"]!.GetValue<int>(), Is.EqualTo(stored));
    }

    [Test]
    public async Task The_first_patches_of_a_project_make_one_schedule()
    {
        var scan = $"{await NewProject()}/tracker-scan-schedule";
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(hour => Key.Send("PATCH", scan, $$"""{"scheduledHour":{{hour}}}""")));
        Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(200));
        var id = Guid.Parse(IdOf(scan));
        Assert.That(await Server.Database(db => db.Schedules.CountAsync(schedule => schedule.TargetId == id)), Is.EqualTo(1));
    }

    [Test]
    public async Task First_puts_at_the_same_moment_make_one_schedule()
    {
        var policy = await NewPolicy();
        var path = $"/v3/sod-policies/{policy}/schedule";
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Token.Send("PUT", path, $"{{{Timing}}}")));
        Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(200));
        Assert.That(await Row(policy), Does.Contain(" v12 "));
    }

    /// <param name="path">Of the schedule of a project or a policy.</param>
    /// <param name="version">Counts its changes.</param>
    private async Task<string> TagOf(string path, int version)
    {
        var target = Guid.Parse(path.Split('/')[^2]);
        return Tag(version, (await Server.Database(db => db.Schedules.SingleAsync(schedule => schedule.TargetId == target))).Id.ToString());
    }

    private async Task<string> Filled(string ifMatch, string path) =>
        ifMatch.Replace("\"2-{id}\"", await TagOf(path, 2), StringComparison.Ordinal)
            .Replace("{id}", (await TagOf(path, 2))[3..^1], StringComparison.Ordinal);

    private async Task<(string Scan, string Policy)> TwoInVersionTwo()
    {
        var (scan, policy) = ($"{await NewProject()}/tracker-scan-schedule", $"/v3/sod-policies/{await NewPolicy()}/schedule");
        for (var hour = 1; hour <= 2; hour++)
        {
            await Key.Send("PATCH", scan, $$"""{"scheduledHour":{{hour}}}""");
            await Token.Send("PUT", policy, $"{{{Timing}}}");
        }

        return (scan, policy);
    }
}
