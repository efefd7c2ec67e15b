using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Schedules.EndToEndTests.Reliability;

/// <summary>Change schedules and ask for runs while the processes die under them. A call may fail; what was answered with success must stand.</summary>
internal sealed class People(Cluster cluster, Random random)
{
    private static readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(10) };
    private static readonly string[] _zones = ["UTC", "Asia/Kolkata", "Europe/Dublin", "America/New_York"];

    private readonly Workload _workload = cluster.Workload;

    /// <summary>Runs that the program said it would execute.</summary>
    public ConcurrentBag<Guid> AcceptedRuns { get; } = [];

    /// <summary>Ids of policies, one for each change of their schedules that the program said it had made.</summary>
    public ConcurrentBag<Guid> AcceptedChanges { get; } = [];

    public int Refused { get; private set; }

    public async Task Go(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await Wait.For(random.Between(0.1, 0.6), end);
            if (!await IsAccepted(random.Next(10) switch { < 4 => Ask(), < 9 => Put(), _ => Delete() }))
                Refused++;
        }
    }

    private async Task<bool> Ask()
    {
        using var request = Request(HttpMethod.Post, $"/api/v1/schedules/{Any(_workload.Asked)}/runs");
        request.Headers.Add("x-api-key", _workload.Tenant.ApiKey);
        if (await Send(request) is not { } run)
            return false;
        AcceptedRuns.Add(Guid.Parse(run.Text("id")));
        return true;
    }

    private async Task<bool> Put()
    {
        var policy = Any(_workload.Changed);
        using var request = Request(HttpMethod.Put, $"/v2026/sod-policies/{policy}/schedule");
        request.Content = new StringContent(Workload.Hourly(Any(_zones)), Encoding.UTF8, "application/json");
        return await Change(request, policy);
    }

    private async Task<bool> Delete()
    {
        var policy = Any(_workload.Changed);
        using var request = Request(HttpMethod.Delete, $"/v2026/sod-policies/{policy}/schedule");
        return await Change(request, policy);
    }

    private async Task<bool> Change(HttpRequestMessage request, string policy)
    {
        using var login = new HttpRequestMessage(HttpMethod.Post, new Uri(request.RequestUri!, "/oauth/token"));
        login.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = _workload.Tenant.ClientId,
            ["client_secret"] = _workload.Tenant.ClientSecret,
        });
        if (await Send(login) is not { } token)
            return false;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Text("access_token"));
        if (await Send(request) is null)
            return false;
        AcceptedChanges.Add(Guid.Parse(policy));
        return true;
    }

    private static async Task<bool> IsAccepted(Task<bool> call)
    {
        try
        {
            return await call;
        }
        catch (Exception silent) when (silent is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <returns>The body; null where the answer was no success.</returns>
    private static async Task<JsonNode?> Send(HttpRequestMessage request)
    {
        using var answer = await _client.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? (body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)) : null;
    }

    private HttpRequestMessage Request(HttpMethod method, string path) => new(method, Any(cluster.Nodes).Server.Address + path);

    private T Any<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
