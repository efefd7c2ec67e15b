using NodaTime;

namespace Schedules.Domain.Schedules;

/// <summary>How due occurrences are told apart.</summary>
/// <param name="CatchUpWindow">How late the newest missed occurrence may be and still run.</param>
/// <param name="OrganizationZone">The zone of rules that name none.</param>
public sealed record DispatchPolicy(Duration CatchUpWindow, DateTimeZone OrganizationZone)
{
    /// <summary>An occurrence that is dispatched later than this says that it is late.</summary>
    public Duration Grace { get; init; } = Duration.FromMinutes(1);

    /// <summary>The most occurrences of one schedule that one pass records, so that a year of downtime comes in bites.</summary>
    public const int MaxOccurrencesAPass = 1000;
}
