using System.Buffers.Binary;
using System.Text;

namespace Schedules.Domain.Schedules;

/// <summary>
/// Reads a compiled time zone (TZif of version 2 or later, RFC 9636): what lies in /usr/share/zoneinfo. .NET's own reader, and NodaTime's bridge to it,
/// misread changes whose hour lies outside the day, such as Cairo's, Jerusalem's, Nuuk's and Santiago's.
/// </summary>
internal static class ZoneFile
{
    private const int HeaderLength = 44;
    private const int TypeLength = 6;

    /// <exception cref="FormatException">It is no such file, or one that counts leap seconds.</exception>
    public static ListedZone Read(string id, ReadOnlySpan<byte> file)
    {
        // The first part is for readers of 32 bits; the second says the same in 64.
        var first = Counts.Of(file);
        file = Skip(file, HeaderLength + first.Length(4));
        var counts = Counts.Of(file);
        if (counts.Leaps != 0)
            throw new FormatException($"The time zone file of {id} counts leap seconds.");
        var body = Skip(file, HeaderLength);
        var yearly = Yearly(Skip(body, counts.Length(8)));
        var offsets = Offsets(body[(counts.Changes * 9)..], counts.Types);
        var before = counts.Changes == 0 && yearly is not null ? yearly.Standard : offsets[0];
        return ListedZone.Of(id, before, Changes(body, counts.Changes, offsets), yearly);
    }

    /// <summary>The last line, between two line feeds; without the second it might be cut short and still make sense.</summary>
    private static YearlyChanges? Yearly(ReadOnlySpan<byte> line) => line switch
    {
        [(byte)'\n', (byte)'\n'] => null,
        [(byte)'\n', .. var text, (byte)'\n'] => YearlyChanges.Parse(Encoding.ASCII.GetString(text)),
        _ => throw Broken(),
    };

    private static ZoneChange[] Changes(ReadOnlySpan<byte> body, int count, int[] offsets)
    {
        var changes = new ZoneChange[count];
        for (var i = 0; i < count; i++)
        {
            var type = body[(count * 8) + i];
            changes[i] = new(BinaryPrimitives.ReadInt64BigEndian(body[(i * 8)..]), type < offsets.Length ? offsets[type] : throw Broken());
        }

        return changes;
    }

    private static int[] Offsets(ReadOnlySpan<byte> types, int count)
    {
        var offsets = new int[count];
        for (var i = 0; i < count; i++)
            offsets[i] = BinaryPrimitives.ReadInt32BigEndian(types[(i * TypeLength)..]);
        return count > 0 && Array.TrueForAll(offsets, offset => Math.Abs((long)offset) <= 18 * 3600) ? offsets : throw Broken();
    }

    private static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> bytes, long count) =>
        count <= bytes.Length ? bytes[(int)count..] : throw Broken();

    private static FormatException Broken() => new("The time zone file is cut short or broken.");

    /// <summary>How many there are of everything.</summary>
    private sealed record Counts(int UtcMarks, int StandardMarks, int Leaps, int Changes, int Types, int Letters)
    {
        public static Counts Of(ReadOnlySpan<byte> header)
        {
            if (header.Length < HeaderLength || !header.StartsWith("TZif"u8) || header[4] < (byte)'2')
                throw new FormatException("This is not a time zone file of version 2 or later.");
            var counts = new int[6];
            for (var i = 0; i < counts.Length; i++)
                counts[i] = BinaryPrimitives.ReadInt32BigEndian(header[(20 + (i * 4))..]);
            return Array.TrueForAll(counts, count => count >= 0) ? new(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]) : throw Broken();
        }

        /// <summary>Of all that follows the header, in bytes, where an instant takes so many.</summary>
        public long Length(int instant) =>
            ((long)Changes * (instant + 1)) + ((long)Types * TypeLength) + Letters + ((long)Leaps * (instant + 4)) + StandardMarks + UtcMarks;
    }
}
