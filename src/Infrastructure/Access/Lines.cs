using System.Buffers;
using System.IO.Pipelines;
using Schedules.Domain;

namespace Schedules.Infrastructure.Access;

/// <summary>The lines of a file, one at a time. Ends of lines are LF or CR LF. A byte order mark at its begin is no part of them.</summary>
internal sealed class Lines(Stream file) : IDisposable
{
    /// <summary>The longest, in bytes: ten thousand entitlements of the longest ids are well within it.</summary>
    public const int MaxLength = 4 << 20;

    private readonly PipeReader _pipe = PipeReader.Create(file, new(bufferSize: 1 << 16, leaveOpen: true));
    private bool _begun;
    private bool _ended;

    /// <summary>Without its end; null after the last.</summary>
    public async ValueTask<byte[]?> Next(CancellationToken cancellationToken)
    {
        var line = await Read(cancellationToken);
        var isFirst = !_begun;
        _begun = true;
        return isFirst && line is [0xEF, 0xBB, 0xBF, .. var text] ? text : line;
    }

    public void Dispose() => _pipe.Complete();

    private async ValueTask<byte[]?> Read(CancellationToken cancellationToken)
    {
        while (!_ended)
        {
            var read = await _pipe.ReadAsync(cancellationToken);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = read.Buffer.Slice(0, end).ToArray();
                _pipe.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line is [.., (byte)'\r'] ? line[..^1] : line;
            }

            if (read.Buffer.Length > MaxLength)
                throw new InvalidValueException("file", null, $"a file whose lines have at most {MaxLength} bytes");
            if (read.IsCompleted)
                return Last(read.Buffer);
            _pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }

        return null;
    }

    private byte[]? Last(ReadOnlySequence<byte> rest)
    {
        var line = rest.ToArray();
        _pipe.AdvanceTo(rest.End);
        _ended = true;
        return line.Length == 0 ? null : line;
    }
}
