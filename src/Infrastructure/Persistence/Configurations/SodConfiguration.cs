using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Schedules.Domain.Access;
using Schedules.Domain.Sod;

namespace Schedules.Infrastructure.Persistence.Configurations;

public sealed class SodPolicyConfiguration : IEntityTypeConfiguration<SodPolicy>
{
    public void Configure(EntityTypeBuilder<SodPolicy> builder)
    {
        builder.ToTable("SodPolicies");
        builder.Property(policy => policy.Id).ValueGeneratedNever();
        builder.HasOne<Organization>().WithMany().HasForeignKey(policy => policy.OrganizationId);
        builder.Property(policy => policy.Name).HasMaxLength(SodPolicy.MaxNameLength);
        builder.Property(policy => policy.CreatorId).HasMaxLength(SodPolicy.MaxUserIdLength);
        builder.Property(policy => policy.ModifierId).HasMaxLength(SodPolicy.MaxUserIdLength);
        builder.Property(policy => policy.State).HasConversion<string>().HasMaxLength(32);
        builder.Property(policy => policy.Type).HasConversion<string>().HasMaxLength(32);
        builder.Property(policy => policy.Tags).HasJsonConversion();
        builder.Property(policy => policy.Level).HasConversion<string>().HasMaxLength(32);
        // In columns, as lists are searched and sorted by the owner's name.
        builder.ComplexProperty(policy => policy.OwnerRef, owner =>
        {
            owner.Property(o => o.Type).HasConversion<string>().HasMaxLength(32);
            owner.Property(o => o.Id).HasMaxLength(PolicyOwner.MaxIdLength);
            owner.Property(o => o.Name).HasMaxLength(PolicyOwner.MaxNameLength);
        });
        builder.Property(policy => policy.SecondaryOwnerRefs).HasJsonConversion();
        builder.Property(policy => policy.AllowedControls).HasJsonConversion();
        builder.Property(policy => policy.ViolationOwnerAssignmentConfig).HasJsonConversion();
        builder.Property(policy => policy.ConflictingAccessCriteria).HasJsonConversion();
        builder.Property(policy => policy.Version).IsConcurrencyToken();
    }
}

public sealed class IdentityConfiguration : IEntityTypeConfiguration<Identity>
{
    public void Configure(EntityTypeBuilder<Identity> builder)
    {
        builder.ToTable("Identities");
        // The order of the key is the order of reading: one organization's identities stand together, ordered by id. Rows of an import that is not applied
        // yet stand under its id, so that there is no foreign key.
        builder.HasKey(identity => new { identity.OrganizationId, identity.Id });
        builder.Property(identity => identity.Id).HasMaxLength(Identity.MaxIdLength);
        builder.Property(identity => identity.IdKey).HasMaxLength(Identity.MaxIdLength);
        builder.Property(identity => identity.Name).HasMaxLength(Identity.MaxNameLength);
        builder.Property(identity => identity.Email).HasMaxLength(Identity.MaxEmailLength);
        builder.Property(identity => identity.UserName).HasMaxLength(Identity.MaxUserNameLength);
        builder.Property(identity => identity.UserNameKey).HasMaxLength(Identity.MaxUserNameLength);
        builder.Property(identity => identity.ExternalId).HasMaxLength(Identity.MaxExternalIdLength);
        builder.Property(identity => identity.ManagerId).HasMaxLength(Identity.MaxIdLength);
        builder.Property(identity => identity.Attributes).HasAttributesConversion();
        builder.Property(identity => identity.Entitlements).HasSetConversion();
        builder.Property(identity => identity.Version).IsConcurrencyToken();
        builder.Ignore(identity => identity.Terms);
        builder.HasIndex(identity => new { identity.OrganizationId, identity.UserNameKey }).IsUnique().HasFilter("\"UserNameKey\" IS NOT NULL");
        builder.HasIndex(identity => new { identity.OrganizationId, identity.IdKey }).HasFilter("\"UserNameKey\" IS NULL");
        builder.HasIndex(identity => new { identity.OrganizationId, identity.ExternalId }).HasFilter("\"ExternalId\" IS NOT NULL");
    }
}

public sealed class PolicyEvaluationConfiguration : IEntityTypeConfiguration<PolicyEvaluation>
{
    public void Configure(EntityTypeBuilder<PolicyEvaluation> builder)
    {
        builder.ToTable("SodEvaluations");
        builder.HasKey(evaluation => new { evaluation.RunId, evaluation.PolicyId });
        builder.Property(evaluation => evaluation.Policy).HasJsonConversion();
        // No foreign key to the policy: what was found stays in the books when the policy is deleted for good.
        builder.HasIndex(evaluation => new { evaluation.PolicyId, evaluation.EvaluatedAt });
    }
}

public sealed class SodViolationConfiguration : IEntityTypeConfiguration<SodViolation>
{
    public void Configure(EntityTypeBuilder<SodViolation> builder)
    {
        builder.ToTable("SodViolations");
        builder.HasKey(violation => new { violation.RunId, violation.PolicyId, violation.IdentityId });
        builder.HasOne<PolicyEvaluation>().WithMany().HasForeignKey(violation => new { violation.RunId, violation.PolicyId });
        builder.Property(violation => violation.IdentityId).HasMaxLength(Identity.MaxIdLength);
        builder.Property(violation => violation.IdentityName).HasMaxLength(Identity.MaxNameLength);
        builder.Property(violation => violation.IdentityEmail).HasMaxLength(Identity.MaxEmailLength);
        builder.Property(violation => violation.Left).HasJsonConversion();
        builder.Property(violation => violation.Right).HasJsonConversion();
    }
}

public sealed class ExceptionGrantConfiguration : IEntityTypeConfiguration<ExceptionGrant>
{
    public void Configure(EntityTypeBuilder<ExceptionGrant> builder)
    {
        builder.ToTable("SodExceptions");
        builder.Property(exception => exception.Id).ValueGeneratedNever();
        builder.HasOne<Organization>().WithMany().HasForeignKey(exception => exception.OrganizationId);
        builder.Property(exception => exception.IdentityId).HasMaxLength(Identity.MaxIdLength);
        builder.Property(exception => exception.Entitlements).HasJsonConversion();
        builder.Property(exception => exception.Reason).HasMaxLength(ExceptionGrant.MaxReasonLength);
        builder.Property(exception => exception.GrantedBy).HasMaxLength(SodPolicy.MaxUserIdLength);
        builder.Property(exception => exception.RevokedBy).HasMaxLength(SodPolicy.MaxUserIdLength);

        // Lists, newest first, and those of a policy that is evaluated.
        builder.HasIndex(exception => new { exception.OrganizationId, exception.Created, exception.Id });
        builder.HasIndex(exception => new { exception.PolicyId, exception.Expires });
    }
}

public sealed class AccessCheckConfiguration : IEntityTypeConfiguration<AccessCheck>
{
    public void Configure(EntityTypeBuilder<AccessCheck> builder)
    {
        builder.ToTable("AccessChecks");
        builder.Property(check => check.Id).ValueGeneratedNever();
        builder.HasOne<Organization>().WithMany().HasForeignKey(check => check.OrganizationId);
        builder.HasIndex(check => new { check.OrganizationId, check.Created });
    }
}

public sealed class ReportLayoutConfiguration : IEntityTypeConfiguration<ReportLayout>
{
    public void Configure(EntityTypeBuilder<ReportLayout> builder)
    {
        builder.ToTable("ReportLayouts");
        builder.HasKey(layout => layout.OrganizationId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(layout => layout.OrganizationId);
        builder.Property(layout => layout.Columns).HasJsonConversion();
    }
}
