using System.Text.Json.Nodes;

namespace Schedules.EndToEndTests.Reliability;

/// <summary>What the program's own checker says of a ledger.</summary>
/// <param name="ExitCode">0 for a clean one, 1 for one that is not.</param>
/// <param name="Report">As <c>verify-ledger --json</c> prints it.</param>
internal sealed record Verdict(int ExitCode, JsonNode Report)
{
    private static readonly string[] _wrong = ["absent", "twice", "unexpected", "unfinished", "unreadable", "unrecorded"];

    /// <summary>What is wrong, by kind; nothing where all is well.</summary>
    public IReadOnlyDictionary<string, long> Wrong =>
        _wrong.Where(kind => Number(kind) > 0).ToDictionary(kind => kind, Number, StringComparer.Ordinal);

    public long Expected => Number("expected");

    public long Number(string member) => Report[member]!.GetValue<long>();

    /// <summary>Checks the occurrences after one instant and up to another, all of which shall have ended.</summary>
    /// <param name="program">Its settings name the database.</param>
    /// <param name="from">ISO 8601.</param>
    /// <param name="to">ISO 8601.</param>
    /// <param name="settings">In place of the program's own, as arguments.</param>
    public static async Task<Verdict> Of(PublishedServer program, string from, string to, params string[] settings)
    {
        var outcome = await program.Run(["verify-ledger", "--from", from, "--to", to, "--grace", "00:00:00", "--json", .. settings]);
        Assert.That(outcome.ExitCode, Is.AnyOf(0, 1), outcome.Errors);
        return new Verdict(outcome.ExitCode, JsonNode.Parse(outcome.Output)!);
    }
}
