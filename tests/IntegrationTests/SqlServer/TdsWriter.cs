using System.Text;

namespace Schedules.IntegrationTests.SqlServer;

/// <summary>A set of rows, or how many rows a statement changed.</summary>
/// <param name="Columns">Their names; none where the statement answers with no rows.</param>
/// <param name="Rows">The values, each a Guid, int, long, bool, DateTime, string, byte[] or null.</param>
/// <param name="Affected">How many rows were changed.</param>
internal sealed record SqlAnswer(IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows, int Affected)
{
    public static SqlAnswer Changed(int rows) => new([], [], rows);

    public static SqlAnswer One(object? value) => new([""], [[value]], 0);
}

/// <summary>The types of [MS-TDS] that this product's values have.</summary>
internal static class TdsType
{
    public const byte Guid = 0x24;
    public const byte Integer = 0x26;
    public const byte DateTime2 = 0x2A;
    public const byte Bit = 0x68;
    public const byte Binary = 0xA5;
    public const byte AsciiText = 0xA7;
    public const byte Text = 0xE7;
    public const int CollationLength = 5;
}

/// <summary>Puts a server's answer together, token by token.</summary>
internal sealed class TdsWriter
{
    private static readonly byte[] _collation = [0x09, 0x04, 0xD0, 0x00, 0x34];

    private readonly List<byte> _body = [];

    public byte[] Body => [.. _body];

    public TdsWriter Raw(params byte[] bytes)
    {
        _body.AddRange(bytes);
        return this;
    }

    /// <summary>Lets the client in, as TDS 7.4.</summary>
    public TdsWriter LoginAck()
    {
        byte[] ack = [1, 0x74, 0, 0, 4, 4, .. Encoding.Unicode.GetBytes("Stub"), 16, 0, 0, 0];
        return EnvironmentChange(7, _collation, []).EnvironmentChange(4, Short("8000"), Short("4096")).Raw(0xAD).Raw(UInt16(ack.Length)).Raw(ack).Done();
    }

    /// <param name="type">4 packet size, 7 collation, 8 to 10 a transaction began, was committed, was rolled back, 18 the connection was reset.</param>
    /// <param name="now">The new value.</param>
    /// <param name="before">The old one.</param>
    public TdsWriter EnvironmentChange(byte type, byte[] now, byte[] before)
    {
        // The lengths count characters where the value is text.
        var unit = type == 4 ? 2 : 1;
        return Raw(0xE3).Raw(UInt16(now.Length + before.Length + 3)).Raw(type, (byte)(now.Length / unit)).Raw(now).Raw((byte)(before.Length / unit)).Raw(before);
    }

    public TdsWriter Error(int number, string message)
    {
        var text = Encoding.Unicode.GetBytes(message);
        byte[] error = [.. BitConverter.GetBytes(number), 1, 13, .. UInt16(message.Length), .. text, 0, 0, .. BitConverter.GetBytes(1)];
        return Raw(0xAA).Raw(UInt16(error.Length)).Raw(error).Done(status: 2);
    }

    /// <summary>All answers to one request.</summary>
    public TdsWriter Answers(IReadOnlyList<SqlAnswer> answers)
    {
        for (var i = 0; i < answers.Count; i++)
        {
            var (more, counted) = (i < answers.Count - 1 ? 1 : 0, 0x10);
            if (answers[i].Columns.Count > 0)
                Columns(answers[i]).Rows(answers[i]).Done(more | counted, 0xC1, answers[i].Rows.Count);
            else
                Done(more | counted, 0xC5, answers[i].Affected);
        }

        return answers.Count > 0 ? this : Done();
    }

    public TdsWriter Done(int status = 0, int command = 0, long rows = 0) => Raw(0xFD).Raw(UInt16(status)).Raw(UInt16(command)).Raw(BitConverter.GetBytes(rows));

    private TdsWriter Columns(SqlAnswer answer)
    {
        Raw(0x81).Raw(UInt16(answer.Columns.Count));
        for (var i = 0; i < answer.Columns.Count; i++)
        {
            var name = answer.Columns[i];
            Raw(0, 0, 0, 0, 9, 0).Raw(TypeOf(Sample(answer, i))).Raw((byte)name.Length).Raw(Encoding.Unicode.GetBytes(name));
        }

        return this;
    }

    private TdsWriter Rows(SqlAnswer answer)
    {
        foreach (var row in answer.Rows)
        {
            Raw(0xD1);
            for (var i = 0; i < row.Length; i++)
                Value(row[i], Sample(answer, i));
        }

        return this;
    }

    private static object? Sample(SqlAnswer answer, int column) => answer.Rows.Select(row => row[column]).FirstOrDefault(value => value is not null);

    private static byte[] TypeOf(object? sample) => sample switch
    {
        Guid => [TdsType.Guid, 16],
        int => [TdsType.Integer, 4],
        long => [TdsType.Integer, 8],
        bool => [TdsType.Bit, 1],
        DateTime => [TdsType.DateTime2, 7],
        byte[] => [TdsType.Binary, 0xFF, 0xFF],
        _ => [TdsType.Text, 0xFF, 0xFF, .. _collation],
    };

    private void Value(object? value, object? sample)
    {
        switch (value)
        {
            case null when sample is string or byte[] or null: Raw([.. Enumerable.Repeat((byte)0xFF, 8)]); break;
            case null: Raw(0); break;
            case Guid id: Short(id.ToByteArray()); break;
            case int number: Short(BitConverter.GetBytes(number)); break;
            case long number: Short(BitConverter.GetBytes(number)); break;
            case bool flag: Short([(byte)(flag ? 1 : 0)]); break;
            case DateTime moment: Short([.. BitConverter.GetBytes(moment.TimeOfDay.Ticks)[..5], .. BitConverter.GetBytes((int)(moment.Ticks / TimeSpan.TicksPerDay))[..3]]); break;
            case byte[] bytes: Long(bytes); break;
            case string text: Long(Encoding.Unicode.GetBytes(text)); break;
            default: throw new NotSupportedException($"A {value.GetType().Name}.");
        }

        void Short(byte[] bytes) => Raw((byte)bytes.Length).Raw(bytes);
    }

    private void Long(byte[] bytes)
    {
        Raw(BitConverter.GetBytes((long)bytes.Length));
        if (bytes.Length > 0)
            Raw(BitConverter.GetBytes(bytes.Length)).Raw(bytes);
        Raw(0, 0, 0, 0);
    }

    private static byte[] Short(string text) => Encoding.Unicode.GetBytes(text);

    private static byte[] UInt16(int value) => BitConverter.GetBytes((ushort)value);
}
