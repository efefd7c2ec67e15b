namespace Schedules.Domain.Sod;

/// <summary>What nobody may hold together: something of the left side and something of the right.</summary>
public sealed record ConflictingAccessCriteria
{
    /// <exception cref="InvalidValueException">A side is missing, or an entitlement is on both.</exception>
    public ConflictingAccessCriteria(AccessCriteria? leftCriteria, AccessCriteria? rightCriteria)
    {
        LeftCriteria = leftCriteria ?? throw new InvalidValueException("leftCriteria", null, "access criteria");
        RightCriteria = rightCriteria ?? throw new InvalidValueException("rightCriteria", null, "access criteria");
        RefuseOverlap();
    }

    public AccessCriteria LeftCriteria { get; }

    public AccessCriteria RightCriteria { get; }

    /// <summary>Both sides as one access query: <c>@access(id:A OR id:B) AND @access(id:C OR id:D)</c>.</summary>
    public string Query => $"{LeftCriteria.Query} AND {RightCriteria.Query}";

    /// <summary>Refuses entitlements that together are no conflict: what neither side names, or what is all of one side.</summary>
    /// <exception cref="InvalidValueException">They are none.</exception>
    internal void RequireConflict(string field, IReadOnlyList<EntitlementRef> entitlements)
    {
        for (var i = 0; i < entitlements.Count; i++)
        {
            if (!LeftCriteria.Names(entitlements[i]) && !RightCriteria.Names(entitlements[i]))
                throw new InvalidValueException($"{field}[{i}].id", entitlements[i].Id, "an entitlement that the policy's criteria name");
        }

        if (!entitlements.Any(LeftCriteria.Names) || !entitlements.Any(RightCriteria.Names))
            throw new InvalidValueException(field, string.Join(", ", entitlements.Select(item => item.Id)), "entitlements of both sides of the policy's criteria");
    }

    private void RefuseOverlap()
    {
        var left = LeftCriteria.CriteriaList.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < RightCriteria.CriteriaList.Count; i++)
        {
            var id = RightCriteria.CriteriaList[i].Id;
            if (left.Contains(id))
                throw new InvalidValueException($"rightCriteria.criteriaList[{i}].id", id, "an entitlement that is not on the left side");
        }
    }
}
