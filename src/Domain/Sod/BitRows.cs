using System.Numerics;
using System.Runtime.InteropServices;

namespace Schedules.Domain.Sod;

/// <summary>
/// For each entitlement, the bits that holding it sets. Most of them set none and most others one, so that what is gone through for everything that
/// anybody holds stays small enough for a processor's cache: a bit an entitlement that sets any, and a place for each of those.
/// </summary>
internal sealed class BitRows
{
    public const int BitsInAWord = 64;

    private const int WordOf = 6;
    private const int AtATime = 128;

    private readonly ulong[] _setsAny;
    // How many set any in the words before.
    private readonly int[] _before;
    private readonly Row[] _rows;
    // Bits after an entitlement's first.
    private readonly int[] _more;

    /// <param name="marks">Numbers of entitlements and bits that they set; a negative number is nobody's.</param>
    /// <param name="size">Numbers are less than this.</param>
    public BitRows(IEnumerable<(int Number, int Bit)> marks, int size)
    {
        _setsAny = new ulong[WordsOf(size)];
        _before = new int[WordsOf(size)];
        var (rows, more, last) = (new List<Row>(), new List<int>(), -1);
        foreach (var (number, bit) in marks.Where(mark => mark.Number >= 0).Distinct().Order())
        {
            if (number == last)
            {
                more.Add(bit);
                rows[^1] = rows[^1] with { Others = rows[^1].Others + 1 };
                continue;
            }

            rows.Add(new(bit, more.Count, 0));
            _setsAny[number >> WordOf] |= 1ul << number;
            last = number;
        }

        (_rows, _more) = ([.. rows], [.. more]);
        for (var word = 1; word < _before.Length; word++)
            _before[word] = _before[word - 1] + BitOperations.PopCount(_setsAny[word - 1]);
    }

    /// <summary>How many words have room for these bits: one at least.</summary>
    public static int WordsOf(int bits) => (bits / BitsInAWord) + 1;

    /// <summary>Sets the bits of all of these entitlements.</summary>
    public void Set(ReadOnlySpan<int> numbers, Span<ulong> bits)
    {
        Span<int> setting = stackalloc int[AtATime];
        for (; numbers.Length > AtATime; numbers = numbers[AtATime..])
            Set(numbers[..AtATime], setting, bits);
        Set(numbers, setting, bits);
    }

    private void Set(ReadOnlySpan<int> numbers, Span<int> setting, Span<ulong> bits)
    {
        var (rows, count) = (_rows, Setting(numbers, setting));
        foreach (var number in setting[..count])
        {
            ref readonly var row = ref rows[RowOf(number)];
            bits[row.First >> WordOf] |= 1ul << row.First;
            if (row.Others > 0)
                SetMore(row, bits);
        }
    }

    private void SetMore(Row row, Span<ulong> bits)
    {
        foreach (var bit in _more.AsSpan(row.Start, row.Others))
            bits[bit >> WordOf] |= 1ul << bit;
    }

    /// <summary>Finds which of these entitlements set any bit.</summary>
    /// <returns>How many.</returns>
    private int Setting(ReadOnlySpan<int> numbers, Span<int> setting)
    {
        var (setsAny, count) = (_setsAny, 0);
        foreach (var number in numbers)
        {
            // No question whether it does: that would be guessed wrong half of the time.
            setting[count] = number;
            var word = number >> WordOf;
            if ((uint)word < (uint)setsAny.Length)
                count += (int)(setsAny[word] >> number & 1);
        }

        return count;
    }

    private int RowOf(int number)
    {
        var word = number >> WordOf;
        return _before[word] + BitOperations.PopCount(_setsAny[word] & ((1ul << number) - 1));
    }

    /// <summary>Whether the entitlement sets one of these bits.</summary>
    /// <param name="number">Of the entitlement.</param>
    /// <param name="from">The first bit.</param>
    /// <param name="to">The first after them.</param>
    public bool SetsAny(int number, int from, int to)
    {
        var word = number >> WordOf;
        if ((uint)word >= (uint)_setsAny.Length || (_setsAny[word] >> number & 1) == 0)
            return false;
        var row = _rows[RowOf(number)];
        if (row.First >= from && row.First < to)
            return true;
        foreach (var bit in _more.AsSpan(row.Start, row.Others))
        {
            if (bit >= from && bit < to)
                return true;
        }

        return false;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Row(int First, int Start, int Others);
}
