using System.Globalization;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>The imports of the caller's organization, newest first.</summary>
/// <param name="Limit">1 to 1,000.</param>
/// <param name="After">What the part before gave as <c>next</c>.</param>
public sealed record ListImports(int Limit = 100, string? After = null) : IRequest<CursorPage<ImportDto>>;

public sealed record GetImport(Guid Id) : IRequest<ImportDto>;

/// <summary>Why rows of an import were refused, in the order of the file; the first 10,000 are kept.</summary>
/// <param name="Id">The import.</param>
/// <param name="Limit">1 to 10,000.</param>
/// <param name="After">What the part before gave as <c>next</c>.</param>
public sealed record ListImportErrors(Guid Id, int Limit = 100, string? After = null) : IRequest<CursorPage<ImportErrorDto>>;

internal sealed class ListImportsValidator : AbstractValidator<ListImports>
{
    public ListImportsValidator() => RuleFor(query => query.Limit).InclusiveBetween(1, Cursor.MaxLimit);
}

internal sealed class ListImportErrorsValidator : AbstractValidator<ListImportErrors>
{
    public ListImportErrorsValidator() => RuleFor(query => query.Limit).InclusiveBetween(1, AccessImportError.MaxKept);
}

internal sealed class ListImportsHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<ListImports, CursorPage<ImportDto>>
{
    public async Task<CursorPage<ImportDto>> Handle(ListImports request, CancellationToken cancellationToken)
    {
        var imports = db.AccessImports.AsNoTracking().Where(import => import.OrganizationId == user.OrganizationId);
        if (Cursor.Parse(request.After) is { } cursor)
            imports = imports.Where(i => i.StartedAt <= cursor.At && (i.StartedAt < cursor.At || i.Id.CompareTo(cursor.Id) < 0));
        var found = await imports.OrderByDescending(i => i.StartedAt).ThenByDescending(i => i.Id).Take(request.Limit + 1).ToListAsync(cancellationToken);
        return Cursor.Page(found, request.Limit, ImportDto.Of, import => new Cursor(import.StartedAt, import.Id));
    }
}

internal sealed class GetImportHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<GetImport, ImportDto>
{
    public async Task<ImportDto> Handle(GetImport request, CancellationToken cancellationToken) =>
        ImportDto.Of(await db.AccessImports.AsNoTracking().GetAsync(user.OrganizationId, request.Id, cancellationToken));
}

internal sealed class ListImportErrorsHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<ListImportErrors, CursorPage<ImportErrorDto>>
{
    public async Task<CursorPage<ImportErrorDto>> Handle(ListImportErrors request, CancellationToken cancellationToken)
    {
        var after = 0;
        if (request.After is not null && !int.TryParse(request.After, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            throw new InvalidValueException("after", request.After, "the value of \"next\" of the page before");
        var import = await db.AccessImports.AsNoTracking().GetAsync(user.OrganizationId, request.Id, cancellationToken);
        var found = await db.AccessImportErrors.AsNoTracking().Where(error => error.ImportId == import.Id && error.Number > after)
            .OrderBy(error => error.Number).Take(request.Limit + 1).ToListAsync(cancellationToken);
        return IdPage.Of(
            found, request.Limit, error => new ImportErrorDto(error.Line, error.Field, error.Message) { Number = error.Number },
            error => error.Number.ToString(CultureInfo.InvariantCulture));
    }
}

internal static class StoredImports
{
    /// <exception cref="NotFoundException">There is none, or it is another organization's.</exception>
    public static async Task<AccessImport> GetAsync(
        this IQueryable<AccessImport> imports, Guid organizationId, Guid id, CancellationToken cancellationToken) =>
        await imports.SingleOrDefaultAsync(import => import.OrganizationId == organizationId && import.Id == id, cancellationToken)
            ?? throw new NotFoundException("Import", id.ToString());
}
