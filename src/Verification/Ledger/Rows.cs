using System.Runtime.InteropServices;

namespace Schedules.Verification.Ledger;

/// <summary>A schedule as it stood from an instant on, until the next version's. Runs from before KeptFrom were deleted, as its organization wants it.</summary>
internal sealed record VersionRow(int Version, DateTime At, string? Rule, bool IsEnabled, bool IsDeleted, DateTime? KeptFrom);

/// <summary>A run that stands for an occurrence.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RunRow(DateTime DueAt, int Version, string Status, int Attempt, DateTime? StartedAt);
