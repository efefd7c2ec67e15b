namespace Schedules.Domain.Sod;

/// <summary>
/// For each entitlement, the bits that holding it sets: none for most of them, one for most others. An integer for each, so that all that anybody holds is
/// gone through without a question that a processor could only guess at, and little beside for the few that set several.
/// </summary>
internal sealed class BitRows
{
    public const int BitsInAWord = 64;

    private const int WordOf = 6;
    private const int AtATime = 128;
    private const int None = int.MinValue;

    // By number: None, the only bit, or the complement of where its bits are.
    private readonly int[] _bits;
    // How many, and then those.
    private readonly int[] _several;

    /// <param name="marks">Numbers of entitlements and bits that they set; a negative number is nobody's.</param>
    /// <param name="size">Numbers are less than this.</param>
    public BitRows(IEnumerable<(int Number, int Bit)> marks, int size)
    {
        _bits = new int[size];
        Array.Fill(_bits, None);
        var several = new List<int>();
        foreach (var entitlement in marks.Where(mark => mark.Number >= 0).Distinct().GroupBy(mark => mark.Number, mark => mark.Bit))
        {
            int[] bits = [.. entitlement.Order()];
            _bits[entitlement.Key] = bits is [var only] ? only : ~several.Count;
            if (bits.Length > 1)
                several.AddRange([bits.Length, .. bits]);
        }

        _several = [.. several];
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

    /// <summary>Tells which of these entitlements set one of some bits.</summary>
    /// <param name="numbers">Of the entitlements.</param>
    /// <param name="from">The first bit.</param>
    /// <param name="to">The first after them.</param>
    /// <param name="those">Gets their numbers, and no others.</param>
    public void Those(ReadOnlySpan<int> numbers, int from, int to, List<int> those)
    {
        those.Clear();
        foreach (var number in numbers)
        {
            var own = (uint)number < (uint)_bits.Length ? _bits[number] : None;
            if (own < 0 && own != None && Several(own).ContainsAnyInRange(from, to - 1))
                own = from;
            if (own >= from && own < to)
                those.Add(number);
        }
    }

    private void Set(ReadOnlySpan<int> numbers, Span<int> setting, Span<ulong> bits)
    {
        foreach (var own in setting[..Setting(numbers, setting)])
        {
            if (own >= 0)
            {
                bits[own >> WordOf] |= 1ul << own;
                continue;
            }

            foreach (var bit in Several(own))
                bits[bit >> WordOf] |= 1ul << bit;
        }
    }

    /// <summary>Finds what these entitlements set, of those that set any.</summary>
    /// <returns>How many.</returns>
    private int Setting(ReadOnlySpan<int> numbers, Span<int> setting)
    {
        var (all, count) = (_bits, 0);
        foreach (var number in numbers)
        {
            if ((uint)number >= (uint)all.Length)
                continue;
            // No question whether it does: that would be guessed wrong half of the time.
            var own = all[number];
            setting[count] = own;
            count += own != None ? 1 : 0;
        }

        return count;
    }

    private ReadOnlySpan<int> Several(int own) => _several.AsSpan(~own + 1, _several[~own]);
}
