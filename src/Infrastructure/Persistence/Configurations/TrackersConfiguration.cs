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
        builder.Property(tracker => tracker.Type).HasConversion<string>().HasMaxLength(MaxWordLength);
        builder.Property(tracker => tracker.Category).HasConversion<string>().HasMaxLength(MaxWordLength);
        builder.Property(tracker => tracker.Domain).HasMaxLength(Tracker.MaxDomainLength);
        builder.Property(tracker => tracker.Name).HasMaxLength(Tracker.MaxNameLength);
        builder.HasIndex(tracker => new { tracker.ProjectId, tracker.Type, tracker.Domain, tracker.Name }).IsUnique();
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
