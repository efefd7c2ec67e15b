namespace Schedules.Application.Common;

/// <summary>
/// For members of a body that may be null only until the domain refuses them: the OpenAPI document says that they are required.
/// <code>[property: MustBeSent] string? Name</code>
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MustBeSentAttribute : Attribute;
