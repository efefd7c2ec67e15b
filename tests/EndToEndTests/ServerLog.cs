using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Schedules.EndToEndTests;

/// <summary>What the program wrote, line by line, over all of its starts.</summary>
internal sealed partial class ServerLog
{
    private readonly List<string> _lines = [];

    public int Count
    {
        get
        {
            lock (_lines)
                return _lines.Count;
        }
    }

    public string Text
    {
        get
        {
            lock (_lines)
                return string.Join('\n', _lines);
        }
    }

    /// <summary>Writes down what a process that is starting says from now on.</summary>
    public void Listen(Process process)
    {
        process.OutputDataReceived += Write;
        process.ErrorDataReceived += Write;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The address that the program told after so many lines; empty where it has not yet.</summary>
    public string AddressAfter(int lines)
    {
        lock (_lines)
        {
            var told = _lines.Skip(lines).Select(line => ListeningOn().Match(line)).FirstOrDefault(match => match.Success);
            return told?.Groups["address"].Value ?? "";
        }
    }

    /// <summary>Attaches it to a test that failed.</summary>
    public void Attach()
    {
        var test = TestContext.CurrentContext;
        if (test.Result.Outcome.Status != NUnit.Framework.Interfaces.TestStatus.Failed)
            return;
        var file = Path.Combine(test.WorkDirectory, $"server-{test.Test.ID}.log");
        File.WriteAllText(file, Text);
        TestContext.AddTestAttachment(file, "What the server wrote");
    }

    private void Write(object sender, DataReceivedEventArgs line)
    {
        lock (_lines)
            _lines.Add(line.Data ?? "");
    }

    [GeneratedRegex("Now listening on: (?<address>http://[^ ]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ListeningOn();
}
