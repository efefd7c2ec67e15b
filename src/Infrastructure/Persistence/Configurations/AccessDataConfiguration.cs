using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Schedules.Domain.Access;
using Schedules.Domain.Sod;

namespace Schedules.Infrastructure.Persistence.Configurations;

// Rows of an import that is not applied yet stand under its id in place of an organization's: there are no foreign keys.

public sealed class EntitlementConfiguration : IEntityTypeConfiguration<Entitlement>
{
    public void Configure(EntityTypeBuilder<Entitlement> builder)
    {
        builder.ToTable("Entitlements");
        builder.HasKey(entitlement => new { entitlement.OrganizationId, entitlement.Id });
        builder.Property(entitlement => entitlement.Id).HasMaxLength(EntitlementRef.MaxIdLength);
        builder.Property(entitlement => entitlement.Name).HasMaxLength(EntitlementRef.MaxNameLength);
        builder.Property(entitlement => entitlement.SourceId).HasMaxLength(AccessSource.MaxIdLength);
        builder.Property(entitlement => entitlement.Description).HasMaxLength(Entitlement.MaxDescriptionLength);
    }
}

public sealed class EntitlementNumberConfiguration : IEntityTypeConfiguration<EntitlementNumber>
{
    public void Configure(EntityTypeBuilder<EntitlementNumber> builder)
    {
        builder.ToTable("EntitlementNumbers");
        builder.HasKey(number => new { number.OrganizationId, number.Number });
        builder.Property(number => number.Number).ValueGeneratedNever();
        builder.Property(number => number.Id).HasMaxLength(EntitlementRef.MaxIdLength);
        builder.HasIndex(number => new { number.OrganizationId, number.Id }).IsUnique();
    }
}

public sealed class AccessSourceConfiguration : IEntityTypeConfiguration<AccessSource>
{
    public void Configure(EntityTypeBuilder<AccessSource> builder)
    {
        builder.ToTable("AccessSources");
        builder.HasKey(source => new { source.OrganizationId, source.Id });
        builder.Property(source => source.Id).HasMaxLength(AccessSource.MaxIdLength);
        builder.Property(source => source.Name).HasMaxLength(AccessSource.MaxNameLength);
        builder.Property(source => source.Description).HasMaxLength(AccessSource.MaxDescriptionLength);
    }
}

public sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Accounts");
        builder.HasKey(account => new { account.OrganizationId, account.SourceId, account.Id });
        builder.Property(account => account.SourceId).HasMaxLength(AccessSource.MaxIdLength);
        builder.Property(account => account.Id).HasMaxLength(Account.MaxIdLength);
        builder.Property(account => account.IdentityId).HasMaxLength(Identity.MaxIdLength);
        builder.Property(account => account.Name).HasMaxLength(Account.MaxNameLength);
        builder.Property(account => account.Entitlements).HasSetConversion();

        // Read beside the identities, in the same order.
        builder.HasIndex(account => new { account.OrganizationId, account.IdentityId });
    }
}

public sealed class AccessGroupConfiguration : IEntityTypeConfiguration<AccessGroup>
{
    public void Configure(EntityTypeBuilder<AccessGroup> builder)
    {
        builder.ToTable("AccessGroups");
        builder.HasKey(group => new { group.OrganizationId, group.Id });
        builder.Property(group => group.Id).HasMaxLength(EntitlementRef.MaxIdLength);
        builder.Property(group => group.Name).HasMaxLength(EntitlementRef.MaxNameLength);
        builder.Property(group => group.Description).HasMaxLength(AccessGroup.MaxDescriptionLength);
        builder.Property(group => group.ExternalId).HasMaxLength(Identity.MaxExternalIdLength);
        builder.Property(group => group.Contents).HasSetConversion();
        builder.Property(group => group.Version).IsConcurrencyToken();
    }
}

public sealed class GroupMemberConfiguration : IEntityTypeConfiguration<GroupMember>
{
    public void Configure(EntityTypeBuilder<GroupMember> builder)
    {
        builder.ToTable("GroupMembers");
        builder.HasKey(member => new { member.OrganizationId, member.GroupNumber, member.IdentityId });
        builder.Property(member => member.IdentityId).HasMaxLength(Identity.MaxIdLength);

        // Read beside the identities, in the same order.
        builder.HasIndex(member => new { member.OrganizationId, member.IdentityId, member.GroupNumber });
    }
}

public sealed class AccessImportConfiguration : IEntityTypeConfiguration<AccessImport>
{
    public void Configure(EntityTypeBuilder<AccessImport> builder)
    {
        builder.ToTable("AccessImports");
        builder.Property(import => import.Id).ValueGeneratedNever();
        builder.Property(import => import.Type).HasConversion<string>().HasMaxLength(16);
        builder.Property(import => import.Mode).HasConversion<string>().HasMaxLength(16);
        builder.Property(import => import.State).HasConversion<string>().HasMaxLength(16).IsConcurrencyToken();
        builder.Property(import => import.Error).HasMaxLength(AccessImport.MaxErrorLength);
        builder.HasIndex(import => new { import.OrganizationId, import.StartedAt, import.Id });

        // One at a time.
        builder.HasIndex(import => import.OrganizationId).IsUnique().HasFilter("\"State\" IN ('Reading', 'Applying')").HasDatabaseName("IX_AccessImports_Going");
    }
}

public sealed class AccessImportErrorConfiguration : IEntityTypeConfiguration<AccessImportError>
{
    public void Configure(EntityTypeBuilder<AccessImportError> builder)
    {
        builder.ToTable("AccessImportErrors");
        builder.HasKey(error => new { error.ImportId, error.Number });
        builder.Property(error => error.Number).ValueGeneratedNever();
        builder.HasOne<AccessImport>().WithMany().HasForeignKey(error => error.ImportId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(error => error.Field).HasMaxLength(AccessImportError.MaxFieldLength);
        builder.Property(error => error.Message).HasMaxLength(AccessImportError.MaxMessageLength);
    }
}

public sealed class AccessImportRowConfiguration : IEntityTypeConfiguration<AccessImportRow>
{
    public void Configure(EntityTypeBuilder<AccessImportRow> builder)
    {
        builder.ToTable("AccessImportRows");
        builder.HasKey(row => new { row.ImportId, row.Key });
        builder.Property(row => row.Key).HasMaxLength(AccessImportRow.MaxKeyLength);
    }
}
