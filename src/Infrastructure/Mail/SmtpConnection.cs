using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Schedules.Application.Common;

namespace Schedules.Infrastructure.Mail;

/// <summary>Lines to a server and its replies.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private const int MaxReplyLine = 2000;
    private const int MaxReplyLines = 200;

    private readonly TcpClient _client = new() { NoDelay = true };
    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream = Stream.Null;
    private int _start;
    private int _end;

    public async Task Connect(string host, int port, CancellationToken cancellationToken)
    {
        await _client.ConnectAsync(host, port, cancellationToken);
        _stream = _client.GetStream();
    }

    /// <summary>From here on everything is encrypted.</summary>
    public async Task Encrypt(SslClientAuthenticationOptions options, CancellationToken cancellationToken)
    {
        // What came before the encryption could be anybody's, and must not pass for what comes after.
        if (_start < _end)
            throw new EmailRefusedException("STARTTLS: the server went on talking before the encryption began", isFinal: false);
        var encrypted = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = encrypted;
        await encrypted.AuthenticateAsClientAsync(options, cancellationToken);
    }

    public async Task<SmtpReply> Command(string line, CancellationToken cancellationToken)
    {
        await Write(Encoding.ASCII.GetBytes($"{line}\r\n"), cancellationToken);
        return await Reply(cancellationToken);
    }

    /// <summary>Sends a message, with the dots doubled that begin a line (RFC 5321, 4.5.2), but not the end of it.</summary>
    /// <param name="message">Lines that all end with CR LF.</param>
    /// <param name="cancellationToken">Stops in the midst: the server then throws away what it has.</param>
    public async Task WriteMessage(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        using var stuffed = new MemoryStream(message.Length + 64);
        var isLineStart = true;
        foreach (var value in message.Span)
        {
            if (isLineStart && value == '.')
                stuffed.WriteByte(value);
            stuffed.WriteByte(value);
            isLineStart = value == '\n';
        }

        await Write(stuffed.GetBuffer().AsMemory(0, (int)stuffed.Length), cancellationToken);
    }

    public async Task<SmtpReply> Reply(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (lines.Count < MaxReplyLines)
        {
            var line = await ReadLine(cancellationToken);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
                throw new EmailRefusedException("the server speaks no SMTP", isFinal: false);
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-')
                return new SmtpReply(code, lines);
        }

        throw new EmailRefusedException("the server's answer does not end", isFinal: false);
    }

    /// <summary>Says goodbye and waits for no answer: whatever becomes of it, what was sent is sent, and is to be recorded at once.</summary>
    public async Task Leave(CancellationToken cancellationToken)
    {
        try
        {
            await Write("QUIT\r\n"u8.ToArray(), cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException)
        {
            return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _client.Dispose();
    }

    private async Task Write(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(bytes, cancellationToken);
        await _stream.FlushAsync(cancellationToken);
    }

    private async Task<string> ReadLine(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end)
                await Fill(cancellationToken);
            var value = (char)_buffer[_start++];
            if (value == '\n')
                return line.ToString().TrimEnd();
            if (line.Length < MaxReplyLine)
                line.Append(char.IsAscii(value) && !char.IsControl(value) ? value : ' ');
        }
    }

    private async Task Fill(CancellationToken cancellationToken)
    {
        (_start, _end) = (0, await _stream.ReadAsync(_buffer, cancellationToken));
        if (_end == 0)
            throw new EndOfStreamException("the server closed the connection");
    }
}
