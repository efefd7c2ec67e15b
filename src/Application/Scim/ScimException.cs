namespace Schedules.Application.Scim;

/// <summary>A refusal in SCIM's own words (RFC 7644, section 3.12).</summary>
/// <param name="status">HTTP status.</param>
/// <param name="scimType">Such as uniqueness; null where there is no word.</param>
/// <param name="message">What is wrong, for the caller.</param>
public sealed class ScimException(int status, string? scimType, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string? ScimType { get; } = scimType;

    public static ScimException Filter(string message) => new(400, "invalidFilter", message);

    public static ScimException Path(string message) => new(400, "invalidPath", message);

    public static ScimException Value(string message) => new(400, "invalidValue", message);

    public static ScimException Syntax(string message) => new(400, "invalidSyntax", message);

    public static ScimException NoTarget(string message) => new(400, "noTarget", message);

    public static ScimException Mutability(string message) => new(400, "mutability", message);

    public static ScimException Uniqueness(string message) => new(409, "uniqueness", message);
}
