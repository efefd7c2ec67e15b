using System.Diagnostics;
using System.Net;

namespace Schedules.Benchmarks;

/// <summary>The server as a process of its own with 100,000 schedules, none of them due: memory after a minute at rest. Goal: under 200 MB.</summary>
internal static class Memory
{
    private static readonly TimeSpan _rest = TimeSpan.FromMinutes(1);

    public static async Task Run()
    {
        await using var many = await ManySchedules.Create(BenchmarkDatabase.Sqlite());
        using var server = Start(many);
        try
        {
            await UntilReady();
            await Task.Delay(_rest);
            server.Refresh();
            Console.WriteLine(
                $"memory: {server.WorkingSet64 / 1e6:F0} MB resident after {_rest.TotalSeconds:F0} s at rest with {ManySchedules.Usual:N0} schedules (goal 200 MB)");
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    // A day before they are due, so that nothing is.
    private static Process Start(ManySchedules many) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Schedules.WebApi.dll")])
    {
        Environment =
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = Address,
            ["ConnectionStrings__Schedules"] = many.Database.ConnectionString,
            ["Clock__StartAt"] = "2026-02-28T10:00:00Z",
            ["Logging__LogLevel__Default"] = "Error",
        },
    })!;

    private const string Address = "http://127.0.0.1:5099";

    private static async Task UntilReady()
    {
        using var client = new HttpClient();
        for (var tries = 0; tries < 300; tries++)
        {
            try
            {
                if ((await client.GetAsync($"{Address}/health/ready")).StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The server did not become ready.");
    }
}
