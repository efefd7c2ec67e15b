using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Schedules.EndToEndTests;

/// <summary>A tenant's credentials, and calls with them. Each asserts that it succeeded.</summary>
/// <param name="server">Whose tenant it is; its address may change.</param>
/// <param name="credentials">As create-organization prints them.</param>
internal sealed class Tenant(PublishedServer server, JsonNode credentials)
{
    private static readonly HttpClient _client = new();

    public string OrganizationId => Text("organizationId");

    public string ApiKey => Text("apiKey");

    public string ClientId => Text("clientId");

    public string ClientSecret => Text("clientSecret");

    /// <summary>The privacy surface, by API key; the path follows the organization's.</summary>
    public Task<JsonNode> Privacy(string method, string path, string? body = null) =>
        ByKey(method, $"/privacy-v1/organizations/{OrganizationId}/{path}", body);

    /// <summary>The server's own surface, by API key.</summary>
    public Task<JsonNode> Own(string method, string path, string? body = null) => ByKey(method, $"/api/v1/{path}", body);

    /// <summary>The governance surface, by a token that is fetched for the call.</summary>
    public async Task<JsonNode> Governance(string method, string path, string? body = null)
    {
        using var request = Request(method, $"/v2026/{path}", body);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Token());
        return await Send(request);
    }

    /// <summary>The whole ledger.</summary>
    public async Task<JsonArray> Runs() => (await Own("GET", "runs"))["items"]!.AsArray();

    private async Task<string> Token()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{server.Address}/oauth/token");
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = ClientId,
            ["client_secret"] = ClientSecret,
        });
        return (await Send(request))["access_token"]!.GetValue<string>();
    }

    private async Task<JsonNode> ByKey(string method, string path, string? body)
    {
        using var request = Request(method, path, body);
        request.Headers.Add("x-api-key", ApiKey);
        return await Send(request);
    }

    private HttpRequestMessage Request(string method, string path, string? body) => new(new HttpMethod(method), server.Address + path)
    {
        Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
    };

    private static async Task<JsonNode> Send(HttpRequestMessage request)
    {
        using var answer = await _client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.IsSuccessStatusCode, $"{request.Method} {request.RequestUri}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    private string Text(string member) => credentials[member]!.GetValue<string>();
}
