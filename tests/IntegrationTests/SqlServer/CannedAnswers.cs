using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Schedules.IntegrationTests.SqlServer;

/// <summary>Answers as a database would that holds one row a table, or none: each row by the names in the statement's own list.</summary>
/// <param name="model">The model, which knows what is stored of an entity.</param>
/// <param name="now">What the database's clock shows.</param>
/// <param name="isEmpty">Whether nothing exists that a statement asks for.</param>
/// <param name="rows">The rows; of two of a table, the first.</param>
internal sealed partial class CannedAnswers(IModel model, DateTime now, bool isEmpty, IReadOnlyList<object> rows)
{
    private bool _dispatched;

    public IReadOnlyList<SqlAnswer> Of(SqlRequest request) => request.Text switch
    {
        _ when request.Kind == SqlRequestKind.Transaction => [],
        var text when text.Contains("SYSUTCDATETIME", StringComparison.Ordinal) => [SqlAnswer.One(now)],
        var text when text.Contains("OBJECT_ID", StringComparison.Ordinal) => [SqlAnswer.One(1)],
        var text when !isEmpty && text.Contains("MIN([r].[Turn])", StringComparison.Ordinal) => [SqlAnswer.One(1L)],
        var text when text.StartsWith("SELECT CASE", StringComparison.Ordinal) => [SqlAnswer.One(Exists(text))],
        var text when text.StartsWith("SELECT", StringComparison.Ordinal) => [Rows(text)],
        var text when Written().Count(text) is > 0 and var count => [.. Enumerable.Range(0, count).Select(_ => SqlAnswer.One(1))],
        _ => [SqlAnswer.Changed(request.Values.GetValueOrDefault("@rows") is string batch ? JsonDocument.Parse(batch).RootElement.GetArrayLength() : 1)],
    };

    // Nothing is busy, and what was due is due once: else a dispatcher would never end.
    private bool Exists(string text)
    {
        if (isEmpty || text.Contains("N'Queued', N'Running'", StringComparison.Ordinal))
            return false;
        if (!text.Contains("NextDueAt", StringComparison.Ordinal))
            return true;
        (var first, _dispatched) = (!_dispatched, true);
        return first;
    }

    private SqlAnswer Rows(string text)
    {
        var (list, end) = Items(text);
        var table = Table().Match(text, end).Groups["name"].Value;
        var type = model.GetEntityTypes().FirstOrDefault(type => type.GetTableName() == table);
        var items = list.SelectMany(item => item == "*" ? All(type!) : [item]).ToList();
        var entity = rows.FirstOrDefault(row => row.GetType() == type?.ClrType);
        var isAggregate = items is ["COUNT(*)"] or [['M', 'I' or 'A', 'N' or 'X', '(', ..]];
        // Of sums, parts of texts, and two tables at once there are no rows.
        if (!isAggregate && items.Exists(item => item is not ("1" or ['(', ..] or ['C', 'A', 'S', 'E', ..]) && PropertyOf(item, type) is null))
            entity = null;
        return new SqlAnswer(
            [.. items.Select(item => Column().Match(item) is { Success: true } match ? match.Groups["name"].Value : "")],
            entity is null && !isAggregate ? [] : [[.. items.Select(item => Value(item, type, entity))]], 0);
    }

    private static IEnumerable<string> All(IEntityType type) => type.GetFlattenedProperties().Select(property => $"[{ColumnOf(property, type)}]");

    private static object? Value(string item, IEntityType? type, object? entity) => item switch
    {
        "COUNT(*)" => entity is null ? 0 : 1,
        "1" => 1,
        ['M', 'I' or 'A', 'N' or 'X', '(', ..] or ['(', ..] => null,
        ['C', 'A', 'S', 'E', ..] => false,
        _ => Stored(PropertyOf(item, type)!, entity!),
    };

    private static IProperty? PropertyOf(string item, IEntityType? type) => Column().Match(item) is { Success: true } match
        ? type?.GetFlattenedProperties().SingleOrDefault(property => ColumnOf(property, type) == match.Groups["name"].Value)
        : null;

    // A part of a value that stands in several columns is called after both.
    private static string? ColumnOf(IProperty property, IEntityType type) =>
        property.GetColumnName(StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema()));

    private static object? Stored(IProperty property, object entity)
    {
        var holder = property.DeclaringType is IComplexType part ? part.ComplexProperty.GetGetter().GetClrValue(entity) : entity;
        var value = holder is null ? null : property.GetGetter().GetClrValue(holder);
        return value is null ? null : property.GetTypeMapping().Converter?.ConvertToProvider(value) ?? value;
    }

    // What stands between SELECT and FROM, at the commas that are in no parentheses; and where it ends.
    private static (List<string> Items, int End) Items(string text)
    {
        var (items, depth, start) = (new List<string>(), 0, Head().Match(text).Length);
        for (var i = start; ; i++)
        {
            depth += i < text.Length ? text[i] switch { '(' => 1, ')' => -1, _ => 0 } : 0;
            var ends = i == text.Length || (depth == 0 && string.CompareOrdinal(text, i, "FROM ", 0, 5) == 0);
            if (!ends && (depth > 0 || text[i] != ','))
                continue;
            items.Add(text[start..i].Trim());
            start = i + 1;
            if (ends)
                return (items, i);
        }
    }

    [GeneratedRegex(@"^SELECT (DISTINCT )?(TOP ?\([^)]*\) )?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Head();

    [GeneratedRegex("""FROM \(?\s*(SELECT TOP \(@?\w+\) \* FROM )?["\[](?<name>\w+)["\]]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Table();

    [GeneratedRegex(@"^(\[\w+\]\.)?\[(?<name>\w+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Column();

    [GeneratedRegex(@"\bOUTPUT 1\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Written();
}
