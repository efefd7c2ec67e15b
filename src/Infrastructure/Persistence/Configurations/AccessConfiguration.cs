using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Schedules.Domain.Access;

namespace Schedules.Infrastructure.Persistence.Configurations;

public sealed class OrganizationConfiguration : IEntityTypeConfiguration<Organization>
{
    public void Configure(EntityTypeBuilder<Organization> builder)
    {
        builder.ToTable("Organizations");
        builder.Property(organization => organization.Name).HasMaxLength(Organization.MaxNameLength);
    }
}

public sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("ApiKeys");
        builder.Property(key => key.Hash).HasMaxLength(ApiKey.HashLength).IsUnicode(false);
        builder.HasIndex(key => key.Hash).IsUnique();
        builder.HasOne<Organization>().WithMany().HasForeignKey(key => key.OrganizationId).OnDelete(DeleteBehavior.Cascade);
    }
}

public sealed class OAuthClientConfiguration : IEntityTypeConfiguration<OAuthClient>
{
    public void Configure(EntityTypeBuilder<OAuthClient> builder)
    {
        builder.ToTable("OAuthClients");
        builder.Property(client => client.SecretHash).HasMaxLength(ApiKey.HashLength).IsUnicode(false);
        builder.PrimitiveCollection(client => client.Authorities);
        builder.PrimitiveCollection(client => client.Scopes);
        builder.HasOne<Organization>().WithMany().HasForeignKey(client => client.OrganizationId).OnDelete(DeleteBehavior.Cascade);
    }
}

public sealed class SigningKeyConfiguration : IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<SigningKey> builder)
    {
        builder.ToTable("SigningKeys");
        builder.Property(key => key.Id).ValueGeneratedNever();
    }
}
