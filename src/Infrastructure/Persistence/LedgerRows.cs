using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Schedules.Infrastructure.Persistence;

/// <summary>A column of a batch.</summary>
/// <param name="Name">As the database has it.</param>
/// <param name="StoreType">The database's type, such as uuid.</param>
/// <param name="Alias">Its name within the batch.</param>
public sealed record LedgerColumn(string Name, string StoreType, string Alias);

/// <summary>Rows of one table to be written by one statement: values in the database's own types, in the order of keys and then columns.</summary>
/// <param name="Table">The table.</param>
/// <param name="Keys">What must be equal for a row to be updated; empty for an insert.</param>
/// <param name="Columns">What is written.</param>
/// <param name="Values">A line each.</param>
public sealed record LedgerRows(string Table, IReadOnlyList<LedgerColumn> Keys, IReadOnlyList<LedgerColumn> Columns, IReadOnlyList<object?[]> Values)
{
    public IEnumerable<LedgerColumn> All => Keys.Concat(Columns);

    /// <summary>Entities to be inserted. Columns that are empty in all of them are left out: a queued run has not even half of its members.</summary>
    public static LedgerRows Insert<T>(DbContext db, IReadOnlyList<T> entities)
        where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var written = type.GetProperties().Where(property => entities.Any(entity => property.GetGetter().GetClrValue(entity) is not null)).ToList();
        return new LedgerRows(
            type.GetTableName()!, [], Named("c", written), [.. entities.Select(entity => Stored(written, entity, []))]);
    }

    /// <summary>Entities whose members are to be updated where the keys' columns have these values.</summary>
    public static LedgerRows Update<T>(
        DbContext db, IReadOnlyList<string> keys, IReadOnlyList<string> members, IEnumerable<(object?[] Keys, T Entity)> changes)
        where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var where = keys.Select(name => type.FindProperty(name)!).ToList();
        var written = members.Select(name => type.FindProperty(name)!).ToList();
        return new LedgerRows(
            type.GetTableName()!, Named("k", where), Named("c", written),
            [.. changes.Select(change => Stored(written, change.Entity, [.. where.Zip(change.Keys, Stored)]))]);
    }

    /// <summary>A value as the database stores it in an entity's column.</summary>
    public static object Stored<T>(DbContext db, string member, object value) => Stored(db.Model.FindEntityType(typeof(T))!.FindProperty(member)!, value)!;

    private static List<LedgerColumn> Named(string prefix, IEnumerable<IProperty> properties) =>
        [.. properties.Select((property, i) => new LedgerColumn(property.GetColumnName(), property.GetColumnType(), $"{prefix}{i}"))];

    private static object?[] Stored(List<IProperty> properties, object entity, object?[] keys)
    {
        var values = new object?[keys.Length + properties.Count];
        keys.CopyTo(values, 0);
        for (var i = 0; i < properties.Count; i++)
            values[keys.Length + i] = Stored(properties[i], properties[i].GetGetter().GetClrValue(entity));
        return values;
    }

    private static object? Stored(IProperty property, object? value) =>
        value is null ? null : property.GetTypeMapping().Converter?.ConvertToProvider(value) ?? value;
}
