using System.Diagnostics;
using System.Globalization;
using Schedules.Testing;

namespace Schedules.EndToEndTests.Trackers;

/// <summary>The verb scan as a user without any rights: the browser's own sandbox holds the pages.</summary>
public sealed class ScanSandboxTests : ServerTest
{
    private const string Nobody = "65534";

    private static readonly string[] _asNobody = Environment.IsPrivilegedProcess
        ? ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups"]
        : ["env"];

    [Test]
    public async Task A_browser_of_a_user_other_than_root_runs_in_its_sandbox()
    {
        await using var shop = await Shop.Open();
        shop.LeadTo(Server);
        shop.Hold();
        await RequireNamespaces();
        using var folder = new OpenFolder();

        using var scan = Process.Start(Prepare(folder.Path, "scan", "https://shop.example", "--quick", "--output", "found.txt"))!;
        var errors = scan.StandardError.ReadToEndAsync();
        await Poll.Until("the scan to ask for the page", () => (shop.TimesAsked, scan.HasExited), seen => seen.TimesAsked > 0 || seen.HasExited);
        var renderers = ProcessTree.Under(scan.Id).Select(process => new Sandboxed(process.Id)).Where(process => process.IsRenderer).ToList();
        shop.LetGo();
        await scan.WaitForExitAsync();

        Assert.That(scan.ExitCode, Is.Zero, await errors);
        Assert.That(renderers, Is.Not.Empty);
        foreach (var renderer in renderers)
        {
            Assert.That(renderer.CommandLine, Does.Not.Contain("--no-sandbox"));
            Assert.That(renderer.User, Is.Not.Zero);
            Assert.That(renderer.SystemCallsAreFiltered, "seccomp");
            Assert.That(renderer.Namespace, Is.Not.EqualTo(Sandboxed.NamespaceOf("self")), "a user namespace of its own");
        }
    }

    private static async Task RequireNamespaces()
    {
        var outcome = await Command.Run(_asNobody[0], [.. _asNobody[1..], "unshare", "--user", "true"]);
        if (outcome.ExitCode != 0)
            Assert.Ignore($"This machine gives no user namespaces to users other than root, and so no sandbox to Chromium: {outcome.Errors}");
    }

    // Tests make folders that nobody else may look into.
    private ProcessStartInfo Prepare(string folder, params string[] arguments)
    {
        OpenFolder.Show(Published.Folder);
        var plain = Server.Prepare(arguments);
        var start = Command.Start(_asNobody[0], [.. _asNobody[1..], plain.FileName, .. plain.ArgumentList]);
        start.WorkingDirectory = folder;
        foreach (var (name, value) in plain.Environment)
            start.Environment[name] = value;
        start.Environment["HOME"] = folder;
        return start;
    }

    /// <summary>A folder in which everybody may write.</summary>
    private sealed class OpenFolder : IDisposable
    {
        private const UnixFileMode All = (UnixFileMode)0b111_111_111;

        public OpenFolder() => File.SetUnixFileMode(Path, All);

        public string Path { get; } = Directory.CreateTempSubdirectory("schedules-nobody-").FullName;

        public static void Show(string folder) => File.SetUnixFileMode(
            folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }

    /// <summary>What the kernel says of a process.</summary>
    private sealed record Sandboxed(int Id)
    {
        private readonly Dictionary<string, string> _status = File.ReadLines($"/proc/{Id}/status")
            .Select(line => line.Split(':', 2)).ToDictionary(line => line[0], line => line[1].Trim(), StringComparer.Ordinal);

        public string CommandLine { get; } = File.ReadAllText($"/proc/{Id}/cmdline");

        public string Namespace { get; } = NamespaceOf($"{Id}");

        public bool IsRenderer => CommandLine.Contains("--type=renderer", StringComparison.Ordinal);

        public int User => int.Parse(_status["Uid"].Split('\t')[0], CultureInfo.InvariantCulture);

        public bool SystemCallsAreFiltered => _status["Seccomp"] == "2";

        public static string NamespaceOf(string process) => File.ResolveLinkTarget($"/proc/{process}/ns/user", returnFinalTarget: false)!.Name;
    }
}
