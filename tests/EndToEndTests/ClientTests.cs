namespace Schedules.EndToEndTests;

/// <summary>The client that is generated from the program's OpenAPI document.</summary>
public sealed class ClientTests : ServerTest
{
    private readonly string _folder = Directory.CreateTempSubdirectory("schedules-client-").FullName;

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task The_client_is_packed_installed_and_does_what_its_example_says()
    {
        await Succeed(Published.Source(), "dotnet", "cake", "--target=Client", "--exclusive", $"--published={Published.Folder}");
        var package = Directory.GetFiles(Path.Combine(Published.Source(), "artifacts", "client"), "*.tgz").Single();
        await Succeed(_folder, "npm", "install", "--no-audit", "--no-fund", "--prefix", _folder, package);
        File.Copy(Path.Combine(Published.Source(), "clients", "typescript", "example.mjs"), Path.Combine(_folder, "example.mjs"));
        var tenant = await Server.CreateTenant();
        await Server.Start(clock: "2026-03-01T12:00:00Z");

        var said = await Succeed(
            _folder, "env", $"SCHEDULES_URL={Server.Address}", $"ORGANIZATION_ID={tenant.OrganizationId}", $"API_KEY={tenant.ApiKey}",
            $"CLIENT_ID={tenant.ClientId}", $"CLIENT_SECRET={tenant.ClientSecret}", "node", "example.mjs");

        Assert.That(said, Is.EqualTo("""
            Shop is scanned quarterly
            Payables is evaluated WEEKLY
            TRACKER_SCAN Shop: next at 2026-04-30T09:00:00.000Z
            SOD_POLICY Payables: next at 2026-03-02T14:00:00.000Z
            422 scheduledHour must be a whole number from 0 to 23.

            """));
    }

    private static async Task<string> Succeed(string folder, string program, params string[] arguments)
    {
        var start = Command.Start(program, arguments);
        start.WorkingDirectory = folder;
        var outcome = await Command.Run(start);
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Output + outcome.Errors);
        return outcome.Output;
    }
}
