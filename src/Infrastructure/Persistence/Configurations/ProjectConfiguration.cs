using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Schedules.Domain.Access;
using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Persistence.Configurations;

public sealed class ProjectConfiguration : IEntityTypeConfiguration<Project>
{
    public void Configure(EntityTypeBuilder<Project> builder)
    {
        builder.ToTable("Projects");
        builder.Property(project => project.Name).HasMaxLength(Project.MaxNameLength);
        builder.Property(project => project.PrivacyPolicyUrl).HasMaxLength(Project.MaxUrlLength);
        builder.Property(project => project.TermsOfServiceUrl).HasMaxLength(Project.MaxUrlLength);
        builder.PrimitiveCollection(project => project.Domains).HasField("_domains");
        builder.PrimitiveCollection(project => project.ContactEmails).HasField("_contactEmails");
        builder.Property(project => project.TrackerRules).HasJsonConversion();
        builder.Property(project => project.Version).IsConcurrencyToken();
        builder.HasIndex(project => project.OrganizationId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(project => project.OrganizationId).OnDelete(DeleteBehavior.Cascade);
    }
}
