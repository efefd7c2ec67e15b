using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Schedules.Application.Common;
using Schedules.Infrastructure.Persistence.PostgreSql;
using Schedules.Infrastructure.Persistence.Sqlite;
using Schedules.Infrastructure.Persistence.SqlServer;

namespace Schedules.Infrastructure.Persistence;

/// <summary>Settings <c>Database:Provider</c> and <c>ConnectionStrings:Schedules</c>.</summary>
internal static class DatabaseSetup
{
    private const int Retries = 5;
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(2);

    // A server that is stopped, or starts, says so in these words.
    private static readonly string[] _stopping = ["57P01", "57P02", "57P03"];

    /// <exception cref="InvalidOperationException">There is no such provider, a server's connection string is missing, or SQLite's is none.</exception>
    public static void AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        var provider = configuration["Database:Provider"] ?? "Sqlite";
        var connection = configuration.GetConnectionString("Schedules");
        switch (provider.ToUpperInvariant())
        {
            case "SQLITE": services.AddSqlite(connection ?? "Data Source=data/schedules.db"); break;
            case "POSTGRESQL": services.AddPostgreSql(Required(connection, "Host=localhost;Database=schedules;Username=schedules")); break;
            case "SQLSERVER": services.AddSqlServer(Required(connection, "Server=localhost;Database=schedules;Integrated Security=true")); break;
            default: throw new InvalidOperationException($"Database:Provider must be Sqlite, PostgreSql or SqlServer; it is \"{provider}\".");
        }

        services.AddScoped<ISchedulesDb>(container => container.GetRequiredService<SchedulesDb>());
        services.AddScoped<ILedger, Ledger>();
        services.AddSingleton<IAccessReader, AccessReader>();
        services.AddScoped<IRetention, Retention>();
        services.AddScoped<ISendLedger, SendLedger>();
#pragma warning disable RS0030 // The difference of the machine's clock to the database's is measured with the machine's.
        services.AddSingleton(container => new DatabaseClock(
            container.GetRequiredService<TimeProvider>(), TimeProvider.System, AdjustedClock.SpeedOf(configuration), container.GetRequiredService<LedgerStatements>()));
#pragma warning restore RS0030
    }

    private static void AddSqlite(this IServiceCollection services, string connection)
    {
        var file = FileOf(connection);
        services.AddDbContextPool<SchedulesDb, SqliteDb>(options =>
            options.UseSqlite(connection).AddInterceptors(file, new SqliteTuning()).SaysFailuresOnce());
        services.AddSingleton<LedgerStatements, SqliteStatements>();
    }

    private static SqliteFile FileOf(string connection)
    {
        try
        {
            return new SqliteFile(connection);
        }
        catch (ArgumentException wrong)
        {
            throw new InvalidOperationException($"ConnectionStrings:Schedules must be like \"Data Source=data/schedules.db\": {wrong.Message}", wrong);
        }
    }

    private static void AddPostgreSql(this IServiceCollection services, string connection)
    {
        services.AddDbContextPool<SchedulesDb, PostgreSqlDb>(options =>
            options.UseNpgsql(connection, server => server.EnableRetryOnFailure(Retries, _longestPause, _stopping)).SaysFailuresOnce());
        services.AddSingleton<LedgerStatements, PostgreSqlStatements>();
    }

    private static void AddSqlServer(this IServiceCollection services, string connection)
    {
        services.AddDbContextPool<SchedulesDb, SqlServerDb>(options =>
            options.UseSqlServer(connection, server => server.EnableRetryOnFailure(Retries, _longestPause, errorNumbersToAdd: null)).SaysFailuresOnce());
        services.AddSingleton<LedgerStatements, SqlServerStatements>();
    }

    // Whoever catches an exception logs it, with its reason. EF Core would besides, wherever it passes, and at each repetition.
    private static void SaysFailuresOnce(this DbContextOptionsBuilder options) => options.ConfigureWarnings(warnings => warnings.Log(
        (RelationalEventId.ConnectionError, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug),
        (RelationalEventId.TransactionError, LogLevel.Debug), (CoreEventId.QueryIterationFailed, LogLevel.Debug),
        (CoreEventId.SaveChangesFailed, LogLevel.Debug), (CoreEventId.OptimisticConcurrencyException, LogLevel.Debug)));

    private static string Required(string? connection, string example) => connection is { Length: > 0 }
        ? connection
        : throw new InvalidOperationException($"ConnectionStrings:Schedules must name the database, for example \"{example}\".");
}
