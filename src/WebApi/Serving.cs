using Schedules.Domain.Schedules;
using Schedules.Infrastructure.Persistence;

namespace Schedules.WebApi;

public static class Serving
{
    /// <summary>Prepares an embedded database, serves, and tells the demo's credentials once the address is known.</summary>
    public static async Task ServeAsync(this WebApplication app)
    {
        app.Logger.LogInformation("Time zone data: {Source}", TimeZones.Source);
        await MigrateAsync(app);
        await app.StartAsync();
        // Not before: a start that fails would have made the demo, and never told its secrets.
        if (await MakeDemoAsync(app) is { } demo)
            await Console.Out.WriteLineAsync(demo.Describe(app.Urls.First()));
        // A start makes more garbage than the hours that follow, which would keep it: nothing is collected while nothing is made.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await app.WaitForShutdownAsync();
    }

    private static async Task MigrateAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SchedulesDb>();
        if (db.MigratesAtStart())
            await db.MigrateAsync(app.Lifetime.ApplicationStopping);
    }

    private static async Task<Demo?> MakeDemoAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return scope.ServiceProvider.GetRequiredService<SchedulesDb>().MigratesAtStart()
            ? await Demo.MakeAsync(scope.ServiceProvider)
            : null;
    }
}
