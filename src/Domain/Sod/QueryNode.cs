namespace Schedules.Domain.Sod;

/// <summary>A part of a policy's query. The tree is made by <see cref="PolicyQuery.Parse"/> and open to whoever compiles it to something faster.</summary>
public abstract record QueryNode;

/// <summary>True where all parts are.</summary>
/// <param name="Parts">Two or more, none of which is an <see cref="AndNode"/>.</param>
public sealed record AndNode(IReadOnlyList<QueryNode> Parts) : QueryNode;

/// <summary>True where one part is.</summary>
/// <param name="Parts">Two or more, none of which is an <see cref="OrNode"/>.</param>
public sealed record OrNode(IReadOnlyList<QueryNode> Parts) : QueryNode;

/// <summary>True where the part is not.</summary>
public sealed record NotNode(QueryNode Part) : QueryNode;

/// <summary><c>@access(…)</c>: true where the person holds at least one entitlement for which the condition is true.</summary>
/// <param name="Condition">Of And, Or, Not and Field, whose fields are <c>id</c> and <c>name</c> of one and the same entitlement.</param>
public sealed record AccessNode(QueryNode Condition) : QueryNode
{
    /// <summary>Whether this entitlement, if it is held, makes the node true. Depends on the entitlement alone.</summary>
    public bool Matches(EntitlementRef entitlement) => Matches(Condition, entitlement);

    private static bool Matches(QueryNode condition, EntitlementRef entitlement) => condition switch
    {
        AndNode and => and.Parts.All(part => Matches(part, entitlement)),
        OrNode or => or.Parts.Any(part => Matches(part, entitlement)),
        NotNode not => !Matches(not.Part, entitlement),
        FieldNode { Field: QueryFields.Id } field => field.Matches(entitlement.Id),
        FieldNode { Field: QueryFields.Name } field => field.Matches(entitlement.Name),
        _ => throw new InvalidOperationException($"{condition} does not stand in @access."),
    };
}

/// <summary>Compares a field with a value: <c>name:Ada*</c>. Ids are compared as they are, everything else without regard to upper and lower case.</summary>
/// <param name="Field"><c>id</c>, <c>name</c>, <c>email</c>, or <c>attributes.</c> and the attribute's name.</param>
/// <param name="Comparison">Whole, by its beginning, or whether there is a value at all.</param>
/// <param name="Value">Empty for <see cref="QueryComparison.Exists"/>.</param>
public sealed record FieldNode(string Field, QueryComparison Comparison, string Value) : QueryNode
{
    /// <summary>The attribute's name, or null where the field is none.</summary>
    public string? Attribute => Field.StartsWith(QueryFields.Attributes, StringComparison.Ordinal) ? Field[QueryFields.Attributes.Length..] : null;

    /// <param name="value">The field's value; null or empty where there is none.</param>
    public bool Matches(string? value) => !string.IsNullOrEmpty(value) && Comparison switch
    {
        QueryComparison.Equal => value.Equals(Value, Case),
        QueryComparison.StartsWith => value.StartsWith(Value, Case),
        _ => true,
    };

    private StringComparison Case => Field == QueryFields.Id ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
}

public enum QueryComparison
{
    Equal,

    /// <summary><c>Ada*</c></summary>
    StartsWith,

    /// <summary><c>*</c></summary>
    Exists,
}

/// <summary>The fields that queries name.</summary>
public static class QueryFields
{
    public const string Id = "id";
    public const string Name = "name";
    public const string Email = "email";

    /// <summary>What stands before an attribute's name.</summary>
    public const string Attributes = "attributes.";
}
