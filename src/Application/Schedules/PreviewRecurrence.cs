using System.Globalization;
using System.Text.Json.Serialization;
using MediatR;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Schedules;

namespace Schedules.Application.Schedules;

/// <summary>Asks when a rule would run, without keeping it.</summary>
/// <param name="Rule">A period rule or a selector rule, in its API's own JSON.</param>
/// <param name="After">ISO-8601; the occurrences are strictly after it. Absent: now.</param>
/// <param name="Count">1 to 1000. Absent: 10.</param>
public sealed record PreviewRecurrence(
    [property: MustBeSent] RuleDto? Rule,
    string? After,
    [property: JsonNumberHandling(JsonNumberHandling.Strict)] int? Count) : IRequest<RecurrencePreview>
{
    public const int DefaultCount = 10;
    public const int MaxCount = 1000;
}

/// <param name="Occurrences">In order, at most as many as asked for.</param>
/// <param name="Description">The rule as an English sentence.</param>
/// <param name="Ended">Whether no occurrence follows the listed ones.</param>
public sealed record RecurrencePreview(IReadOnlyList<OccurrenceDto> Occurrences, string Description, bool Ended);

/// <param name="At">ISO-8601 in UTC.</param>
/// <param name="Local">What the rule's clock shows then, with its offset.</param>
/// <param name="Note">gap, overlap, lastDay, or null.</param>
public sealed record OccurrenceDto(string At, string Local, string? Note)
{
    public static OccurrenceDto From(Occurrence occurrence) => new(
        occurrence.At.ToIso(),
        occurrence.Local.ToIso(),
        occurrence.Note is { } note ? Word(note) : null);

    private static string Word(OccurrenceNote note) => note switch
    {
        OccurrenceNote.Gap => "gap",
        OccurrenceNote.Overlap => "overlap",
        OccurrenceNote.LastDay => "lastDay",
    };
}

internal sealed class PreviewRecurrenceHandler(OrganizationDefaults defaults, TimeProvider clock)
    : IRequestHandler<PreviewRecurrence, RecurrencePreview>
{
    public Task<RecurrencePreview> Handle(PreviewRecurrence request, CancellationToken cancellationToken)
    {
        var rule = (request.Rule ?? new RuleDto()).ToRule();
        var after = request.After is null ? clock.Now() : Iso8601.Parse("after", request.After);
        var count = CountOf(request);
        // One more than asked for tells whether they end.
        var found = Occurrences.After(rule.Compile(defaults.TimeZone), after).Take(count + 1).ToList();
        return Task.FromResult(new RecurrencePreview(
            [.. found.Take(count).Select(OccurrenceDto.From)],
            Description.Of(rule, defaults.TimeZone),
            Ended: found.Count <= count));
    }

    private static int CountOf(PreviewRecurrence request) => request.Count switch
    {
        null => PreviewRecurrence.DefaultCount,
        >= 1 and <= PreviewRecurrence.MaxCount => request.Count.Value,
        { } count => throw new InvalidValueException(
            "count", count.ToString(CultureInfo.InvariantCulture), $"a whole number from 1 to {PreviewRecurrence.MaxCount}"),
    };
}
