using System.Text.Json;
using Schedules.Application.Sod;

namespace Schedules.IntegrationTests.Sod;

/// <summary>Bodies as clients write them: JSON, read as the API reads it.</summary>
internal static class Bodies
{
    public const string Conflicting = """
        {"name":"Payables","description":null,"ownerRef":{"type":"IDENTITY","id":"owner-1","name":"Olga"},
         "externalPolicyReference":"XYZ","compensatingControls":"Review","correctionAdvice":"Take one away","tags":["sox"],
         "violationOwnerAssignmentConfig":{"assignmentRule":"STATIC","ownerRef":{"type":"GOVERNANCE_GROUP","id":"g","name":null}},
         "scheduled":true,"type":"CONFLICTING_ACCESS_BASED","unknown":[1],
         "conflictingAccessCriteria":{
           "leftCriteria":{"name":"pay","criteriaList":[{"type":"ENTITLEMENT","id":"A","name":"Pay"},{"type":"ENTITLEMENT","id":"B"}]},
           "rightCriteria":{"name":"order","criteriaList":[{"type":"ENTITLEMENT","id":"C"},{"type":"ENTITLEMENT","id":"D"}]}}}
        """;

    private static readonly JsonSerializerOptions _web = new(JsonSerializerDefaults.Web);

    /// <summary>As the web writes and reads a policy, but for its dates.</summary>
    public static SodPolicyJson Json { get; } = new(
        policy => JsonSerializer.SerializeToNode(policy, _web)!.AsObject(), document => document.Deserialize<SodPolicyBody>(_web)!);

    public static CreateSodPolicy Policy(string json) => new(JsonSerializer.Deserialize<SodPolicyBody>(json, _web)!);

    public static CreateSodPolicy General(string name) => Policy($$"""{"name":"{{name}}","policyQuery":"@access(name:x)"}""");

    public static IdentityBody Identity(string id, params string[] entitlements) =>
        new(id, $"{id}'s name", null, [.. entitlements.Select(entitlement => new EntitlementDto(entitlement, null))]);

    public static PutIdentities Identities(params IdentityBody[] identities) => new(identities);
}
