namespace Schedules.Domain.Access;

/// <summary>
/// Numbers of entitlements of one organization, each once, in ascending order. Stored as the differences between neighbours, seven bits a byte: fifty
/// entitlements out of ten thousand take about a hundred bytes.
/// </summary>
public sealed class EntitlementSet : IEquatable<EntitlementSet>
{
    private const int BitsInAByte = 7;
    private const int More = 1 << BitsInAByte;

    private readonly byte[] _bytes;

    private EntitlementSet(byte[] bytes) => _bytes = bytes;

    public static EntitlementSet Empty { get; } = new([]);

    public bool IsEmpty => _bytes.Length == 0;

    /// <param name="numbers">In any order; a number that comes twice counts once. None is negative.</param>
    public static EntitlementSet Of(IEnumerable<int> numbers)
    {
        var sorted = numbers.Distinct().Order().ToArray();
        if (sorted is [< 0, ..])
            throw new ArgumentOutOfRangeException(nameof(numbers), sorted[0], "Numbers of entitlements are not negative.");
        using var bytes = new MemoryStream(sorted.Length * 2);
        var before = 0;
        foreach (var number in sorted)
        {
            Write(bytes, (uint)(number - before));
            before = number;
        }

        return new(bytes.ToArray());
    }

    /// <summary>A set as it is stored.</summary>
    public static EntitlementSet FromBytes(byte[] bytes) => new(bytes);

    public byte[] ToBytes() => _bytes;

    /// <summary>Ascending.</summary>
    public int[] ToArray() => Read(_bytes);

    public EntitlementSet Without(int number) => Of(ToArray().Where(kept => kept != number));

    /// <summary>The numbers of a stored set, ascending.</summary>
    public static int[] Read(ReadOnlySpan<byte> bytes)
    {
        var numbers = new int[bytes.Length - Unfinished(bytes)];
        var (count, number, difference, shift) = (0, 0, 0, 0);
        foreach (var part in bytes)
        {
            difference |= (part & (More - 1)) << shift;
            shift += BitsInAByte;
            if (part >= More)
                continue;
            numbers[count++] = number += difference;
            (difference, shift) = (0, 0);
        }

        return numbers;
    }

    public bool Equals(EntitlementSet? other) => other is not null && _bytes.AsSpan().SequenceEqual(other._bytes);

    public override bool Equals(object? obj) => Equals(obj as EntitlementSet);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(_bytes);
        return hash.ToHashCode();
    }

    private static int Unfinished(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var part in bytes)
            count += part >> BitsInAByte;
        return count;
    }

    private static void Write(MemoryStream bytes, uint difference)
    {
        for (; difference >= More; difference >>= BitsInAByte)
            bytes.WriteByte((byte)(difference | More));
        bytes.WriteByte((byte)difference);
    }
}
