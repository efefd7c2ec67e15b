using System.Globalization;
using System.Text;
using NodaTime;
using Schedules.Domain;

namespace Schedules.Application.Common;

/// <summary>A page of a list of <c>/api/v1</c>.</summary>
/// <param name="Items">The items, in the list's order.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record CursorPage<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Where a page ended: an instant and an id. Opaque to clients.</summary>
public sealed record Cursor(Instant At, Guid Id)
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1000;

    /// <summary>Makes a page of one row more than was asked for, which tells whether another follows.</summary>
    public static CursorPage<T> Page<TRow, T>(IReadOnlyList<TRow> rows, int limit, Func<TRow, T> show, Func<TRow, Cursor> cursor) => new(
        [.. rows.Take(limit).Select(show)],
        rows.Count > limit ? cursor(rows[limit - 1]).ToString() : null);

    public override string ToString() =>
        Convert.ToHexStringLower(Encoding.ASCII.GetBytes($"{At.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture)}.{Id:N}"));

    /// <exception cref="InvalidValueException">Not a cursor of ours.</exception>
    public static Cursor? Parse(string? text)
    {
        if (text is null)
            return null;
        var parts = text.Length is > 0 and <= 200 && text.All(char.IsAsciiHexDigit) && text.Length % 2 == 0
            ? Encoding.ASCII.GetString(Convert.FromHexString(text)).Split('.')
            : [];
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ticks)
            && ticks > Instant.MinValue.ToUnixTimeTicks() && ticks < Instant.MaxValue.ToUnixTimeTicks()
            && Instant.FromUnixTimeTicks(ticks) is var at && at.IsInRange()
            && Guid.TryParseExact(parts[1], "N", out var id)
                ? new Cursor(at, id)
                : throw new InvalidValueException("after", text, "the value of \"next\" of the page before");
    }
}
