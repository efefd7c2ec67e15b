using Schedules.Domain.Sod;

namespace Schedules.Domain.Schedules;

/// <summary>What becomes of a SOD run's report: its name and who is mailed.</summary>
public sealed record ReportSettings
{
    public const int MaxNameLength = 512;
    public const int MaxDescriptionLength = 4000;
    public const int MaxRecipients = 1000;

    public ReportSettings(string name, string? description, IReadOnlyList<Recipient> recipients, bool emailEmptyResults)
    {
        Name = Text.Required("name", name, 1, MaxNameLength);
        Description = Text.OptionalLines("description", description, MaxDescriptionLength);
        if (recipients.Count > MaxRecipients)
            throw new InvalidValueException("recipients", $"{recipients.Count} recipients", $"a list of at most {MaxRecipients}");
        Recipients = recipients;
        EmailEmptyResults = emailEmptyResults;
    }

    public string Name { get; }

    public string? Description { get; }

    public IReadOnlyList<Recipient> Recipients { get; }

    /// <summary>Whether a run that found nothing is mailed as well.</summary>
    public bool EmailEmptyResults { get; }

    public bool Equals(ReportSettings? other) =>
        other is not null && Name == other.Name && Description == other.Description
        && EmailEmptyResults == other.EmailEmptyResults && Recipients.SequenceEqual(other.Recipients);

    public override int GetHashCode() => HashCode.Combine(Name, Description, Recipients.Count, EmailEmptyResults);
}
