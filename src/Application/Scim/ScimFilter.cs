namespace Schedules.Application.Scim;

/// <summary>A filter (RFC 7644, section 3.4.2.2) as a tree. Names of attributes are in lower case.</summary>
public abstract record ScimFilter
{
    /// <param name="Attribute">Such as emails.value; without the schema before it.</param>
    /// <param name="Operator">eq, ne, co, sw, ew, gt, ge, lt, le or pr.</param>
    /// <param name="Value">A text, a flag, a number or null.</param>
    public sealed record Comparison(string Attribute, string Operator, object? Value) : ScimFilter;

    public sealed record And(ScimFilter Left, ScimFilter Right) : ScimFilter;

    public sealed record Or(ScimFilter Left, ScimFilter Right) : ScimFilter;

    public sealed record Not(ScimFilter Inner) : ScimFilter;

    /// <exception cref="ScimException">It is no filter; the message tells where it ends to be one.</exception>
    public static ScimFilter Parse(string text) => new ScimFilterParser(text).Parse();
}
