using NodaTime;
using Schedules.Domain.Access;
using Schedules.Domain.Sod;

namespace Schedules.UnitTests.Sod;

/// <summary>Nouns for tests of SOD.</summary>
internal static class Conflicts
{
    public static readonly Instant Now = Instant.FromUtc(2024, 1, 1, 9, 0);

    public static readonly Guid OrganizationId = new("0190b1c2-0000-7000-8000-000000000001");

    public static AccessCriteria Side(params string[] ids) => new("side", Entitlements(ids));

    public static ConflictingAccessCriteria Of(string[] left, string[] right) => new(Side(left), Side(right));

    public static IdentityAccess Holder(string id, params string[] entitlements) =>
        IdentityAccess.Direct(id, $"{id}'s name", null, Entitlements(entitlements));

    public static SodPolicy Policy(PolicyTerms terms) => new(Guid.Empty, OrganizationId, terms, "creator", Now);

    public static PolicyTerms Conflicting() => new()
    {
        Name = "Payables",
        Type = PolicyType.ConflictingAccessBased,
        ConflictingAccessCriteria = Of(["A", "B"], ["C", "D"]),
    };

    public static PolicyTerms General() => new() { Name = "Admins", PolicyQuery = "@access(name:admin)" };

    public static EntitlementRef[] Entitlements(params string[] ids) => [.. ids.Select(id => new EntitlementRef(id))];
}
