using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests;

/// <summary>Short words for requests and for what comes back.</summary>
public static class Responses
{
    public static async Task<(int Status, JsonNode? Body)> Send(
        this HttpClient client, string method, string path, string? body = null, string contentType = "application/json")
    {
        using var response = await client.Raw(method, path, body is null ? null : Encoding.UTF8.GetBytes(body), contentType);
        return ((int)response.StatusCode, Parse(await response.Content.ReadAsStringAsync()));
    }

    public static async Task<HttpResponseMessage> Raw(
        this HttpClient client, string method, string path, byte[]? body = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            // A server that refuses what is large closes the connection: whoever is still sending then may not read why.
            request.Headers.ExpectContinue = body.Length > 1 << 20;
        }

        return await client.SendAsync(request);
    }

    /// <summary>The body of a success.</summary>
    public static async Task<JsonNode> Get(this HttpClient client, string path) => (await client.GetFromJsonAsync<JsonNode>(path))!;

    public static string Text(this JsonNode? node, string member) => node![member]!.GetValue<string>();

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
