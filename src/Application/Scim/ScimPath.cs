namespace Schedules.Application.Scim;

/// <summary>A path of a PATCH operation (RFC 7644, figure 7).</summary>
/// <param name="Attribute">Without the schema before it; empty where the path is the schema itself.</param>
/// <param name="Filter">In brackets after it.</param>
/// <param name="SubAttribute">After a dot.</param>
public sealed record ScimPath(string Attribute, ScimFilter? Filter, string? SubAttribute)
{
    /// <summary>Names an attribute and no part of it.</summary>
    public bool IsWhole => Filter is null && SubAttribute is null;

    /// <exception cref="ScimException">It is no path.</exception>
    public static ScimPath Parse(string path)
    {
        var text = WithoutSchema(path.Trim());
        var (open, close) = (text.IndexOf('['), text.LastIndexOf(']'));
        if (open < 0 && close < 0)
            return text.Split('.') switch
            {
                [var attribute] => new(attribute, null, null),
                [var attribute, var sub] => new(attribute, null, sub),
                _ => throw Refused(path),
            };
        if (open < 1 || close < open || (close < text.Length - 1 && text[close + 1] != '.'))
            throw Refused(path);
        return new(text[..open], ScimFilter.Parse(text[(open + 1)..close]), close < text.Length - 1 ? text[(close + 2)..] : null);
    }

    /// <summary>An attribute's name without the schema's in front of it: urn:…:User:userName is userName.</summary>
    public static string WithoutSchema(string name)
    {
        foreach (var schema in ScimSchemas.OfResources)
        {
            if (name.Equals(schema, StringComparison.OrdinalIgnoreCase))
                return "";
            if (name.StartsWith(schema + ":", StringComparison.OrdinalIgnoreCase))
                return name[(schema.Length + 1)..];
        }

        return name;
    }

    /// <summary>Whether it names an attribute of a schema that is not known here: accepted, as in a whole resource, and not kept.</summary>
    public static bool IsOfOtherSchema(string path) =>
        path.Trim() is var name && name.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) && WithoutSchema(name) == name;

    private static ScimException Refused(string path) => ScimException.Path($"\"{path}\" is no path such as name.givenName or members[value eq \"id\"].");
}

/// <summary>Names of schemas and messages.</summary>
public static class ScimSchemas
{
    public const string User = "urn:ietf:params:scim:schemas:core:2.0:User";
    public const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    public const string Group = "urn:ietf:params:scim:schemas:core:2.0:Group";
    public const string List = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    public const string Error = "urn:ietf:params:scim:api:messages:2.0:Error";
    public const string PatchOp = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    public static IReadOnlyList<string> OfResources { get; } = [Enterprise, User, Group];
}
