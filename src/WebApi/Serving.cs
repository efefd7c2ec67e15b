using Schedules.Domain.Schedules;
using Schedules.Infrastructure.Persistence;

namespace Schedules.WebApi;

public static class Serving
{
    /// <summary>Prepares an embedded database, serves, and tells the demo's credentials once the address is known.</summary>
    public static async Task ServeAsync(this WebApplication app)
    {
        app.Logger.LogInformation("Time zone data: {Source}", TimeZones.Source);
        var demo = await PrepareAsync(app);
        await app.StartAsync();
        if (demo is not null)
            await Console.Out.WriteLineAsync(demo.Describe(app.Urls.First()));
        await app.WaitForShutdownAsync();
    }

    private static async Task<Demo?> PrepareAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SchedulesDb>();
        if (!db.MigratesAtStart())
            return null;
        await db.MigrateAsync(app.Lifetime.ApplicationStopping);
        return await Demo.MakeAsync(scope.ServiceProvider, app.Lifetime.ApplicationStopping);
    }
}
