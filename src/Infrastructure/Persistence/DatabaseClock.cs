using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using Schedules.Application.Common;

namespace Schedules.Infrastructure.Persistence;

/// <summary>
/// The product's clock, set by the database's: processes whose machines disagree agree on what is due and whose lease is over. How far the two are
/// apart is measured anew when the last measurement is a second old.
/// </summary>
/// <param name="clock">The product's clock on this machine.</param>
/// <param name="machine">The machine's own clock.</param>
/// <param name="speed">How fast the product's clock runs.</param>
/// <param name="statements">How to ask the database.</param>
public sealed class DatabaseClock(TimeProvider clock, TimeProvider machine, double speed, LedgerStatements statements)
{
    private static readonly TimeSpan _validity = TimeSpan.FromSeconds(1);

    // What clocks are apart by less than this is nobody's business.
    private static readonly TimeSpan _precision = TimeSpan.FromMilliseconds(1);

    private volatile Measurement? _last;

    public async ValueTask<Instant> Now(SchedulesDb db, CancellationToken cancellationToken)
    {
        if (statements.Clock is null)
            return clock.Now();
        if (_last is not { } last || Stopwatch.GetElapsedTime(last.Taken) > _validity)
            _last = last = await Measure(db, cancellationToken);
        return clock.Now() + (Duration.FromTimeSpan(last.Ahead) * speed);
    }

    private async Task<Measurement> Measure(SchedulesDb db, CancellationToken cancellationToken)
    {
        try
        {
            return new Measurement(await Ahead(db, cancellationToken), Stopwatch.GetTimestamp());
        }
        catch (Exception error) when (_last is not null && (error is DbException or RetryLimitExceededException or TimeoutException))
        {
            // The outcome of a check needs a time also while the database is away for a moment.
            return _last! with { Taken = Stopwatch.GetTimestamp() };
        }
    }

    private async Task<TimeSpan> Ahead(SchedulesDb db, CancellationToken cancellationToken)
    {
        var before = machine.GetUtcNow();
        var there = await db.Database.SqlQueryRaw<DateTime>(statements.Clock!).SingleAsync(cancellationToken);
        var after = machine.GetUtcNow();

        // Within the time that the question took, the clocks agree as far as anyone can tell.
        var now = new DateTimeOffset(DateTime.SpecifyKind(there, DateTimeKind.Utc));
        var ahead = now < before ? now - before : now > after ? now - after : TimeSpan.Zero;
        return ahead.Duration() < _precision ? TimeSpan.Zero : ahead;
    }

    private sealed record Measurement(TimeSpan Ahead, long Taken);
}
