using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Schedules.Application.Common;
using Schedules.Domain.Access;

namespace Schedules.Application.Scim;

/// <summary>What all changes and lists of groups share.</summary>
public sealed class ScimGroupStore(ISchedulesDb db, ICurrentUser user, ScimNestedGroups nested)
{
    private const int IdsInAQuery = 1000;

#pragma warning disable MA0011 // These become the database's own lower().
    internal ScimQuery<AccessGroup> Query { get; } = new(new Dictionary<string, ScimAttribute<AccessGroup>>(StringComparer.Ordinal)
    {
        ["id"] = ScimAttribute<AccessGroup>.Text(g => g.Id),
        ["externalid"] = ScimAttribute<AccessGroup>.Text(g => g.ExternalId),
        ["displayname"] = ScimAttribute<AccessGroup>.Text(g => g.Name.ToLower(), anyCase: true),
        ["members"] = ByMember(db),
        ["members.value"] = ByMember(db),
        ["meta.created"] = ScimAttribute<AccessGroup>.Moment(g => g.Created),
        ["meta.lastmodified"] = ScimAttribute<AccessGroup>.Moment(g => g.Modified),
    });
#pragma warning restore MA0011

    private static ScimAttribute<AccessGroup> ByMember(ISchedulesDb db) => ScimAttribute<AccessGroup>.Text(g => null) with
    {
        Special = (name, value) => name == "eq"
            ? g => db.GroupMembers.Any(m => m.OrganizationId == g.OrganizationId && m.GroupNumber == g.Number && m.IdentityId == value)
            : throw ScimException.Filter("members are found by eq."),
    };

    /// <exception cref="ScimException">A member has another type, or the name is missing.</exception>
    /// <remarks>What SCIM does not speak of stays as it is.</remarks>
    internal static GroupTerms Terms(JsonObject body, AccessGroup? stored) => new(
        body.Member("displayName").Text("displayName") ?? throw ScimException.Value("displayName must be a text of 1 to 256 characters."),
        stored?.Description, body.Member("externalId").Text("externalId"), stored?.Contents ?? EntitlementSet.Empty);

    public async Task<IReadOnlyList<JsonObject>> Show(IReadOnlyList<AccessGroup> groups, bool members, CancellationToken cancellationToken)
    {
        if (!members || groups.Count == 0)
            return [.. groups.Select(group => Resource(group, null))];
        var numbers = groups.Select(group => group.Number).ToArray();
        var (users, contained) = (await Members(numbers, cancellationToken), await nested.Of(numbers, cancellationToken));
        return [.. groups.Select(group => Resource(
            group, users[group.Number].Select(one => Member(one, "User")).Concat(contained[group.Number].Select(one => Member(one, "Group")))))];
    }

    /// <summary>Adds users and groups to those that are members.</summary>
    /// <exception cref="ScimException">One of them is neither.</exception>
    public async Task AddMembers(AccessGroup group, IEnumerable<string> ids, CancellationToken cancellationToken) =>
        await nested.Add(group, await AddUsers(group, ids, cancellationToken), cancellationToken);

    /// <returns>Those that are no users.</returns>
    private async Task<IReadOnlyCollection<string>> AddUsers(AccessGroup group, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var others = new List<string>();
        foreach (var part in ids.Distinct(StringComparer.Ordinal).Chunk(IdsInAQuery))
        {
            var users = await db.Identities.Where(i => i.OrganizationId == user.OrganizationId && part.Contains(i.Id)).Select(i => i.Id).ToListAsync(cancellationToken);
            others.AddRange(part.Except(users, StringComparer.Ordinal));
            var stored = (await Stored(group, part, cancellationToken)).Select(member => member.IdentityId);
            db.GroupMembers.AddRange(users.Except(stored, StringComparer.Ordinal).Select(id => new GroupMember(user.OrganizationId, group.Number, id)));
        }

        return others;
    }

    public async Task RemoveMembers(AccessGroup group, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        foreach (var part in ids.Chunk(IdsInAQuery))
        {
            var users = await Stored(group, part, cancellationToken);
            db.GroupMembers.RemoveRange(users);
            await nested.Remove(group, [.. part.Except(users.Select(member => member.IdentityId), StringComparer.Ordinal)], cancellationToken);
        }
    }

    /// <summary>Makes the users that are members be exactly these; of groups, see <see cref="ScimNestedGroups.Set"/>.</summary>
    public async Task SetMembers(AccessGroup group, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var kept = ids.ToHashSet(StringComparer.Ordinal);
        var stored = await db.GroupMembers.Where(m => m.OrganizationId == user.OrganizationId && m.GroupNumber == group.Number).ToListAsync(cancellationToken);
        db.GroupMembers.RemoveRange(stored.Where(member => !kept.Contains(member.IdentityId)));
        await nested.Set(group, await AddUsers(group, ids, cancellationToken), cancellationToken);
    }

    public Task RemoveAllGroups(AccessGroup group, CancellationToken cancellationToken) => nested.RemoveAll(group, cancellationToken);

    private Task<List<GroupMember>> Stored(AccessGroup group, string[] ids, CancellationToken cancellationToken) => db.GroupMembers
        .Where(m => m.OrganizationId == user.OrganizationId && m.GroupNumber == group.Number && ids.Contains(m.IdentityId))
        .ToListAsync(cancellationToken);

    private async Task<ILookup<int, (string Id, string Name)>> Members(int[] numbers, CancellationToken cancellationToken)
    {
        var us = user.OrganizationId;
        var members = await db.GroupMembers.Where(m => m.OrganizationId == us && numbers.Contains(m.GroupNumber))
            .Join(db.Identities.Where(i => i.OrganizationId == us), m => m.IdentityId, i => i.Id, (m, i) => new { m.GroupNumber, i.Id, i.Name })
            .OrderBy(member => member.Id)
            .ToListAsync(cancellationToken);
        return members.ToLookup(member => member.GroupNumber, member => (member.Id, member.Name));
    }

    private static JsonObject Member((string Id, string Name) member, string type) => new()
    {
        ["value"] = member.Id, ["display"] = member.Name, ["$ref"] = $"/scim/v2/{type}s/{Uri.EscapeDataString(member.Id)}", ["type"] = type,
    };

    private static JsonObject Resource(AccessGroup group, IEnumerable<JsonNode>? members)
    {
        var resource = new JsonObject { ["schemas"] = new JsonArray(ScimSchemas.Group), ["id"] = group.Id, ["displayName"] = group.Name };
        if (group.ExternalId is { } externalId)
            resource["externalId"] = externalId;
        if (members is not null)
            resource["members"] = new JsonArray([.. members]);
        resource["meta"] = ScimJson.Meta("Group", group.Id, group.Created, group.Modified, group.Version);
        return resource;
    }
}

/// <summary>Members as requests name them.</summary>
internal static class ScimMembers
{
    private const int Most = 100_000;

    /// <exception cref="ScimException">They are no list of objects with value.</exception>
    public static IReadOnlyList<string> Ids(JsonNode? members)
    {
        List<JsonNode?> list = members switch
        {
            null => [],
            JsonArray array => [.. array],
            _ => [members],
        };
        var ids = list.Select(member => (member is JsonObject ? member.Member("value") : member).Text("members.value")
            ?? throw ScimException.Value("members must be a list of objects with value.")).ToList();
        return ids.Count <= Most ? ids : throw ScimException.Value($"members must be at most {Most} at a time.");
    }
}
