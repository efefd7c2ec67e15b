using System.ComponentModel.DataAnnotations;

namespace Schedules.Application.Access;

/// <summary>Settings <c>Access:*</c>.</summary>
public sealed class ImportOptions
{
    public const string Section = "Access";

    /// <summary>The largest file, in bytes as sent; 0 for any.</summary>
    [Range(0, long.MaxValue)]
    public long MaxImportBytes { get; set; } = 10L << 30;

    /// <summary>How long an import may give no sign of life before it counts as crashed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ImportLease { get; set; } = TimeSpan.FromMinutes(2);
}
