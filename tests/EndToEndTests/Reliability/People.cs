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

    /// <summary>Calls that failed, by what they failed with.</summary>
    public ConcurrentDictionary<string, int> Failures { get; } = [];

    public async Task Go(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await Wait.For(random.Between(0, 0.4), end);
            await Try(random.Next(10) switch { < 4 => Ask(), < 9 => Put(), _ => Delete() });
        }
    }

    /// <summary>Asks for a run and changes a schedule until both were accepted: nothing hinders them any more.</summary>
    public async Task GoOn()
    {
        var (runs, changes) = (AcceptedRuns.Count, AcceptedChanges.Count);
        await Poll.Until<string?>("a run that is accepted", async () => await Try(Ask()), _ => AcceptedRuns.Count > runs);
        await Poll.Until<string?>("a change that is accepted", async () => await Try(Put()), _ => AcceptedChanges.Count > changes);
    }

    private async Task Ask()
    {
        using var request = Request(HttpMethod.Post, $"/api/v1/schedules/{Any(_workload.Asked)}/runs");
        request.Headers.Add("x-api-key", _workload.Tenant.ApiKey);
        AcceptedRuns.Add(Guid.Parse((await Send(request)).Text("id")));
    }

    private async Task Put()
    {
        var policy = Any(_workload.Changed);
        using var request = Request(HttpMethod.Put, $"/v2026/sod-policies/{policy}/schedule");
        request.Content = new StringContent(Workload.Hourly(Any(_zones)), Encoding.UTF8, "application/json");
        await Change(request, policy);
    }

    private async Task Delete()
    {
        var policy = Any(_workload.Changed);
        using var request = Request(HttpMethod.Delete, $"/v2026/sod-policies/{policy}/schedule");
        await Change(request, policy);
    }

    private async Task Change(HttpRequestMessage request, string policy)
    {
        using var login = new HttpRequestMessage(HttpMethod.Post, new Uri(request.RequestUri!, "/oauth/token"));
        login.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = _workload.Tenant.ClientId,
            ["client_secret"] = _workload.Tenant.ClientSecret,
        });
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await Send(login)).Text("access_token"));
        await Send(request);
        AcceptedChanges.Add(Guid.Parse(policy));
    }

    /// <returns>What it failed with; null where it did not.</returns>
    private async Task<string?> Try(Task call)
    {
        try
        {
            await call;
            return null;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            var why = failure is HttpRequestException { StatusCode: { } status } ? $"{(int)status}" : failure.GetType().Name;
            Failures.AddOrUpdate(why, 1, (_, count) => count + 1);
            return why;
        }
    }

    private static async Task<JsonNode?> Send(HttpRequestMessage request)
    {
        using var answer = await _client.SendAsync(request);
        var body = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        return body.Length == 0 ? null : JsonNode.Parse(body);
    }

    private HttpRequestMessage Request(HttpMethod method, string path) => new(method, Any(cluster.Nodes).Server.Address + path);

    private T Any<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
