using System.Globalization;
using Schedules.Domain.Trackers;

namespace Schedules.WebApi.Trackers.Pipelines;

/// <summary>The arguments after scan: sites and options, as <c>--pages 5</c> or <c>--pages=5</c>, among settings.</summary>
internal sealed class ScanArguments
{
    private readonly List<string> _sites = [];
    private readonly List<string> _failOn = [];
    private readonly List<string> _settings = [];
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _switches = new(StringComparer.Ordinal);

    private ScanArguments(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var before, var after] && args[i][0] == '-' ? (before, after) : (args[i], null);
            switch (name)
            {
                case "--full" or "--quick" or "--allow-incomplete" when value is null:
                    _switches.Add(name);
                    break;
                case "--depth":
                    _switches.Add(SwitchOf(value ?? args.ElementAtOrDefault(++i)));
                    break;
                case "--fail-on" or "--format" or "--baseline" or "--output" or "--save-baseline" or "--pages" or "--screenshots":
                    Take(name, value ?? args.ElementAtOrDefault(++i));
                    break;
                case ['-', '-', ..] when name.Contains(':', StringComparison.Ordinal) && value is not null:
                    _settings.Add(args[i]);
                    break;
                case ['-', ..]:
                    throw new FormatException($"There is no option {args[i]}.");
                default:
                    _sites.Add(SiteOf(args[i]));
                    break;
            }
        }
    }

    /// <summary>The verb: with what to do, with help, or with what is wrong.</summary>
    public static Verb Parse(string[] args)
    {
        if (args is ["--help"] or ["-h"] or ["help"])
            return new("scan", null, []) { Answer = new(0, ScanUsage.Text) };
        try
        {
            var read = new ScanArguments(args);
            var command = read.Command();
            return new("scan", null, [.. read._settings]) { Scan = command };
        }
        catch (FormatException wrong)
        {
            return new("scan", null, []) { Answer = new(ScanCommand.Misused, $"{wrong.Message} What there is, says: scan --help") };
        }
    }

    private ScanCommand Command()
    {
        if (_sites.Count == 0)
            throw new FormatException("Which site is to be scanned? scan https://shop.example");
        if (_switches.IsSupersetOf(["--full", "--quick"]))
            throw new FormatException("A scan is --full or --quick, not both.");
        var depth = _switches.Contains("--quick") ? ScanDepth.Quick : ScanDepth.Full;
        AddPages(depth);
        return new(
            [.. _sites.Distinct(StringComparer.Ordinal)], depth, [.. _failOn.Distinct(StringComparer.Ordinal).Select(name => ConditionOf(name, depth))], Format(),
            _values.GetValueOrDefault("--baseline"), _values.GetValueOrDefault("--output"), _values.GetValueOrDefault("--save-baseline"),
            _values.GetValueOrDefault("--screenshots"), _switches.Contains("--allow-incomplete"));
    }

    // As a run of a project is asked for it.
    private static string SwitchOf(string? depth) =>
        depth is "full" or "quick" ? $"--{depth}" : throw new FormatException("--depth must be quick or full.");

    private void Take(string name, string? value)
    {
        var values = value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (string.IsNullOrEmpty(value) || (name == "--fail-on" && values.Length == 0))
            throw new FormatException($"{name} needs a value.");
        if (name == "--fail-on")
            _failOn.AddRange(values);
        else if (!_values.TryAdd(name, value))
            throw new FormatException($"{name} stands twice.");
    }

    private void AddPages(ScanDepth depth)
    {
        if (!_values.TryGetValue("--pages", out var text))
            return;
        if (depth == ScanDepth.Quick)
            throw new FormatException("A quick scan looks at one page: --pages goes with --full.");
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pages) || pages is < 1 or > 1000)
            throw new FormatException("--pages must be 1 to 1000.");
        _settings.Add($"--Scanner:MaxPages={pages.ToString(CultureInfo.InvariantCulture)}");
    }

    private ScanFormat Format() => _values.GetValueOrDefault("--format", "text") switch
    {
        "text" => ScanFormat.Text,
        "json" => ScanFormat.Json,
        "sarif" => ScanFormat.Sarif,
        var other => throw new FormatException($"There is no format {other}: it is text, json or sarif."),
    };

    private static FailCondition ConditionOf(string name, ScanDepth depth)
    {
        var condition = FailCondition.Named(name) ?? throw new FormatException($"There is no condition {name}.");
        return condition.NeedsFull && depth == ScanDepth.Quick ? throw new FormatException($"{name} needs a full scan.") : condition;
    }

    // A scan begins at a site's landing page, and looks for https first.
    private static string SiteOf(string text)
    {
        var address = text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}";
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.IdnHost.Length == 0)
            throw new FormatException($"{text} is no address of a site, such as https://shop.example.");
        if (url.PathAndQuery != "/" || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            throw new FormatException($"{text}: a scan begins at the landing page of a site, so leave out what comes after its name: {url.GetLeftPart(UriPartial.Authority)}");
        var host = url.HostNameType == UriHostNameType.IPv6 ? url.Host : url.IdnHost;
        return url.IsDefaultPort ? host : $"{host}:{url.Port.ToString(CultureInfo.InvariantCulture)}";
    }
}
