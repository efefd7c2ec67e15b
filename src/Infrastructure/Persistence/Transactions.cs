using Microsoft.EntityFrameworkCore;

namespace Schedules.Infrastructure.Persistence;

/// <summary>Transactions of several statements that the provider may repeat, whole, after a transient error.</summary>
internal static class Transactions
{
    /// <param name="db">The database.</param>
    /// <param name="work">What to do in the transaction; done anew where it is repeated.</param>
    /// <param name="beforehand">A statement for the connection, before the transaction begins; empty for none.</param>
    /// <param name="cancellationToken">Ends the work without effect.</param>
    public static Task<T> Transact<T>(this SchedulesDb db, Func<Task<T>> work, string beforehand, CancellationToken cancellationToken) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                await db.Database.OpenConnectionAsync(token);
                try
                {
                    if (beforehand.Length > 0)
                        await db.Database.ExecuteSqlRawAsync(beforehand, token);
                    await using var transaction = await db.Database.BeginTransactionAsync(token);
                    var result = await work();
                    await transaction.CommitAsync(token);
                    return result;
                }
                finally
                {
                    await db.Database.CloseConnectionAsync();
                }
            },
            cancellationToken);
}
