using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Schedules.IntegrationTests.SqlServer;

/// <summary>What a client asked for.</summary>
/// <param name="Kind">What sort of message it was.</param>
/// <param name="Text">The statement; of a transaction, what became of it.</param>
/// <param name="Declaration">The parameters as the client declares them: <c>@p0 int,@p1 nvarchar(4000)</c>.</param>
/// <param name="Values">The parameters' values, by their names.</param>
internal sealed record SqlRequest(SqlRequestKind Kind, string Text, string Declaration, IReadOnlyDictionary<string, object?> Values)
{
    public static SqlRequest Of(SqlRequestKind kind, string text) => new(kind, text, "", new Dictionary<string, object?>());
}

internal enum SqlRequestKind
{
    /// <summary>Text and nothing else.</summary>
    Batch,

    /// <summary>sp_executesql: a statement with parameters.</summary>
    Statement,

    /// <summary>BEGIN, COMMIT, ROLLBACK or SAVE.</summary>
    Transaction,
}

/// <summary>Takes the client's messages apart, after Microsoft's open specification [MS-TDS]: as far as this product's go.</summary>
internal sealed class TdsReader(byte[] body)
{
    private const ushort Max = 0xFFFF;
    private const ushort ExecuteSql = 10;

    private int _at;

    private bool AtEnd => _at >= body.Length;

    public static SqlRequest Batch(byte[] body)
    {
        var reader = AfterHeaders(body);
        return SqlRequest.Of(SqlRequestKind.Batch, reader.Text(body.Length - reader._at));
    }

    public static SqlRequest Transaction(byte[] body) => SqlRequest.Of(SqlRequestKind.Transaction, AfterHeaders(body).UInt16() switch
    {
        5 => "BEGIN",
        7 => "COMMIT",
        8 => "ROLLBACK",
        9 => "SAVE",
        var other => throw new NotSupportedException($"Transaction request {other}."),
    });

    /// <summary>A call of sp_executesql: the statement, the declaration of its parameters, and these.</summary>
    public static SqlRequest Call(byte[] body)
    {
        var reader = AfterHeaders(body);
        if (reader.UInt16() != Max || reader.UInt16() != ExecuteSql)
            throw new NotSupportedException("A call of another procedure than sp_executesql.");
        _ = reader.UInt16();
        var values = new List<(string Name, object? Value)>();
        while (!reader.AtEnd)
            values.Add(reader.Parameter());
        return new SqlRequest(
            SqlRequestKind.Statement, (string)values[0].Value!, values.Count > 1 ? (string)values[1].Value! : "",
            values.Skip(2).ToDictionary(parameter => parameter.Name, parameter => parameter.Value));
    }

    private static TdsReader AfterHeaders(byte[] body) => new(body) { _at = BinaryPrimitives.ReadInt32LittleEndian(body) };

    private (string Name, object? Value) Parameter()
    {
        var name = Text(Byte() * 2);
        _ = Byte();
        return (name, Value(Byte()));
    }

    private object? Value(byte type)
    {
        switch (type)
        {
            case TdsType.Guid or TdsType.Integer or TdsType.Bit or TdsType.DateTime2:
                _ = Byte();
                return Short(type, Bytes(Byte()));
            case TdsType.Text or TdsType.AsciiText:
                var max = UInt16();
                Bytes(TdsType.CollationLength);
                return Long(max) is { } text ? (type == TdsType.Text ? Encoding.Unicode : Encoding.Latin1).GetString(text) : null;
            case TdsType.Binary:
                return Long(UInt16());
            default:
                throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"A parameter of type 0x{type:X2}."));
        }
    }

    private static object? Short(byte type, byte[] value) => (type, value.Length) switch
    {
        (_, 0) => null,
        (TdsType.Guid, _) => new Guid(value),
        (TdsType.Bit, _) => value[0] != 0,
        (TdsType.Integer, 4) => BinaryPrimitives.ReadInt32LittleEndian(value),
        (TdsType.Integer, 8) => BinaryPrimitives.ReadInt64LittleEndian(value),
        (TdsType.DateTime2, 8) => Moment(value),
        _ => throw new NotSupportedException($"A value of {value.Length} bytes."),
    };

    // Units of 100 ns since midnight in five bytes, days since the year 1 in three.
    private static DateTime Moment(byte[] value) =>
        new DateTime(BinaryPrimitives.ReadInt32LittleEndian([.. value[5..], 0]) * TimeSpan.TicksPerDay, DateTimeKind.Utc)
            .AddTicks(BinaryPrimitives.ReadInt64LittleEndian([.. value[..5], 0, 0, 0]));

    private byte[]? Long(ushort max)
    {
        if (max == Max)
            return Chunks();
        var length = UInt16();
        return length == Max ? null : Bytes(length);
    }

    // Values of any length come in pieces.
    private byte[]? Chunks()
    {
        if (BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8)) == ulong.MaxValue)
            return null;
        var whole = new List<byte>();
        while (BinaryPrimitives.ReadInt32LittleEndian(Bytes(4)) is > 0 and var length)
            whole.AddRange(Bytes(length));
        return [.. whole];
    }

    private byte Byte() => body[_at++];

    private ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    private string Text(int bytes) => Encoding.Unicode.GetString(Bytes(bytes));

    private byte[] Bytes(int count) => body[_at..(_at += count)];
}
