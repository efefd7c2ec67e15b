using System.Text.Json;
using MediatR;
using Schedules.Application.Access;
using Schedules.Domain;
using Schedules.Infrastructure.Persistence;
using Schedules.WebApi.Json;
using Schedules.WebApi.Surfaces;
using Schedules.WebApi.Trackers.Pipelines;

namespace Schedules.WebApi;

/// <summary>What the program does instead of serving. Results go to standard output, the log to standard error.</summary>
/// <param name="Name">serve, migrate, backup, script, openapi, create-organization, verify-ledger or scan.</param>
/// <param name="Argument">The organization's name, the database that a script is for, or the file of a backup.</param>
/// <param name="Settings">What follows, read as settings: <c>--Database:Provider=PostgreSql</c>.</param>
public sealed record Verb(string Name, string? Argument, string[] Settings)
{
    public const string Usage = """
        Usage:
          Schedules.WebApi [settings]                            serves
          Schedules.WebApi create-organization NAME [settings]   makes a tenant and prints its credentials as one line of JSON
          Schedules.WebApi migrate [settings]                    brings the database to this version's form
          Schedules.WebApi backup FILE [settings]                copies a SQLite database, also while a server works on it
          Schedules.WebApi script PostgreSql|SqlServer           prints what migrate would do, as a script that may be run again
          Schedules.WebApi openapi                               prints the OpenAPI document, from which clients are generated
          Schedules.WebApi verify-ledger --from INSTANT [--to INSTANT] [--grace hh:mm:ss] [--json] [settings]
                                                                 works out by itself what was due after --from, up to and including --to, looks for
                                                                 each occurrence's one run, and tells what is wrong; changes nothing. --from lies in
                                                                 the time of which runs are kept; without --to, up to a minute ago. A run may be open
                                                                 until --grace (01:00:00) after it was due, seen from now or from a later --to.
                                                                 Ends with 0: clean, 1: not clean, 2: not checked
          Schedules.WebApi scan SITE… [options] [settings]       looks for trackers on sites, for pipelines: see scan --help. Needs no database.
                                                                 Ends with 0: clean, 1: not clean, 2: misused, 3: not made
        Instants: with an offset, for example 2026-03-07T12:00:00Z
        Settings: --Name:Part=value, for example --ConnectionStrings:Schedules="Data Source=other.db"
        """;

    /// <summary>What verify-ledger is asked; null for the other verbs.</summary>
    public VerifyLedger? Ledger { get; init; }

    /// <summary>What scan is asked; null for the other verbs.</summary>
    public ScanCommand? Scan { get; init; }

    /// <summary>What is said at once, in place of doing anything; null where something is done.</summary>
    public VerbAnswer? Answer { get; init; }

    public bool Serves => Name == "serve";

    /// <summary>The verb in the arguments; null where they make none.</summary>
    public static Verb? Parse(string[] args) => args switch
    {
        [] => new("serve", null, []),
        [['-', ..] or ['/', ..], ..] => new("serve", null, args),
        ["migrate", .. var settings] when settings.All(IsSetting) => new("migrate", null, settings),
        ["backup", { Length: > 0 } file, .. var settings] when settings.All(IsSetting) => new("backup", file, settings),
        ["script", { Length: > 0 } database] => new("script", database, []),
        ["openapi"] => new("openapi", null, []),
        ["create-organization", { Length: > 0 } name, .. var settings] when settings.All(IsSetting) => new("create-organization", name, settings),
        ["verify-ledger", .. var rest] => VerifyLedgerArguments.Parse(rest),
        ["scan", .. var rest] => ScanArguments.Parse(rest),
        _ => null,
    };

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (Name == "script")
            return await WriteScriptAsync();
        if (Name == "openapi")
            return await WriteDocumentAsync(services, cancellationToken);
        if (Scan is not null)
            return await Scan.RunAsync(services);
        await using var scope = services.CreateAsyncScope();
        // Before anything is migrated: it changes nothing.
        if (Ledger is not null)
            return await Ledger.RunAsync(scope.ServiceProvider, cancellationToken);
        var db = scope.ServiceProvider.GetRequiredService<SchedulesDb>();
        if (Name == "backup")
            return await BackupAsync(db, cancellationToken);
        if (Name == "migrate" || db.MigratesAtStart())
            await db.MigrateAsync(cancellationToken);
        return Name == "create-organization" ? await CreateOrganizationAsync(scope.ServiceProvider, cancellationToken) : 0;
    }

    private async Task<int> BackupAsync(SchedulesDb db, CancellationToken cancellationToken)
    {
        if (await db.BackUpAsync(Argument!, cancellationToken) is not { } refusal)
            return 0;
        await Console.Error.WriteLineAsync(refusal);
        return 2;
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

    private static async Task<int> WriteDocumentAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await Console.Out.WriteLineAsync(await services.DocumentAsync(cancellationToken));
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

/// <summary>What a verb says where there is nothing to do.</summary>
/// <param name="ExitCode">0 goes to standard output, others to standard error.</param>
public sealed record VerbAnswer(int ExitCode, string Text);
