using System.Text.Json.Nodes;

namespace Schedules.EndToEndTests;

/// <summary>What the first screen of the README promises a newcomer.</summary>
public sealed class FirstStartTests : ServerTest
{
    [Test]
    public async Task The_three_lines_that_the_first_start_prints_work_as_they_stand()
    {
        await Server.Start();
        var lines = await Poll.Until("three lines to try", Printed, lines => lines.Count == 3);

        var schedule = await Answer(lines[0]);
        var history = await Answer(lines[1]);
        var policies = await Answer(lines[2]);

        Assert.That((bool)schedule["scheduledScanEnabled"]!);
        Assert.That(schedule.Text("scanPeriod"), Is.EqualTo("quarterly"));
        Assert.That((int)schedule["scheduledHour"]!, Is.EqualTo(9));
        Assert.That((int)schedule["scheduledDayOfMonth"]!, Is.EqualTo(31));
        Assert.That(schedule["scanHistory"]!.AsArray(), Is.Empty);
        Assert.That(JsonNode.DeepEquals(history["items"]!.AsArray().Single(), schedule), $"{history}");
        Assert.That(policies.AsArray(), Is.Empty);
    }

    [Test]
    public async Task A_first_start_that_fails_leaves_the_demo_to_the_next()
    {
        Server.Settings["Runs__Lease"] = "00:00:00";
        Assert.That((await Server.Run("--urls", "http://127.0.0.1:0")).ExitCode, Is.Not.Zero);

        Server.Settings.Remove("Runs__Lease");
        await Server.Start();

        await Poll.Until("three lines to try", Printed, lines => lines.Count == 3);
    }

    [Test]
    public async Task A_first_start_that_is_asked_to_stop_at_once_has_told_the_demo_and_ends_in_peace()
    {
        await Server.StartUnready(clock: null);
        Assert.That((await Server.Stop(), Printed().Count), Is.EqualTo((0, 3)), Server.Log);
    }

    private List<string> Printed() =>
        [.. Server.Log.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("curl ", StringComparison.Ordinal))];

    private static async Task<JsonNode> Answer(string line)
    {
        var outcome = await Command.Run("bash", "-c", line);
        Assert.That(outcome.ExitCode, Is.Zero, $"{line}\n{outcome.Errors}");
        return JsonNode.Parse(outcome.Output)!;
    }
}
