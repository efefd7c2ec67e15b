using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Schedules.Domain;

namespace Schedules.Application.Common;

/// <summary>The list parameters of the privacy surface, as they stand in the query.</summary>
public record ListQuery
{
    public const int MaxLimit = 1000;

    /// <summary>How many to leave out at the start; 0 or more.</summary>
    public int Offset { get; init; }

    /// <summary>How many to list, 1 to 1000.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Name of a member of the items; <c>id</c> (the order in which they were made) where absent.</summary>
    public string? Sort { get; init; }

    /// <summary><c>asc</c> (the default) or <c>desc</c>.</summary>
    public string? Order { get; init; }
}

/// <summary>The list envelope of the privacy surface.</summary>
/// <param name="Offset">As asked for.</param>
/// <param name="Count">Items in this page.</param>
/// <param name="Total">Items that match, in all pages.</param>
/// <param name="Items">The page.</param>
public sealed record Page<T>(int Offset, int Count, int Total, IReadOnlyList<T> Items);

/// <summary>The members by which a list can be sorted; <c>id</c> must be one of them.</summary>
public sealed class SortFields<T> : Dictionary<string, Expression<Func<T, object?>>>;

public static class Paging
{
    /// <exception cref="InvalidValueException">A list parameter is out of its range, or the sort field unknown.</exception>
    public static async Task<Page<TItem>> ToPageAsync<T, TItem>(
        this IQueryable<T> query, ListQuery list, SortFields<T> fields, Func<T, TItem> map, CancellationToken cancellationToken)
    {
        Check(list, [.. fields.Keys]);
        var total = await query.CountAsync(cancellationToken);
        var rows = await Sorted(query, list, fields).Skip(list.Offset).Take(list.Limit).ToListAsync(cancellationToken);
        return new(list.Offset, rows.Count, total, [.. rows.Select(map)]);
    }

    /// <summary>As <see cref="ToPageAsync"/>, for items at hand whose one sort field is their name.</summary>
    public static Page<T> ToPage<T>(this IReadOnlyCollection<T> items, ListQuery list, Func<T, string> name)
    {
        Check(list, ["name"]);
        IEnumerable<T> sorted = (list.Sort, list.Order) switch
        {
            (_, "desc") => items.OrderByDescending(name, StringComparer.Ordinal),
            (null, _) => items,
            _ => items.OrderBy(name, StringComparer.Ordinal),
        };
        List<T> page = [.. sorted.Skip(list.Offset).Take(list.Limit)];
        return new(list.Offset, page.Count, items.Count, page);
    }

    // The id as second key makes pages stable where the first is equal.
    private static IQueryable<T> Sorted<T>(IQueryable<T> query, ListQuery list, SortFields<T> fields)
    {
        var field = fields[list.Sort ?? "id"];
        return (list.Order == "desc" ? query.OrderByDescending(field) : query.OrderBy(field)).ThenBy(fields["id"]);
    }

    public static void Check(this ListQuery list, string[] fields)
    {
        if (list.Offset < 0)
            throw new InvalidValueException("offset", $"{list.Offset}", "0 or more");
        if (list.Limit is < 1 or > ListQuery.MaxLimit)
            throw new InvalidValueException("limit", $"{list.Limit}", $"from 1 to {ListQuery.MaxLimit}");
        if (list.Sort is { } sort && !fields.Contains(sort))
            throw new InvalidValueException("sort", sort, "one of " + string.Join(", ", fields));
        if (list.Order is not (null or "asc" or "desc"))
            throw new InvalidValueException("order", list.Order, "asc or desc");
    }
}
