using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Schedules.Application.Common;
using Schedules.Infrastructure.Persistence.PostgreSql;
using Schedules.Infrastructure.Persistence.Sqlite;
using Schedules.Infrastructure.Persistence.SqlServer;

namespace Schedules.Infrastructure.Persistence;

/// <summary>Settings <c>Database:Provider</c> and <c>ConnectionStrings:Schedules</c>.</summary>
internal static class DatabaseSetup
{
    private const string SqliteUsual = "Data Source=data/schedules.db";
    private const int Retries = 5;
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(2);

    // A server that is stopped, or starts, says so in these words.
    private static readonly string[] _stopping = ["57P01", "57P02", "57P03"];

    /// <exception cref="InvalidOperationException">There is no such provider, or the connection string cannot be read, or is missing for a server.</exception>
    public static void AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        var provider = configuration["Database:Provider"] ?? "Sqlite";
        var connection = configuration.GetConnectionString("Schedules");
        switch (provider.ToUpperInvariant())
        {
            case "SQLITE": services.AddSqlite(connection ?? SqliteUsual); break;
            case "POSTGRESQL": services.AddPostgreSql(connection ?? ""); break;
            case "SQLSERVER": services.AddSqlServer(connection ?? ""); break;
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
        var file = Read(connection, SqliteUsual, text => new SqliteFile(text));
        services.AddDbContextPool<SchedulesDb, SqliteDb>(options =>
            options.UseSqlite(connection).AddInterceptors(file, new SqliteTuning()).SaysFailuresOnce());
        services.AddSingleton<LedgerStatements, SqliteStatements>();
    }

    private static void AddPostgreSql(this IServiceCollection services, string connection)
    {
        _ = Read(connection, "Host=localhost;Database=schedules;Username=schedules", text => new NpgsqlConnectionStringBuilder(text));
        services.AddDbContextPool<SchedulesDb, PostgreSqlDb>(options =>
            options.UseNpgsql(connection, server => server.EnableRetryOnFailure(Retries, _longestPause, _stopping)).SaysFailuresOnce());
        services.AddSingleton<LedgerStatements, PostgreSqlStatements>();
    }

    private static void AddSqlServer(this IServiceCollection services, string connection)
    {
        _ = Read(connection, "Server=localhost;Database=schedules;Integrated Security=true", text => new SqlConnectionStringBuilder(text));
        services.AddDbContextPool<SchedulesDb, SqlServerDb>(options =>
            options.UseSqlServer(connection, server => server.EnableRetryOnFailure(Retries, _longestPause, errorNumbersToAdd: null)).SaysFailuresOnce());
        services.AddSingleton<LedgerStatements, SqlServerStatements>();
    }

    // Whoever catches an exception logs it, with its reason. EF Core would besides, wherever it passes, and at each repetition.
    private static void SaysFailuresOnce(this DbContextOptionsBuilder options) => options.ConfigureWarnings(warnings => warnings.Log(
        (RelationalEventId.ConnectionError, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug),
        (RelationalEventId.TransactionError, LogLevel.Debug), (CoreEventId.QueryIterationFailed, LogLevel.Debug),
        (CoreEventId.SaveChangesFailed, LogLevel.Debug), (CoreEventId.OptimisticConcurrencyException, LogLevel.Debug)));

    // At the start, where what cannot be meant is refused; a driver would only say so when it connects.
    private static T Read<T>(string connection, string example, Func<string, T> read)
    {
        try
        {
            return connection.Length > 0 ? read(connection) : throw new FormatException("it is missing.");
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidCastException)
        {
            throw new InvalidOperationException($"ConnectionStrings:Schedules must be like \"{example}\": {wrong.Message}", wrong);
        }
    }
}
