using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Schedules.IntegrationTests.Access;

/// <summary>Files that are sent, and what comes of them.</summary>
internal static class SentFiles
{
    public const string Path = "/api/v1/access/import";
    public const string Csv = "text/csv";
    public const string Ndjson = "application/x-ndjson";

    /// <summary>The import, when it has ended.</summary>
    public static async Task<JsonNode> Import(
        this HttpClient client, string type, string mode, string text, string more = "", string contentType = Csv, bool packed = false)
    {
        using var content = new ByteArrayContent(packed ? Pack(text) : Encoding.UTF8.GetBytes(text));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (packed)
            content.Headers.ContentEncoding.Add("gzip");
        using var answer = await client.PostAsync($"{Path}?type={type}&mode={mode}{more}&wait=true", content);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.AnyOf(HttpStatusCode.Accepted, HttpStatusCode.UnprocessableEntity), body);
        var import = await client.Get(answer.Headers.Location!.ToString());
        Assert.That(answer.StatusCode == HttpStatusCode.UnprocessableEntity, Is.EqualTo(import.Text("state") == "FAILED"), body);
        return import;
    }

    /// <summary>How it ended, and rows read, accepted and refused.</summary>
    public static string Told(this JsonNode import) => $"{import.Text("state")} {import["rowsRead"]} {import["rowsAccepted"]} {import["rowsRefused"]}";

    /// <summary>Each as its line and field.</summary>
    public static async Task<List<string>> Errors(this HttpClient client, JsonNode import) =>
        [.. (await client.Get($"{Path}/{import.Text("id")}/errors"))["items"]!.AsArray().Select(error => $"{error!["line"]} {error.Text("field")}")];

    /// <summary>What an identity holds, and through what.</summary>
    public static async Task<string> Held(this HttpClient client, string id) => string.Join(
        ", ", (await client.Get($"/api/v1/access/identities/{id}/access"))["entitlements"]!.AsArray()
            .Select(held => $"{held.Text("id")} {held!["via"].Text("type")} {string.Join(' ', held["via"]!["through"]!.AsArray())}".Trim()));

    public static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
