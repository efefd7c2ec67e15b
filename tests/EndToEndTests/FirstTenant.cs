using System.Text.Json.Nodes;

namespace Schedules.EndToEndTests;

/// <summary>An embedded database with a tenant in it: the program's own verb makes it once, for the verb takes as long as a start. Servers begin with a copy.</summary>
[SetUpFixture]
public sealed class FirstTenant
{
    private static readonly PublishedServer _server = new();
    private static readonly Lazy<Task<string>> _credentials = new(async () => (await _server.CreateOrganization("Acme")).ToJsonString());

    [OneTimeTearDown]
    public async Task Delete() => await _server.DisposeAsync();

    /// <returns>The tenant's credentials.</returns>
    internal static async Task<JsonNode> CopyTo(PublishedServer server)
    {
        var credentials = await _credentials.Value;
        Directory.CreateDirectory(server.Data);
        foreach (var file in Directory.GetFiles(_server.Data))
            File.Copy(file, Path.Combine(server.Data, Path.GetFileName(file)));
        return JsonNode.Parse(credentials)!;
    }
}
