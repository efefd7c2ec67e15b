using System.Buffers;
using System.Data.Common;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Schedules.Infrastructure.Persistence;

/// <summary>The ledger's statements in a database's own words. Here: rows travel as JSON, in one parameter of one statement.</summary>
public abstract class LedgerStatements
{
    private const int BatchSize = 1000;

    /// <summary>The statement that reads the database's clock, in UTC; null where the database has none but the machine's.</summary>
    public abstract string? Clock { get; }

    /// <summary>The statement after which commits of a connection do not wait for the disk. What a crash takes back, it takes back whole.</summary>
    public abstract string CommitWithoutWaiting { get; }

    /// <summary>A query for rows of a table that it locks until the transaction's end. Rows that others have locked are passed by.</summary>
    /// <param name="table">The table.</param>
    /// <param name="condition">Which rows; its parameters begin at {1}.</param>
    /// <param name="order">The column to order by.</param>
    /// <returns>The statement; its parameter {0} is the most rows to take.</returns>
    public abstract string Take(string table, string condition, string order);

    /// <summary>Inserts runs; an occurrence that stands in the ledger already is left as it is.</summary>
    public virtual Task<int> Insert(SchedulesDb db, LedgerRows rows, CancellationToken cancellationToken) =>
        Execute(db, InsertText(rows), rows, cancellationToken);

    /// <summary>Inserts entities of any kind, a batch at a time. None of them may be there.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> InsertAll<T>(SchedulesDb db, IEnumerable<T> entities, CancellationToken cancellationToken)
        where T : class
    {
        var count = 0;
        foreach (var batch in entities.Chunk(BatchSize))
            count += await InsertNew(db, LedgerRows.Insert(db, batch), cancellationToken);
        return count;
    }

    /// <summary>Updates rows by their keys.</summary>
    /// <param name="db">The database, in a transaction.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="condition">What else a row must be like, of the table's alias t; empty for nothing.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    /// <returns>How many were there and were updated.</returns>
    public virtual Task<int> Update(SchedulesDb db, LedgerRows rows, string condition, CancellationToken cancellationToken) =>
        Execute(db, UpdateText(rows, condition), rows, cancellationToken);

    protected abstract string InsertText(LedgerRows rows);

    /// <summary>An insert that no row stands in the way of.</summary>
    protected virtual Task<int> InsertNew(SchedulesDb db, LedgerRows rows, CancellationToken cancellationToken) => Execute(
        db, $"INSERT INTO \"{rows.Table}\" ({Quoted(rows.Columns)}) SELECT {Aliases(rows.Columns)} FROM {Values(rows)}", rows, cancellationToken);

    /// <summary>The batch as a table of the alias v.</summary>
    protected abstract string Values(LedgerRows rows);

    protected abstract string UpdateText(LedgerRows rows, string condition);

    protected static string Quoted(IEnumerable<LedgerColumn> columns) => string.Join(", ", columns.Select(column => $"\"{column.Name}\""));

    protected static string Aliases(IEnumerable<LedgerColumn> columns) => string.Join(", ", columns.Select(column => $"v.\"{column.Alias}\""));

    protected static string Types(LedgerRows rows) => string.Join(", ", rows.All.Select(column => $"\"{column.Alias}\" {column.StoreType}"));

    protected static string Assignments(LedgerRows rows) =>
        string.Join(", ", rows.Columns.Select(column => $"\"{column.Name}\" = v.\"{column.Alias}\""));

    protected string Equal(LedgerRows rows, string condition) => string.Join(
        " AND ", rows.Keys.Select(Equal).Concat(condition.Length > 0 ? [condition] : []));

    protected virtual string Equal(LedgerColumn key) => $"t.\"{key.Name}\" = v.\"{key.Alias}\"";

    protected static DbCommand Command(SchedulesDb db, string text)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = text;
        return command;
    }

    private static async Task<int> Execute(SchedulesDb db, string text, LedgerRows rows, CancellationToken cancellationToken)
    {
        await using var command = Command(db, text);
        var parameter = command.CreateParameter();
        parameter.ParameterName = "rows";
        parameter.Value = Json(rows);
        // Of any length: SQL Server plans a statement anew for each length that its text is declared with.
        parameter.Size = -1;
        command.Parameters.Add(parameter);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Json(LedgerRows rows)
    {
        var names = rows.All.Select(column => JsonEncodedText.Encode(column.Alias)).ToArray();
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var row in rows.Values)
                Write(writer, names, row);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsonEncodedText[] names, object?[] row)
    {
        writer.WriteStartObject();
        for (var i = 0; i < row.Length; i++)
        {
            writer.WritePropertyName(names[i]);
            Write(writer, row[i]);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case Guid id: writer.WriteStringValue(id); break;
            case DateTime moment: writer.WriteStringValue(moment); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            default: throw new NotSupportedException($"A column of the ledger cannot be a {value.GetType().Name}.");
        }
    }
}
