using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>Ends imports whose process gives no sign of life any more, and takes away what they had written.</summary>
/// <returns>How many there were.</returns>
public sealed record RecoverImports : IRequest<int>;

internal sealed class RecoverImportsHandler(ISchedulesDb db, TimeProvider clock, IOptions<ImportOptions> options) : IRequestHandler<RecoverImports, int>
{
    private const string Reason = "Its process stopped without a word. Nothing of it took effect; send the file again.";

    public async Task<int> Handle(RecoverImports request, CancellationToken cancellationToken)
    {
        var before = clock.Now() - Duration.FromTimeSpan(options.Value.ImportLease);
        var crashed = await db.AccessImports
            .Where(import => (import.State == ImportState.Reading || import.State == ImportState.Applying) && import.SeenAt < before)
            .ToListAsync(cancellationToken);
        foreach (var import in crashed)
            await End(import, cancellationToken);
        return crashed.Count;
    }

    // The state is a concurrency token: where the import has just succeeded after all, nothing happens. Its rows go last, so that they are never left behind.
    private async Task End(AccessImport import, CancellationToken cancellationToken)
    {
        import.Fail(Reason, clock.Now());
        try
        {
            await db.TransactAsync(
                async () =>
                {
                    await db.SaveChangesAsync(cancellationToken);
                    await ImportTargets.Of(import.Type).Discard(db, import.Id, cancellationToken);
                    return 0;
                },
                cancellationToken);
        }
        catch (ConflictException)
        {
            db.DiscardChanges();
        }
    }
}
