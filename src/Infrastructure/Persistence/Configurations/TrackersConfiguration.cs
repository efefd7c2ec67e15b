using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Persistence.Configurations;

public sealed class TrackerConfiguration : IEntityTypeConfiguration<Tracker>
{
    private const int MaxWordLength = 32;

    public void Configure(EntityTypeBuilder<Tracker> builder)
    {
        builder.ToTable("Trackers");
        builder.Property(tracker => tracker.Id).ValueGeneratedNever();
        builder.Property(tracker => tracker.Type).HasConversion<string>().HasMaxLength(MaxWordLength);
        builder.Property(tracker => tracker.Category).HasConversion<string>().HasMaxLength(MaxWordLength);
        builder.Property(tracker => tracker.CategoryBefore).HasConversion<string>().HasMaxLength(MaxWordLength);
        builder.Property(tracker => tracker.Origin).HasConversion<string>().HasMaxLength(MaxWordLength);
        builder.Property(tracker => tracker.MatchType).HasConversion<string>().HasMaxLength(MaxWordLength);
        builder.Property(tracker => tracker.Domain).HasMaxLength(Tracker.MaxDomainLength);
        builder.Property(tracker => tracker.Name).HasMaxLength(Tracker.MaxNameLength);
        builder.Property(tracker => tracker.DetectedName).HasMaxLength(Tracker.MaxNameLength);
        builder.Property(tracker => tracker.Pattern).HasMaxLength(Tracker.MaxNameLength);
        builder.Property(tracker => tracker.Company).HasMaxLength(Tracker.MaxCompanyLength);
        builder.Property(tracker => tracker.Description).HasMaxLength(Tracker.MaxDescriptionLength);
        builder.Property(tracker => tracker.Reason).HasMaxLength(TrackerDecision.MaxReasonLength);
        builder.Property(tracker => tracker.DecidedBy).HasMaxLength(Tracker.MaxUserIdLength);
        builder.Property(tracker => tracker.Suggestion).HasJsonConversion();
        builder.Property(tracker => tracker.Version).IsConcurrencyToken();
        builder.HasOne<Project>().WithMany().HasForeignKey(tracker => tracker.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(tracker => new { tracker.ProjectId, tracker.Type, tracker.Domain, tracker.DetectedName }).IsUnique();
    }
}

public sealed class ScanReportConfiguration : IEntityTypeConfiguration<ScanReport>
{
    public void Configure(EntityTypeBuilder<ScanReport> builder)
    {
        builder.ToTable("ScanReports");
        builder.HasKey(report => report.RunId);
        builder.Property(report => report.RunId).ValueGeneratedNever();
        builder.Property(report => report.Depth).HasConversion<string>().HasMaxLength(32);
        builder.Property(report => report.Findings).HasJsonConversion();
        builder.Property(report => report.Coverage).HasJsonConversion();
        builder.Property(report => report.Versions).HasJsonConversion();
        builder.Property(report => report.Verdicts).HasJsonConversion();
        builder.Property(report => report.Changes).HasJsonConversion();
        builder.HasOne<Project>().WithMany().HasForeignKey(report => report.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(report => new { report.ProjectId, report.At });
    }
}

/// <summary>In tables of their own: whoever reads a report does not read all that it was made from.</summary>
public sealed class StoredEvidenceConfiguration : IEntityTypeConfiguration<StoredEvidence>
{
    public void Configure(EntityTypeBuilder<StoredEvidence> builder)
    {
        builder.ToTable("ScanEvidence");
        builder.HasKey(evidence => evidence.RunId);
        builder.Property(evidence => evidence.RunId).ValueGeneratedNever();
        builder.HasOne<ScanReport>().WithMany().HasForeignKey(evidence => evidence.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}

public sealed class ScreenshotConfiguration : IEntityTypeConfiguration<Screenshot>
{
    public void Configure(EntityTypeBuilder<Screenshot> builder)
    {
        builder.ToTable("Screenshots");
        builder.HasKey(screenshot => new { screenshot.RunId, screenshot.Number });
        builder.Property(screenshot => screenshot.RunId).ValueGeneratedNever();
        builder.Property(screenshot => screenshot.Number).ValueGeneratedNever();
        builder.Ignore(screenshot => screenshot.Type);
        builder.HasOne<ScanReport>().WithMany().HasForeignKey(screenshot => screenshot.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}

public sealed class RunProgressConfiguration : IEntityTypeConfiguration<RunProgress>
{
    private const int MaxWordLength = 32;

    public void Configure(EntityTypeBuilder<RunProgress> builder)
    {
        builder.ToTable("RunProgress");
        builder.HasKey(progress => progress.RunId);
        builder.Property(progress => progress.RunId).ValueGeneratedNever();
        builder.Property(progress => progress.Pass).HasConversion<string>().HasMaxLength(MaxWordLength);
    }
}
