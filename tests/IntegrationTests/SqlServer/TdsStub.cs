using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Schedules.IntegrationTests.SqlServer;

/// <summary>
/// Stands where SQL Server would, on a free port of 127.0.0.1: lets the real driver in, writes down every statement with its parameters, and answers
/// as it is told. It understands no SQL: what it proves is what leaves the client.
/// </summary>
internal sealed class TdsStub : IAsyncDisposable
{
    private const byte Batch = 1;
    private const byte Call = 3;
    private const byte Attention = 6;
    private const byte Transaction = 14;
    private const byte Login = 16;
    private const byte PreLogin = 18;

    private static readonly byte[] _transactionId = [1, 2, 3, 4, 5, 6, 7, 8];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<SqlRequest> _requests = [];
    private readonly Task _accepting;

    public TdsStub()
    {
        _listener.Start();
        _accepting = Accept();
    }

    /// <summary>All that was asked for since the last <see cref="Forget"/>, in order.</summary>
    public IReadOnlyList<SqlRequest> Requests => [.. _requests];

    /// <summary>What to answer; nothing and no rows where it is not set.</summary>
    public Func<SqlRequest, IReadOnlyList<SqlAnswer>> Answers { get; set; } = _ => [];

    /// <summary>The number of the error to answer with instead; null for none. Any error takes an open transaction back.</summary>
    public Func<SqlRequest, int?> Errors { get; set; } = _ => null;

    /// <summary>Which requests get no answer until the client gives up.</summary>
    public Func<SqlRequest, bool> Hangs { get; set; } = _ => false;

    /// <summary>How often a client gave up.</summary>
    public int Cancelled => _cancelled;

    public string ConnectionString =>
        $"Server=tcp:127.0.0.1,{((IPEndPoint)_listener.LocalEndpoint).Port};Database=schedules;User ID=sa;Password=none;Encrypt=Optional;Connect Timeout=30";

    private int _cancelled;

    public void Forget() => _requests.Clear();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _end.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                _connections.Add(Serve(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                while (true)
                {
                    var (type, reset, body) = await TdsPackets.Read(stream, _end.Token);
                    var answer = new TdsWriter();
                    if (reset)
                        answer.EnvironmentChange(18, [], []);
                    if (Respond(type, body, answer))
                        await TdsPackets.Write(stream, answer.Body, _end.Token);
                }
            }
            catch (Exception end) when (end is OperationCanceledException or IOException)
            {
                // The client has gone, or the test is over.
            }
        }
    }

    private bool Respond(byte type, byte[] body, TdsWriter answer)
    {
        switch (type)
        {
            case PreLogin: PreLoginAnswer(answer); return true;
            case Login: answer.LoginAck(); return true;
            case Attention:
                Interlocked.Increment(ref _cancelled);
                answer.Done(status: 0x20);
                return true;
            case Batch: return Respond(TdsReader.Batch(body), answer);
            case Call: return Respond(TdsReader.Call(body), answer);
            case Transaction: return Respond(TdsReader.Transaction(body), answer);
            default: throw new NotSupportedException($"A message of type {type}.");
        }
    }

    private bool Respond(SqlRequest request, TdsWriter answer)
    {
        _requests.Enqueue(request);
        if (Hangs(request))
            return false;
        if (Errors(request) is { } number)
            answer.EnvironmentChange(10, [], _transactionId).Error(number, $"Error {number}, as the test wants it.");
        else
            Change(request, answer).Answers(Answers(request));
        return true;
    }

    private static TdsWriter Change(SqlRequest request, TdsWriter answer) => (request.Kind, request.Text) switch
    {
        (SqlRequestKind.Transaction, "BEGIN") => answer.EnvironmentChange(8, _transactionId, []),
        (SqlRequestKind.Transaction, "COMMIT") => answer.EnvironmentChange(9, [], _transactionId),
        (SqlRequestKind.Transaction, "ROLLBACK") => answer.EnvironmentChange(10, [], _transactionId),
        _ => answer,
    };

    // Version 16, and no encryption: each an option of kind, place and length, then the values.
    private static void PreLoginAnswer(TdsWriter answer) => answer.Raw(0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xFF).Raw(16, 0, 0, 0, 0, 0).Raw(2);
}
