using Schedules.WebApi;

namespace Schedules.UnitTests.Access;

public sealed class VerbTests
{
    [TestCase("", "serve")]
    [TestCase("--urls=http://127.0.0.1:1", "serve")]
    [TestCase("--urls http://127.0.0.1:1", "serve")]
    [TestCase("migrate", "migrate")]
    [TestCase("migrate --Database:Provider=PostgreSql", "migrate")]
    [TestCase("create-organization Acme", "create-organization")]
    [TestCase("create-organization Acme --a=b", "create-organization")]
    [TestCase("script SqlServer", "script")]
    [TestCase("script", null)]
    [TestCase("create-organization", null)]
    [TestCase("create-organization Acme Corp", null)]
    [TestCase("migrate now", null)]
    [TestCase("frobnicate", null)]
    [TestCase("verify-ledger --from 2026-01-01T00:00:00Z", "verify-ledger")]
    [TestCase("verify-ledger --from=2026-01-01T00:00:00+0100 --to 2026-02-01T00:00:00Z --grace=00:00:05 --json --a=b", "verify-ledger")]
    [TestCase("verify-ledger", null)]
    [TestCase("verify-ledger --from", null)]
    [TestCase("verify-ledger --from yesterday", null)]
    [TestCase("verify-ledger --from 2026-01-01T00:00:00", null)]
    [TestCase("verify-ledger --from 2026-02-30T00:00:00Z", null)]
    [TestCase("verify-ledger --from 2026-01-01T00:00:00Z --from 2026-01-02T00:00:00Z", null)]
    [TestCase("verify-ledger --from 2026-01-01T00:00:00Z --grace long", null)]
    [TestCase("verify-ledger --from 2026-01-01T00:00:00Z --grace=-00:00:01", null)]
    [TestCase("verify-ledger --from 2026-01-01T00:00:00Z 2026-02-01T00:00:00Z", null)]
    public void Arguments_make_a_verb_or_none(string line, string? verb) =>
        Assert.That(Verb.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))?.Name, Is.EqualTo(verb));

    [Test]
    public void Options_of_verify_ledger_stand_among_settings_in_either_form()
    {
        var verb = Verb.Parse(["verify-ledger", "--a=b", "--from", "2026-01-01T00:00:00+01:00", "--json", "--grace=00:00:05", "--to=2026-02-01T00:00:00Z", "--c=d"])!;

        var (from, to) = (new DateTime(2025, 12, 31, 23, 0, 0, DateTimeKind.Utc), new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.That(verb.Ledger, Is.EqualTo(new VerifyLedger(from, to, TimeSpan.FromSeconds(5), AsJson: true)));
        Assert.That(verb.Settings, Is.EqualTo(new[] { "--a=b", "--c=d" }));
    }

    [Test]
    public void Verify_ledger_lets_a_run_be_open_for_an_hour_and_looks_up_to_a_minute_ago_where_nothing_else_is_said()
    {
        var verb = Verb.Parse(["verify-ledger", "--from=2026-01-01T00:00:00Z"])!;

        Assert.That((verb.Ledger!.To, verb.Ledger.Grace, verb.Ledger.AsJson), Is.EqualTo(((DateTime?)null, TimeSpan.FromHours(1), false)));
    }
}
