using Schedules.Application.Common;

namespace Schedules.UnitTests.Common;

public sealed class ReadingAheadTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(500)]
    [TestCase(5001)]
    public async Task Everything_comes_once_and_in_order(int count)
    {
        var read = new List<int>();
        await foreach (var batch in Numbers(count).ReadAhead(default))
            read.AddRange(batch);
        Assert.That(read, Is.EqualTo(Enumerable.Range(0, count)));
    }

    [Test]
    public void What_goes_wrong_while_reading_is_told_to_who_asks() => Assert.That(
        async () => await Numbers(1000, failsAt: 700).ReadAhead(default).CountAsync(), Throws.TypeOf<InvalidDataException>());

    [Test]
    public async Task Who_stops_asking_has_the_source_left()
    {
        var isLeft = false;
        await foreach (var _ in Numbers(1_000_000, onLeave: () => isLeft = true).ReadAhead(default))
            break;
        Assert.That(isLeft);
    }

    private static async IAsyncEnumerable<int> Numbers(int count, int failsAt = -1, Action? onLeave = null)
    {
        try
        {
            for (var i = 0; i < count; i++)
            {
                await Task.CompletedTask;
                yield return i != failsAt ? i : throw new InvalidDataException();
            }
        }
        finally
        {
            onLeave?.Invoke();
        }
    }
}
