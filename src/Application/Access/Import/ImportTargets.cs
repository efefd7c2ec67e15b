using Schedules.Domain.Access;

namespace Schedules.Application.Access;

/// <summary>What a row of each type is.</summary>
internal static class ImportTargets
{
    public static IImportTarget Of(ImportType type) => type switch
    {
        ImportType.Identities => new IdentityImport(),
        ImportType.Accounts => new AccountImport(),
        ImportType.Entitlements => new EntitlementImport(),
        ImportType.Roles => new RoleImport(),
    };
}
