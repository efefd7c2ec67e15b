using System.Text.Json;
using MediatR;
using Schedules.Application.Access;
using Schedules.Domain;
using Schedules.Infrastructure.Persistence;
using Schedules.WebApi.Json;

namespace Schedules.WebApi;

/// <summary>What the program does instead of serving. Results go to standard output, the log to standard error.</summary>
/// <param name="Name">serve, migrate, script or create-organization.</param>
/// <param name="Argument">The organization's name, or the database that a script is for.</param>
/// <param name="Settings">What follows, read as settings: <c>--Database:Provider=PostgreSql</c>.</param>
public sealed record Verb(string Name, string? Argument, string[] Settings)
{
    public const string Usage = """
        Usage:
          Schedules.WebApi [settings]                            serves
          Schedules.WebApi create-organization NAME [settings]   makes a tenant and prints its credentials as one line of JSON
          Schedules.WebApi migrate [settings]                    brings the database to this version's form
          Schedules.WebApi script PostgreSql|SqlServer           prints what migrate would do, as a script that may be run again
        Settings: --Name:Part=value, for example --ConnectionStrings:Schedules="Data Source=other.db"
        """;

    public bool Serves => Name == "serve";

    /// <summary>The verb in the arguments; null where they make none.</summary>
    public static Verb? Parse(string[] args) => args switch
    {
        [] => new("serve", null, []),
        [['-', ..] or ['/', ..], ..] => new("serve", null, args),
        ["migrate", .. var settings] when settings.All(IsSetting) => new("migrate", null, settings),
        ["script", { Length: > 0 } database] => new("script", database, []),
        ["create-organization", { Length: > 0 } name, .. var settings] when settings.All(IsSetting) => new("create-organization", name, settings),
        _ => null,
    };

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (Name == "script")
            return await WriteScriptAsync();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SchedulesDb>();
        if (Name == "migrate" || db.MigratesAtStart())
            await db.MigrateAsync(cancellationToken);
        return Name == "create-organization" ? await CreateOrganizationAsync(scope.ServiceProvider, cancellationToken) : 0;
    }

    private async Task<int> WriteScriptAsync()
    {
        if (MigrationScript.Of(Argument!) is not { } script)
        {
            await Console.Error.WriteLineAsync($"There are scripts for PostgreSql and SqlServer; none for \"{Argument}\". SQLite is migrated at every start.");
            return 2;
        }

        await Console.Out.WriteAsync(script);
        return 0;
    }

    private async Task<int> CreateOrganizationAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            await Console.Out.WriteLineAsync(await CreateAsync(services, cancellationToken));
            return 0;
        }
        catch (InvalidValueException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
    }

    private async Task<string> CreateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var created = await services.GetRequiredService<IMediator>().Send(new CreateOrganization(Argument), cancellationToken);
        var line = new { organizationId = created.Organization.Id, created.ApiKey, created.ClientId, created.ClientSecret };
        return JsonSerializer.Serialize(line, JsonSetup.Options);
    }

    private static bool IsSetting(string arg) => arg.StartsWith("--", StringComparison.Ordinal);
}
