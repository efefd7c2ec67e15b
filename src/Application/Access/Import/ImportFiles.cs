using Schedules.Application.Common;
using Schedules.Domain;

namespace Schedules.Application.Access;

/// <summary>What files of a kind may look like.</summary>
internal static class ImportFiles
{
    /// <exception cref="InvalidValueException">A column is unknown, comes twice, or is missing.</exception>
    public static void Check(IImportTarget target, IReadOnlyList<string> columns)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            RequireKnown(target, column);
            if (!seen.Add(column))
                throw new InvalidValueException("columns", column, "a list without repetitions");
        }

        if (target.Required.FirstOrDefault(column => !seen.Contains(column)) is { } missing)
            throw new InvalidValueException("columns", string.Join(',', columns), $"a list with {missing} in it");
    }

    /// <exception cref="InvalidValueException">The row names a column that there is not.</exception>
    public static void RequireKnown(IImportTarget target, FileRow row)
    {
        foreach (var column in row.Cells.Keys.Concat(row.Empty.Where(column => !target.Columns.Contains(column + "."))))
            RequireKnown(target, column);
    }

    /// <summary>A name that is mistyped must not pass for a column that is empty everywhere.</summary>
    /// <exception cref="InvalidValueException">There is no such column.</exception>
    public static void RequireKnown(IImportTarget target, string column)
    {
        var known = target.Columns.Any(name => name.EndsWith('.')
            ? column.Length > name.Length && column.StartsWith(name, StringComparison.Ordinal)
            : name == column);
        if (!known)
            throw new InvalidValueException(column.Length > 0 ? column : "columns", column, "one of " + string.Join(", ", target.Columns.Select(Shown)));
    }

    private static string Shown(string column) => column.EndsWith('.') ? column + "NAME" : column;
}
