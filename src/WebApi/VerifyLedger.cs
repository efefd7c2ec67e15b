using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Schedules.Infrastructure;
using Schedules.Infrastructure.Persistence;
using Schedules.Verification;
using Schedules.Verification.Ledger;

namespace Schedules.WebApi;

/// <summary>The verb verify-ledger: holds the ledger against the rules, by a program of its own, and tells what is wrong. Changes nothing.</summary>
/// <param name="From">UTC; occurrences strictly after it count.</param>
/// <param name="To">UTC, included; null is a minute ago.</param>
/// <param name="Grace">How long after it was due a run may still be open.</param>
/// <param name="AsJson">One line for programs in place of text for people.</param>
public sealed record VerifyLedger(DateTime From, DateTime? To, TimeSpan Grace, bool AsJson)
{
    // By then the dispatcher, which looks every second, has been there: whatever was due stands in the ledger, or it is absent.
    private static readonly TimeSpan _dispatched = TimeSpan.FromMinutes(1);

    /// <summary>As long as one attempt of a run may take, if nobody sets it otherwise.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromHours(1);

    /// <returns>The exit code: 0 for a clean ledger, 1 for one that is not, 2 where it could not be checked.</returns>
    public async Task<int> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var window = WindowOf(services);
        if (window.After >= window.Until)
            return await Refuse($"Nothing to check: --from {InstantText.Write(window.After)} is not before --to {InstantText.Write(window.Until)}.");
        var database = services.GetRequiredService<SchedulesDb>().Database;
        // SQLite would make an empty file of one that is not there.
        if (!await database.CanConnectAsync(cancellationToken))
            return await Refuse("Not checked: the database does not answer, or is not there.");
        await database.OpenConnectionAsync(cancellationToken);
        return await Check(database.GetDbConnection(), window, cancellationToken);
    }

    private async Task<int> Check(DbConnection connection, Window window, CancellationToken cancellationToken)
    {
        try
        {
            var report = await new LedgerCheck(connection).Run(window, cancellationToken);
            await Console.Out.WriteLineAsync(AsJson ? ReportJson.Write(report) : ReportText.Write(report));
            return report.IsClean ? 0 : 1;
        }
        catch (Exception refused) when (refused is DbException or FormatException)
        {
            return await Refuse($"Not checked: {refused.Message}");
        }
    }

    private Window WindowOf(IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var until = To ?? now - (_dispatched * Math.Max(1, AdjustedClock.SpeedOf(configuration)));
        // A window of last week is looked at today: what was due then has ended by now.
        var lookedAt = until > now ? until : now;
        return new Window(From, until, lookedAt - Grace, configuration["Organizations:DefaultTimeZone"] ?? "UTC");
    }

    private static async Task<int> Refuse(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 2;
    }
}
