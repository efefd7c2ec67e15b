namespace Schedules.Domain.Access;

/// <summary>What a token may do.</summary>
public static class Scopes
{
    public const string All = "sp:scopes:all";
    public const string SodPolicyRead = "idn:sod-policy:read";
    public const string SodPolicyManage = "idn:sod-policy:manage";
    public const string SodViolationRead = "idn:sod-violation:read";
    public const string SodViolationManage = "idn:sod-violation:manage";

    public static IReadOnlyList<string> Known { get; } = [SodPolicyRead, SodPolicyManage, SodViolationRead, SodViolationManage];

    /// <summary>Whether those held open the one that is needed: all opens every one, manage opens read.</summary>
    public static bool Grants(IEnumerable<string> held, string needed) =>
        (needed == All || Known.Contains(needed))
        && held.Any(scope => scope == needed || scope == All || (needed == scope.Replace(":manage", ":read", StringComparison.Ordinal)));
}

/// <summary>What the user of a token is.</summary>
public static class Authorities
{
    public const string OrganizationAdmin = "ORG_ADMIN";
}
