using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Schedules.Domain.Access;

namespace Schedules.Infrastructure.Persistence;

/// <summary>How access data stand in their columns.</summary>
internal static class AccessColumns
{
    public static PropertyBuilder<EntitlementSet> HasSetConversion(this PropertyBuilder<EntitlementSet> property) => property.HasConversion(
        new ValueConverter<EntitlementSet, byte[]>(set => set.ToBytes(), bytes => EntitlementSet.FromBytes(bytes)),
        new ValueComparer<EntitlementSet>((a, b) => Equals(a, b), set => set.GetHashCode(), set => set));

    public static PropertyBuilder<IdentityAttributes> HasAttributesConversion(this PropertyBuilder<IdentityAttributes> property) => property.HasConversion(
        new ValueConverter<IdentityAttributes, string>(attributes => Write(attributes), json => Attributes(json)),
        new ValueComparer<IdentityAttributes>((a, b) => ReferenceEquals(a, b), attributes => attributes.GetHashCode(), attributes => attributes));

    public static IdentityAttributes Attributes(string json) =>
        json is "{}" ? IdentityAttributes.None : new(JsonSerializer.Deserialize<Dictionary<string, string?>>(json)!);

    private static string Write(IdentityAttributes attributes) =>
        attributes.All.Count == 0 ? "{}" : JsonSerializer.Serialize(attributes.All, JsonSerializerOptions.Web);
}
