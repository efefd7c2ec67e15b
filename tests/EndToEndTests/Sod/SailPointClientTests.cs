namespace Schedules.EndToEndTests.Sod;

/// <summary>
/// SailPoint's own client for Node, unmodified, drives the published server, and every answer, errors too, is held against what SailPoint publishes. The
/// scripts are in the folder SailPointClient, with the client's version in its package.json. Each prints a line a step.
/// </summary>
public sealed class SailPointClientTests : ServerTest
{
    private static readonly string _folder = Path.Combine(Published.Source(), "tests", "EndToEndTests", "SailPointClient");

    [OneTimeSetUp]
    public async Task InstallTheClient()
    {
        var npm = Command.Start("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        npm.WorkingDirectory = _folder;
        var outcome = await Command.Run(npm, TimeSpan.FromMinutes(5));
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Output + outcome.Errors);
    }

    [TestCase("beta")]
    [TestCase("v3")]
    [TestCase("v2024")]
    public async Task Every_operation_of_the_client_is_answered_as_published(string version)
    {
        Server.Settings["RateLimits__Requests"] = "100000";
        await Drive("client.mjs", version);
    }

    [TestCase("v2025")]
    [TestCase("v2026")]
    [TestCase("v1")]
    public async Task Versions_that_the_client_does_not_speak_are_answered_as_published(string version)
    {
        (Server.Settings["RateLimits__Requests"], Server.Settings["RateLimits__Window"]) = ("60", "01:00:00");
        await Drive("paths.mjs", version);
    }

    private async Task Drive(string script, string version)
    {
        var tenant = await Server.CreateTenant();
        await Server.Start();
        await tenant.AddIdentities();
        var node = Command.Start("node", script, version);
        node.WorkingDirectory = _folder;
        node.Environment["SAIL_BASE_URL"] = Server.Address;
        node.Environment["SAIL_CLIENT_ID"] = tenant.ClientId;
        node.Environment["SAIL_CLIENT_SECRET"] = tenant.ClientSecret;
        var outcome = await Command.Run(node);
        TestContext.Out.WriteLine(outcome.Output);
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Output + outcome.Errors);
        Assert.That(outcome.Output, Does.Contain("ok getSodPolicy"));
    }
}
