using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>
/// Reads a file of access data of the caller's organization to its end, and has it take effect after that. An organization has one import at a time.
/// </summary>
/// <param name="Type">identities, accounts, entitlements or roles.</param>
/// <param name="Mode">full or incremental.</param>
/// <param name="SourceId">Of accounts: the source that the whole file is of.</param>
/// <param name="Format">The file's format.</param>
/// <param name="File">The file.</param>
/// <param name="Wait">Whether to answer only when it has taken effect, or failed to.</param>
public sealed record ImportAccess(string? Type, string? Mode, string? SourceId, RowFormat Format, Stream File, bool Wait = false) : IRequest<ImportDto>;

internal sealed class ImportAccessHandler(
    ISchedulesDb db, ICurrentUser user, IMediator mediator, IRowFiles files, TimeProvider clock, IServiceScopeFactory scopes, ImportEnd end,
    EntitlementNumbers numbers) : IRequestHandler<ImportAccess, ImportDto>
{
    public async Task<ImportDto> Handle(ImportAccess request, CancellationToken cancellationToken)
    {
        var type = Word.Parse<ImportType>("type", request.Type?.ToUpperInvariant());
        var mode = Word.Parse<ImportMode>("mode", request.Mode?.ToUpperInvariant());
        if (request.SourceId is not null && type != ImportType.Accounts)
            throw new InvalidValueException("source", request.SourceId, "absent, unless type is accounts");
        var target = ImportTargets.Of(type);
        using var file = await files.Open(request.File, request.Format, cancellationToken);
        if (file.Columns is not null)
            ImportFiles.Check(target, file.Columns);
        await mediator.Send(new RecoverImports(), cancellationToken);
        var import = await Begin(new(clock.NewId(), user.OrganizationId, type, mode, clock.Now()), cancellationToken);
        var job = new ImportJob(import.Id, import.OrganizationId, type, mode, request.SourceId, import.StartedAt, file.Columns);
        var rows = new ImportRows(scopes, job, target, numbers, clock);
        await end.Guarded(job, () => rows.ReadAll(file, cancellationToken));
        var applied = end.Apply(job with { Columns = rows.Columns }, rows);
        if (request.Wait)
            await applied;
        return await mediator.Send(new GetImport(job.Id), cancellationToken);
    }

    private async Task<AccessImport> Begin(AccessImport import, CancellationToken cancellationToken)
    {
        db.AccessImports.Add(import);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (ConflictException)
        {
            throw new ConflictException("Another import of the organization is going. GET /api/v1/access/import shows it; send the file again when it has ended.");
        }

        return import;
    }
}
