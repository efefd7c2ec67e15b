using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Quartz;
using Schedules.Application.Access;
using Schedules.Infrastructure.Persistence;

namespace Schedules.IntegrationTests;

/// <summary>A tenant and its credentials.</summary>
public sealed record Tenant(Guid OrganizationId, string ApiKey, string ClientId, string ClientSecret);

/// <summary>
/// The real server on a real socket, with a database of its own that is deleted afterwards, a clock that the test moves, one tenant,
/// and rate limits out of the way.
/// <code>await using var server = await Server.Start(("Dispatch:BatchSize", "2"));</code>
/// </summary>
public sealed class Server : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly Factory _factory;

    private Server(TestDatabase database, (string Name, string? Value)[] settings, Action<IServiceCollection>? services) =>
        (_database, _factory) = (database, new(this, settings, services));

    public FakeClock Clock { get; } = new(Instant.FromUtc(2026, 1, 1, 0, 0));

    /// <summary>The tenant that every server starts with.</summary>
    public Tenant Tenant { get; private set; } = null!;

    public IServiceProvider Services => _factory.Services;

    public static Task<Server> Start(params (string Name, string? Value)[] settings) => Start(null, settings);

    /// <param name="services">Replaces parts of the server.</param>
    /// <param name="settings">Settings beside, or in place of, the fixture's own.</param>
    public static async Task<Server> Start(Action<IServiceCollection>? services, params (string Name, string? Value)[] settings) =>
        await Start(await TestDatabase.Migrated(), services, settings);

    /// <param name="database">In this version's form; disposed of with the server.</param>
    /// <param name="services">Replaces parts of the server.</param>
    /// <param name="settings">Settings beside, or in place of, the fixture's own.</param>
    public static async Task<Server> Start(
        TestDatabase database, Action<IServiceCollection>? services = null, params (string Name, string? Value)[] settings)
    {
        var server = new Server(database, settings, services);
        server._factory.UseKestrel(0);
        server._factory.StartServer();
        server.Tenant = await server.NewTenant("Acme");
        return server;
    }

    public HttpClient Anonymous() => _factory.CreateClient();

    /// <summary>A client of the privacy and own surfaces.</summary>
    public HttpClient WithKey(Tenant? tenant = null)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Add("x-api-key", (tenant ?? Tenant).ApiKey);
        return client;
    }

    /// <summary>A client of the governance and own surfaces, with a token fetched now; it expires after 749 s of the fake clock.</summary>
    public async Task<HttpClient> WithToken(Tenant? tenant = null, string? scope = null)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Token(tenant ?? Tenant, scope));
        return client;
    }

    public async Task<string> Token(Tenant tenant, string? scope = null)
    {
        using var client = Anonymous();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string?>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = tenant.ClientId,
            ["client_secret"] = tenant.ClientSecret,
            ["scope"] = scope,
        });
        using var response = await client.PostAsync("/oauth/token", form);
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    public async Task<Tenant> NewTenant(string name)
    {
        await using var scope = Services.CreateAsyncScope();
        var created = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new CreateOrganization(name));
        return new(created.Organization.Id, created.ApiKey, created.ClientId, created.ClientSecret);
    }

    /// <summary>Reads or writes the server's database.</summary>
    public async Task<T> Database<T>(Func<SchedulesDb, Task<T>> use)
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<SchedulesDb>());
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        await _database.DisposeAsync();
    }

    private sealed class Factory(Server server, (string Name, string? Value)[] settings, Action<IServiceCollection>? services)
        : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production");
            foreach (var (name, value) in server._database.Settings)
                builder.UseSetting(name, value);
            builder.UseSetting("Demo", "false");
            builder.UseSetting("RateLimits:Requests", "1000000");
            builder.UseSetting("Logging:LogLevel:Default", "Error");
            foreach (var (name, value) in settings)
                builder.UseSetting(name, value);
            builder.ConfigureTestServices(container =>
            {
                container.AddSingleton<TimeProvider>(server.Clock);
                // Nothing ticks by itself: tests send DispatchDueSchedules and ExecuteRun when they mean to.
                container.Remove(container.Single(service => service.ImplementationType == typeof(QuartzHostedService)));
                services?.Invoke(container);
            });
        }
    }
}
