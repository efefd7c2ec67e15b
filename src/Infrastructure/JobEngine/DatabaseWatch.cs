using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Quartz;
using Schedules.Domain.Schedules;
using Schedules.Infrastructure.Persistence;

namespace Schedules.Infrastructure.JobEngine;

/// <summary>Says in the log that the database is away, full or read-only, and that it is back: once a job, not at every tick.</summary>
public sealed class DatabaseWatch(ILogger<DatabaseWatch> logger)
{
    // The others tick too seldom to say soon that it is back.
    private static readonly string[] _soon = [DispatchJob.Name, .. Enum.GetValues<TargetType>().Select(type => WorkJob.Key(type).Name)];

    private readonly ConcurrentDictionary<string, byte> _waiting = [];

    /// <summary>What is due cannot be dispatched or executed at the moment. While there is nothing to write, a database that is read-only is not noticed.</summary>
    public bool IsHeldUp => _soon.Any(_waiting.ContainsKey);

    /// <summary>Does a job's work. A failure of the database ends it; the next tick tries again.</summary>
    public async Task Do(IJobExecutionContext job, Func<Task> work)
    {
        var name = job.JobDetail.Key.Name;
        try
        {
            await work();
        }
        catch (Exception failure) when (DatabaseFailure.Is(failure))
        {
            // On a disk that was away, a file that was open stays broken. Servers' drivers see to it themselves.
            SqliteConnection.ClearAllPools();
            if (_waiting.TryAdd(name, 0))
                logger.LogError("The database cannot be reached or written to; {Job} waits for it: {Failure}", name, DatabaseFailure.Words(failure));
            return;
        }

        if (_waiting.TryRemove(name, out _))
            logger.LogInformation("The database is back; {Job} goes on", name);
    }
}
