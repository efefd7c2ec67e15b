namespace Schedules.Benchmarks;

/// <summary>How much is measured: what a benchmark says, or with <c>--small</c> a hundredth of it, which tells only that it still runs.</summary>
internal static class Size
{
    private const int Small = 100;

    public static bool IsSmall { get; set; }

    public static int Of(int count) => IsSmall ? count / Small : count;
}
