using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Schedules.Domain.Schedules;
using Schedules.Domain.Sod;

namespace Schedules.Infrastructure.Persistence.Configurations;

public sealed class RunMailConfiguration : IEntityTypeConfiguration<RunMail>
{
    public void Configure(EntityTypeBuilder<RunMail> builder)
    {
        builder.ToTable("RunMails");

        // The send ledger's promise: a run and recipient stand once.
        builder.HasKey(mail => new { mail.RunId, mail.RecipientId });
        builder.HasOne<Run>().WithMany().HasForeignKey(mail => mail.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(mail => mail.RecipientId).HasMaxLength(Recipient.MaxIdLength);
        builder.Property(mail => mail.RecipientName).HasMaxLength(Recipient.MaxNameLength);
        builder.Property(mail => mail.MessageId).HasMaxLength(RunMail.MaxMessageIdLength);
        builder.Property(mail => mail.Status).HasConversion<string>().HasMaxLength(16);
        builder.Property(mail => mail.Owner).HasMaxLength(128);
        builder.Property(mail => mail.Address).HasMaxLength(Identity.MaxEmailLength);
        builder.Property(mail => mail.Error).HasMaxLength(RunMail.MaxErrorLength);

        // What is due: few rows are in this state.
        builder.HasIndex(mail => mail.NextAttemptAt).HasFilter("\"Status\" = 'Queued'").HasDatabaseName("IX_RunMails_Queue");
    }
}
