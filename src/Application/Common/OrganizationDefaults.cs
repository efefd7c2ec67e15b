using NodaTime;

namespace Schedules.Application.Common;

/// <summary>What holds for an organization that says nothing else.</summary>
/// <param name="TimeZone">The zone of rules that name none. Looked up when a rule is evaluated, never written into it.</param>
public sealed record OrganizationDefaults(DateTimeZone TimeZone);
