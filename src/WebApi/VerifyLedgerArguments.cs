using System.Globalization;
using Schedules.Verification;

namespace Schedules.WebApi;

/// <summary>The arguments after verify-ledger: its own options, as <c>--from VALUE</c> or <c>--from=VALUE</c>, among settings.</summary>
internal static class VerifyLedgerArguments
{
    private static readonly string[] _options = ["--from", "--to", "--grace"];

    /// <summary>The verb; null where the arguments make none: --from is missing, a value is not understood, an option stands twice.</summary>
    public static Verb? Parse(string[] args)
    {
        var (values, settings) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<string>());
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var before, var after] ? (before, after) : (args[i], null);
            if (!name.StartsWith("--", StringComparison.Ordinal))
                return null;
            if (_options.Contains(name) && (value ??= args.ElementAtOrDefault(++i)) is null)
                return null;
            if (!_options.Contains(name) && args[i] != "--json")
                settings.Add(args[i]);
            else if (!values.TryAdd(name, value ?? ""))
                return null;
        }

        return Read(values) is { } ledger ? new Verb("verify-ledger", null, [.. settings]) { Ledger = ledger } : null;
    }

    private static VerifyLedger? Read(Dictionary<string, string> values)
    {
        try
        {
            if (!values.TryGetValue("--from", out var from) || Grace(values) is not { } grace || grace < TimeSpan.Zero)
                return null;
            DateTime? until = values.TryGetValue("--to", out var to) ? InstantText.Read(to) : null;
            return new VerifyLedger(InstantText.Read(from), until, grace, values.ContainsKey("--json"));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static TimeSpan? Grace(Dictionary<string, string> values)
    {
        if (!values.TryGetValue("--grace", out var text))
            return VerifyLedger.DefaultGrace;
        return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var grace) ? grace : null;
    }
}
