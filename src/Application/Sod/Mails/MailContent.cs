using Schedules.Domain.Sod;

namespace Schedules.Application.Sod.Mails;

/// <summary>What a mail says of a run. Every text is as people wrote it, and may be anything at all.</summary>
/// <param name="Policy">The policy as it was evaluated.</param>
/// <param name="Schedule">The name of the schedule whose recipients are told.</param>
/// <param name="When">When the run was due or asked for, in the schedule's zone.</param>
public sealed record MailContent(EvaluatedPolicy Policy, string Schedule, string When)
{
    /// <summary>The most rows, and the most names of those who do not violate any more.</summary>
    public const int MaxRows = 20;

    /// <summary>How many identities violate; those with an exception are not among them.</summary>
    public int Violations { get; init; }

    /// <summary>How many of them did not at the run before.</summary>
    public int New { get; init; }

    /// <summary>How many did at the run before and do not now.</summary>
    public int Resolved { get; init; }

    /// <summary>How many would violate, had they no exception.</summary>
    public int Excepted { get; init; }

    /// <summary>The first violations, new ones before the others.</summary>
    public IReadOnlyList<MailRow> Rows { get; init; } = [];

    /// <summary>The first of those who do not violate any more.</summary>
    public IReadOnlyList<string> ResolvedNames { get; init; } = [];

    /// <summary>Where the report is; null where people cannot reach it.</summary>
    public Uri? Report { get; init; }

    /// <summary>What is attached, or why nothing is; null where nothing needs saying.</summary>
    public string? ReportNote { get; init; }

    /// <summary>For example "3 violations, 1 new, 2 resolved".</summary>
    public string Counts => string.Join(", ", (string[])
    [
        Violations switch { 0 => "no violations", 1 => "1 violation", _ => $"{Violations} violations" },
        .. New > 0 ? [$"{New} new"] : (string[])[],
        .. Resolved > 0 ? [$"{Resolved} resolved"] : (string[])[],
    ]);

    public string Subject => $"SOD policy {Policy.Name}: {Counts}";

    /// <summary>For example "3 more, with an exception"; null where there are none.</summary>
    public string? ExceptedWords => Excepted > 0 ? $"{Excepted} more, with an exception" : null;

    /// <summary>Who answers for the policy; null where nobody is named.</summary>
    public string? Owner => Policy.Owner?.Name ?? Policy.Owner?.Id;

    /// <summary>Above the rows: how many there are, and how many are shown.</summary>
    public string RowsTitle => Rows.Count < Violations ? $"Violations (the first {Rows.Count} of {Violations}, new ones first)" : "Violations";

    /// <summary>For example "Ann, Bob and 3 more"; empty where nothing was resolved.</summary>
    public string ResolvedWords => Listed(ResolvedNames, Resolved);

    public string Why => $"You get this mail because the schedule \"{Schedule}\" names you as a recipient.";

    internal static string Listed(IReadOnlyList<string> names, int all) =>
        string.Join(", ", names) + (names.Count < all ? $" and {all - names.Count} more" : "");
}

/// <param name="Id">The identity, as the client names it.</param>
/// <param name="Name">The identity's name at the time.</param>
/// <param name="Left">What it holds of one side.</param>
/// <param name="Right">What it holds of the other; empty for a policy without sides.</param>
/// <param name="IsNew">Whether it did not violate at the run before.</param>
public sealed record MailRow(string Id, string Name, IReadOnlyList<string> Left, IReadOnlyList<string> Right, bool IsNew)
{
    private const int MaxEntitlements = 5;

    public string LeftWords => MailContent.Listed([.. Left.Take(MaxEntitlements)], Left.Count);

    public string RightWords => MailContent.Listed([.. Right.Take(MaxEntitlements)], Right.Count);
}
