using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Schedules.Application;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Domain.Access;
using Schedules.Infrastructure;
using Schedules.Infrastructure.Persistence;

namespace Schedules.IntegrationTests.Sod;

/// <summary>The use cases on a database of their own, with two organizations and a clock that tests turn.</summary>
internal sealed class SodDatabase : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly Caller _caller = new();

    private SodDatabase(TestDatabase testDatabase)
    {
        _database = testDatabase;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddApplication(autoMapperLicenseKey: null);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddInfrastructure(new ConfigurationBuilder().AddInMemoryCollection(testDatabase.Settings).Build());
        services.AddSingleton<ICurrentUser>(_caller);
        _services = services.BuildServiceProvider();
    }

    public SettableClock Clock { get; } = new();

    public Guid OurOrganization { get; } = new("0190b1c2-0000-7000-8000-000000000001");

    public Guid OtherOrganization { get; } = new("0190b1c2-0000-7000-8000-000000000002");

    public static async Task<SodDatabase> CreateAsync()
    {
        var database = new SodDatabase(await TestDatabase.Migrated());
        database._caller.OrganizationId = database.OurOrganization;
        await database.InAsync(async db =>
        {
            db.Organizations.Add(new Organization(database.OurOrganization, "Ours", database.Clock.Now()));
            db.Organizations.Add(new Organization(database.OtherOrganization, "Other", database.Clock.Now()));
            return await db.SaveChangesAsync(default);
        });
        return database;
    }

    /// <summary>Sends as our organization, in a unit of work of its own.</summary>
    public async Task<T> SendAsync<T>(IRequest<T> request)
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    public async Task<T> SendAsOtherAsync<T>(IRequest<T> request)
    {
        _caller.OrganizationId = OtherOrganization;
        try
        {
            return await SendAsync(request);
        }
        finally
        {
            _caller.OrganizationId = OurOrganization;
        }
    }

    /// <summary>Evaluates as the executor of runs does: the outcome and the violations are saved together.</summary>
    public async Task<SodRunResult> EvaluateAsync(Guid runId, Guid policyId, bool save = true)
    {
        await using var scope = _services.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        var result = await mediator.Send(new EvaluateSodPolicy(runId, OurOrganization, policyId));
        if (save)
            await scope.ServiceProvider.GetRequiredService<ISchedulesDb>().SaveChangesAsync(default);
        return result;
    }

    /// <summary>As <see cref="EvaluateAsync"/>, of many policies.</summary>
    public async Task<SodPoliciesRunResult> EvaluateManyAsync(Guid runId, IReadOnlyList<Guid>? policyIds)
    {
        await using var scope = _services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new EvaluateSodPolicies(runId, OurOrganization, policyIds));
        await scope.ServiceProvider.GetRequiredService<ISchedulesDb>().SaveChangesAsync(default);
        return result;
    }

    /// <summary>A part of the application that is no use case.</summary>
    public T Get<T>()
        where T : notnull =>
        _services.GetRequiredService<T>();

    /// <summary>Looks at the tables.</summary>
    public async Task<T> InAsync<T>(Func<ISchedulesDb, Task<T>> look)
    {
        await using var scope = _services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<ISchedulesDb>());
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    private sealed class Caller : ICurrentUser
    {
        public Guid OrganizationId { get; set; }

        public string Id => "user-1";
    }
}

/// <summary>A clock that stands still until a test moves it.</summary>
internal sealed class SettableClock : TimeProvider
{
    private DateTimeOffset _now = new(2024, 1, 1, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
