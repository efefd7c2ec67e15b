using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Schedules.Application.Common;

/// <summary>Reads on one core what is worked on with another.</summary>
public static class ReadingAhead
{
    private const int BatchSize = 500;
    private const int Batches = 8;

    /// <summary>The same items in the same order, in batches of which a few are read before they are asked for.</summary>
    /// <param name="items">Read by one thread, which is not the caller's.</param>
    /// <param name="cancellationToken">Ends it. So does whoever stops asking; the source is left before that returns.</param>
    public static async IAsyncEnumerable<IReadOnlyList<T>> ReadAhead<T>(
        this IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<IReadOnlyList<T>>(Batches);
        var reading = Task.Run(() => Read(items, channel.Writer, stopped.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in channel.Reader.ReadAllAsync(cancellationToken))
                yield return batch;
        }
        finally
        {
            await stopped.CancelAsync();
            await reading;
        }
    }

    // What goes wrong is told to whoever asks next.
    private static async Task Read<T>(IAsyncEnumerable<T> items, ChannelWriter<IReadOnlyList<T>> batches, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var batch in items.Chunk(BatchSize).WithCancellation(cancellationToken))
                await batches.WriteAsync(batch, cancellationToken);
            batches.Complete();
        }
#pragma warning disable CA1031 // Passed on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            batches.Complete(failure);
        }
    }
}
