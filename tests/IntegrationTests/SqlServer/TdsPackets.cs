using System.Buffers.Binary;

namespace Schedules.IntegrationTests.SqlServer;

/// <summary>Messages travel in packets: a header of eight bytes with type, status and length before each.</summary>
internal static class TdsPackets
{
    private const byte Answer = 4;
    private const int HeaderLength = 8;
    // As the client asks for.
    private const int PacketLength = 8000;
    private const byte LastPacket = 1;
    private const byte ResetConnection = 8;

    /// <summary>One message, of however many packets.</summary>
    /// <exception cref="EndOfStreamException">The client has gone.</exception>
    public static async Task<(byte Type, bool Reset, byte[] Body)> Read(Stream stream, CancellationToken cancellationToken)
    {
        var (header, body, reset) = (new byte[HeaderLength], new List<byte>(), false);
        do
        {
            await stream.ReadExactlyAsync(header, cancellationToken);
            var part = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - HeaderLength];
            await stream.ReadExactlyAsync(part, cancellationToken);
            body.AddRange(part);
            reset |= (header[1] & ResetConnection) != 0;
        }
        while ((header[1] & LastPacket) == 0);

        return (header[0], reset, [.. body]);
    }

    public static async Task Write(Stream stream, byte[] body, CancellationToken cancellationToken)
    {
        var parts = body.Chunk(PacketLength - HeaderLength).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            byte[] header = [Answer, (byte)(i == parts.Count - 1 ? LastPacket : 0), 0, 0, 0, 0, (byte)(i + 1), 0];
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)(parts[i].Length + HeaderLength));
            await stream.WriteAsync((byte[])[.. header, .. parts[i]], cancellationToken);
        }
    }
}
