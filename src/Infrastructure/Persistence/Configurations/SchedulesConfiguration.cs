using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;

namespace Schedules.Infrastructure.Persistence.Configurations;

public sealed class ScheduleConfiguration : IEntityTypeConfiguration<Schedule>
{
    public void Configure(EntityTypeBuilder<Schedule> builder)
    {
        builder.ToTable("Schedules");
        builder.Ignore(schedule => schedule.Target);
        builder.Property(schedule => schedule.Id).ValueGeneratedNever();
        builder.Property(schedule => schedule.TargetType).HasConversion<string>().HasMaxLength(32);
        builder.Property(schedule => schedule.Rule).HasConversion(rule => RuleJson.Write(rule), json => RuleJson.Read(json));
        builder.Property(schedule => schedule.Report).HasConversion(
            report => JsonSerializer.Serialize(report, JsonSerializerOptions.Web),
            json => JsonSerializer.Deserialize<ReportSettings>(json, JsonSerializerOptions.Web)!);
        builder.Property(schedule => schedule.CreatorId).HasMaxLength(128);
        builder.Property(schedule => schedule.ModifierId).HasMaxLength(128);
        builder.Property(schedule => schedule.Version).IsConcurrencyToken();

        // Moved on by the dispatcher, who changes no version. A change that was decided before an occurrence and comes to be stored after its dispatch
        // would say of the run that stands there that it was never due.
        builder.Property(schedule => schedule.NextDueAt).IsConcurrencyToken();

        // One schedule a target.
        builder.HasIndex(schedule => new { schedule.TargetType, schedule.TargetId }).IsUnique();

        // The dispatcher's look at what is due, and the list of an organization.
        builder.HasIndex(schedule => schedule.NextDueAt).HasFilter("\"NextDueAt\" IS NOT NULL");
        builder.HasIndex(schedule => new { schedule.OrganizationId, schedule.CreatedAt, schedule.Id });
    }
}

public sealed class ScheduleVersionConfiguration : IEntityTypeConfiguration<ScheduleVersion>
{
    public void Configure(EntityTypeBuilder<ScheduleVersion> builder)
    {
        builder.ToTable("ScheduleVersions");
        builder.HasKey(version => new { version.ScheduleId, version.Version });
        builder.Property(version => version.TargetType).HasConversion<string>().HasMaxLength(32);
        builder.Property(version => version.Rule).HasConversion(rule => RuleJson.Write(rule), json => RuleJson.Read(json));
        builder.Property(version => version.ModifierId).HasMaxLength(128);

        // An organization's report, schedule by schedule.
        builder.HasIndex(version => new { version.OrganizationId, version.ScheduleId });
    }
}

public sealed class RunConfiguration : IEntityTypeConfiguration<Run>
{
    public void Configure(EntityTypeBuilder<Run> builder)
    {
        builder.ToTable("Runs");
        builder.Ignore(run => run.Target);
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.Property(run => run.TargetType).HasConversion<string>().HasMaxLength(32);
        builder.Property(run => run.Trigger).HasConversion<string>().HasMaxLength(16);
        builder.Property(run => run.Reason).HasMaxLength(Run.MaxReasonLength);
        builder.Property(run => run.Remark).HasMaxLength(Run.MaxReasonLength);
        builder.Property(run => run.RequestedBy).HasMaxLength(128);

        // The row is the lock: a write takes effect only where these still say what the writer read.
        builder.Property(run => run.Status).HasConversion<string>().HasMaxLength(16).IsConcurrencyToken();
        builder.Property(run => run.Attempt).IsConcurrencyToken();
        builder.Property(run => run.Owner).HasMaxLength(128).IsConcurrencyToken();

        // The ledger's promise: an occurrence stands once.
        builder.HasIndex(run => new { run.ScheduleId, run.DueAt }).IsUnique().HasFilter("\"DueAt\" IS NOT NULL");

        // Runs of a schedule never overlap: at most one is queued or going.
        // Reports belong to no schedule; SQL Server would let only one of them in.
        builder.HasIndex(run => run.ScheduleId).IsUnique()
            .HasFilter("\"Status\" IN ('Queued', 'Running') AND \"ScheduleId\" IS NOT NULL").HasDatabaseName("IX_Runs_Busy");

        // The queue, where an organization sits in it, and the leases: few rows are in these states.
        builder.HasIndex(run => new { run.TargetType, run.Turn }).HasFilter("\"Status\" = 'Queued'").HasDatabaseName("IX_Runs_Queue");
        builder.HasIndex(run => new { run.TargetType, run.OrganizationId, run.Turn }).HasFilter("\"Status\" = 'Queued'").HasDatabaseName("IX_Runs_Turns");
        builder.HasIndex(run => run.LeaseUntil).HasFilter("\"Status\" = 'Running'").HasDatabaseName("IX_Runs_Leases");

        // Lists, newest first.
        builder.HasIndex(run => new { run.OrganizationId, run.At, run.Id });
        builder.HasIndex(run => new { run.ScheduleId, run.At, run.Id });

        // The latest report of a policy.
        builder.HasIndex(run => new { run.TargetId, run.At });
    }
}
