using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Schedules.Application.Common;
using Schedules.Infrastructure.Persistence;
using Schedules.IntegrationTests.Schedules;

namespace Schedules.IntegrationTests.SqlServer;

/// <summary>The real server with the real driver, before a stub that answers from a world of one row a table. Nothing ticks by itself.</summary>
internal sealed class StubbedServer : WebApplicationFactory<Program>
{
    private readonly FakeClock _clock = new(World.Now);

    public TdsStub Stub { get; } = new();

    public World World { get; } = new();

    /// <summary>Answers with these rows, and with the world's of other tables; or with none but the organization.</summary>
    public async Task Answer(bool found, params object[] rows)
    {
        var model = await Database(db => Task.FromResult(db.Model));
        Stub.Answers = new CannedAnswers(model, World.Now.ToDateTimeUtc(), !found, found ? [.. rows, .. World.Rows] : [World.Organization]).Of;
    }

    public async Task<T> Database<T>(Func<SchedulesDb, Task<T>> use)
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<SchedulesDb>());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Stub.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Database:Provider", "SqlServer");
        builder.UseSetting("ConnectionStrings:Schedules", Stub.ConnectionString);
        builder.UseSetting("Logging:LogLevel:Default", "None");
        builder.ConfigureTestServices(services =>
        {
            services.Remove(services.Single(service => service.ImplementationType == typeof(QuartzHostedService)));
            services.AddSingleton<TimeProvider>(_clock);
            services.AddSingleton<IWebsiteBrowser>(new LedgerHost.PlayedBrowser());
            services.AddSingleton<IJobEngine>(new LedgerHost.NotedEngine());
            services.AddSingleton<ICurrentUser>(new LedgerHost.SomeUser { OrganizationId = World.Organization.Id });
            services.AddSingleton(container => new DatabaseClock(_clock, _clock, 1, container.GetRequiredService<LedgerStatements>()));
        });
    }
}
