using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Schedules.Testing;

/// <summary>How the mail server is.</summary>
/// <param name="Encrypts">Whether it offers STARTTLS, and takes nothing without.</param>
/// <param name="Password">The password of "schedules"; null takes mails from anybody.</param>
/// <param name="Without">Ways to log in that it does not offer.</param>
internal sealed record SmtpSettings(bool Encrypts = true, string? Password = SmtpServer.Password, params string[] Without);

/// <summary>A message that a mail server has.</summary>
/// <param name="To">The address that it was handed over for.</param>
/// <param name="IsEncrypted">Whether it came over TLS.</param>
/// <param name="User">Who sent it; null where nobody logged in.</param>
/// <param name="Raw">As it came over the wire.</param>
internal sealed record ReceivedMail(string To, string From, bool IsEncrypted, string? User, string Raw)
{
    public string MessageId => Header("Message-ID");

    /// <summary>One header, unfolded; empty where there is none.</summary>
    public string Header(string name)
    {
        var head = Raw[..Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal);
        var line = head.Split("\r\n").FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase));
        return line?[(name.Length + 1)..].Trim() ?? "";
    }
}

/// <summary>A real mail server on a port of this machine, with a certificate for "localhost" of an authority of its own; see smtp_server.py.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    public const string Host = "localhost";
    public const string UserName = "schedules";
    public const string Password = "correct horse";

    private readonly string _folder = Directory.CreateTempSubdirectory("schedules-smtp-").FullName;
    private readonly List<ReceivedMail> _received = [];
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _errors = new();
    private readonly Process _process;

    private SmtpServer(SmtpSettings settings)
    {
        Authority = new MailAuthority(_folder);
        _process = Process.Start(Program(settings)) ?? throw new InvalidOperationException("Python did not start.");
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += (_, line) => _errors.AppendLine(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public MailAuthority Authority { get; }

    public int Port { get; private set; }

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<ReceivedMail> Received
    {
        get
        {
            lock (_received)
                return [.. _received];
        }
    }

    /// <exception cref="InvalidOperationException">aiosmtpd is not installed.</exception>
    public static async Task<SmtpServer> Start(SmtpSettings? settings = null)
    {
        var server = new SmtpServer(settings ?? new SmtpSettings());
        server.Port = await server._port.Task;
        return server;
    }

    /// <summary>Waits for a mail to an address.</summary>
    public async Task<ReceivedMail> Until(string address)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            if (Received.FirstOrDefault(mail => mail.To == address) is { } mail)
                return mail;
            await Task.Delay(TimeSpan.FromMilliseconds(20), timeout.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
        {
            _port.TrySetException(new InvalidOperationException($"The mail server did not start; scripts/install-smtp.sh installs it.\n{_errors}"));
            return;
        }

        var mail = JsonDocument.Parse(line.Data).RootElement;
        if (mail.TryGetProperty("port", out var port))
        {
            _port.SetResult(port.GetInt32());
            return;
        }

        var received = new ReceivedMail(
            mail.GetProperty("to")[0].GetString()!, mail.GetProperty("from").GetString()!, mail.GetProperty("tls").GetBoolean(),
            mail.GetProperty("user").GetString(), File.ReadAllText(mail.GetProperty("file").GetString()!));
        lock (_received)
            _received.Add(received);
    }

    private ProcessStartInfo Program(SmtpSettings settings) => new(Python, Arguments(settings))
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    // The system's, whose packages the library is: others of a machine do not know it.
    private static string Python => File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    private List<string> Arguments(SmtpSettings settings)
    {
        List<string> arguments = [Path.Combine(AppContext.BaseDirectory, "smtp_server.py"), "--folder", _folder];
        if (settings.Encrypts)
            arguments.AddRange(["--certificate", Authority.Certificate, "--key", Authority.Key]);
        if (settings.Password is { } password)
            arguments.AddRange(["--user", UserName, "--password", password]);
        if (settings.Without.Length > 0)
            arguments.AddRange(["--without", .. settings.Without]);
        return arguments;
    }
}
