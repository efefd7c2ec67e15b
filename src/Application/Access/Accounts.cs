using System.Buffers.Text;
using System.Text;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Application.Sod;
using Schedules.Domain;
using Schedules.Domain.Access;
using Schedules.Domain.Sod;

namespace Schedules.Application.Access;

/// <summary>What an identity holds in one source.</summary>
/// <param name="SourceId">The source.</param>
/// <param name="Id">As the source names the account.</param>
/// <param name="IdentityId">Whose it is; null where nobody knows.</param>
/// <param name="Name">What the source calls it.</param>
/// <param name="Entitlements">What it holds there, ordered by id.</param>
public sealed record AccountDto(string SourceId, string Id, string? IdentityId, string? Name, IReadOnlyList<EntitlementDto> Entitlements)
{
    internal static AccountDto Of(Account account, IReadOnlyDictionary<int, EntitlementRef> entitlements) =>
        new(account.SourceId, account.Id, account.IdentityId, account.Name, EntitlementDto.ListOf(account.Entitlements, entitlements));
}

/// <summary>An account as clients send it.</summary>
public sealed record AccountBody(string? IdentityId, string? Name, IReadOnlyList<EntitlementDto?>? Entitlements);

/// <summary>The accounts of the caller's organization, ordered by source and id.</summary>
/// <param name="Limit">1 to 1,000.</param>
/// <param name="After">What the part before gave as <c>next</c>.</param>
/// <param name="SourceId">Those of this source alone.</param>
/// <param name="IdentityId">Those of this identity alone.</param>
public sealed record ListAccounts(int Limit = 100, string? After = null, string? SourceId = null, string? IdentityId = null)
    : IRequest<CursorPage<AccountDto>>;

public sealed record GetAccount(string SourceId, string Id) : IRequest<AccountDto>;

/// <summary>Makes an account be exactly this. Its source must exist; its identity may come later.</summary>
public sealed record PutAccount(string SourceId, string Id, AccountBody Body) : IRequest<Put<AccountDto>>, IRepeatable;

public sealed record DeleteAccount(string SourceId, string Id) : IRequest<Unit>;

internal sealed class ListAccountsValidator : AbstractValidator<ListAccounts>
{
    public ListAccountsValidator() => RuleFor(query => query.Limit).InclusiveBetween(1, Cursor.MaxLimit);
}

internal sealed class ListAccountsHandler(ISchedulesDb db, ICurrentUser user, AssignedEntitlements assigned)
    : IRequestHandler<ListAccounts, CursorPage<AccountDto>>
{
    public async Task<CursorPage<AccountDto>> Handle(ListAccounts request, CancellationToken cancellationToken)
    {
        var (source, id) = AccountCursor.Parse(request.After);
        var matching = db.Accounts.AsNoTracking().Where(account => account.OrganizationId == user.OrganizationId
            && (string.Compare(account.SourceId, source) > 0 || (account.SourceId == source && string.Compare(account.Id, id) > 0)));
        if (request.SourceId is { } ofSource)
            matching = matching.Where(account => account.SourceId == ofSource);
        if (request.IdentityId is { } identity)
            matching = matching.Where(account => account.IdentityId == identity);
        var found = await matching.OrderBy(account => account.SourceId).ThenBy(account => account.Id)
            .Take(request.Limit + 1).ToListAsync(cancellationToken);
        var entitlements = await assigned.Show(user.OrganizationId, found.Select(account => account.Entitlements), cancellationToken);
        return IdPage.Of(found, request.Limit, account => AccountDto.Of(account, entitlements), AccountCursor.Of);
    }
}

internal sealed class GetAccountHandler(ISchedulesDb db, ICurrentUser user, AssignedEntitlements assigned) : IRequestHandler<GetAccount, AccountDto>
{
    public async Task<AccountDto> Handle(GetAccount request, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.AsNoTracking().GetAsync(user.OrganizationId, request.SourceId, request.Id, cancellationToken);
        return AccountDto.Of(account, await assigned.Show(user.OrganizationId, [account.Entitlements], cancellationToken));
    }
}

internal sealed class PutAccountHandler(ISchedulesDb db, ICurrentUser user, AssignedEntitlements assigned)
    : IRequestHandler<PutAccount, Put<AccountDto>>
{
    public async Task<Put<AccountDto>> Handle(PutAccount request, CancellationToken cancellationToken)
    {
        var (us, body) = (user.OrganizationId, request.Body);
        var entitlements = Identity.Assignable((body.Entitlements ?? []).Each("entitlements", item => new EntitlementRef(item?.Id, item?.Name)));
        _ = new Account(us, request.SourceId, request.Id, body.IdentityId, body.Name, EntitlementSet.Empty);
        await db.AccessSources.AsNoTracking().GetAsync(us, request.SourceId, cancellationToken);
        var numbers = await assigned.Assign(us, entitlements, cancellationToken);
        var set = EntitlementSet.Of(numbers.Values);
        var stored = await db.Accounts.OneAsync(us, request.SourceId, request.Id, cancellationToken);
        var put = stored ?? db.Accounts.Add(new(us, request.SourceId, request.Id, body.IdentityId, body.Name, set)).Entity;
        put.Replace(body.IdentityId, body.Name, set);
        await db.SaveChangesAsync(cancellationToken);
        return new(AccountDto.Of(put, await assigned.Show(us, [set], cancellationToken)), stored is null);
    }
}

internal sealed class DeleteAccountHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<DeleteAccount, Unit>
{
    public async Task<Unit> Handle(DeleteAccount request, CancellationToken cancellationToken)
    {
        db.Accounts.Remove(await db.Accounts.GetAsync(user.OrganizationId, request.SourceId, request.Id, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        return Unit.Value;
    }
}

internal static class StoredAccounts
{
    public static Task<Account?> OneAsync(
        this IQueryable<Account> accounts, Guid organizationId, string sourceId, string id, CancellationToken cancellationToken) =>
        accounts.SingleOrDefaultAsync(a => a.OrganizationId == organizationId && a.SourceId == sourceId && a.Id == id, cancellationToken);

    /// <exception cref="NotFoundException">There is none, or it is another organization's.</exception>
    public static async Task<Account> GetAsync(
        this IQueryable<Account> accounts, Guid organizationId, string sourceId, string id, CancellationToken cancellationToken) =>
        await accounts.OneAsync(organizationId, sourceId, id, cancellationToken) ?? throw new NotFoundException("Account", $"{sourceId}/{id}");
}

/// <summary>Where a page of accounts ended. Opaque to clients.</summary>
internal static class AccountCursor
{
    private const char Between = '\u001f';

    public static string Of(Account account) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{account.SourceId}{Between}{account.Id}"));

    /// <exception cref="InvalidValueException">Not a cursor of ours.</exception>
    public static (string SourceId, string Id) Parse(string? text)
    {
        if (text is null)
            return ("", "");
        var parts = Base64Url.IsValid(text) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Between) : [];
        return parts.Length == 2 && !text.Contains('\0')
            ? (parts[0], parts[1])
            : throw new InvalidValueException("after", text, "the value of \"next\" of the page before");
    }
}
