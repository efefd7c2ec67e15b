namespace Schedules.Domain.Sod;

/// <summary>A control that may stand in for the removal of access, as the client names it.</summary>
public sealed record ControlRef
{
    /// <summary>The only kind of control there is.</summary>
    public const string Type = "COMPENSATING_CONTROL";
    public const int MaxIdLength = 128;
    public const int MaxNameLength = 256;

    /// <exception cref="InvalidValueException">The id or the name is not such a text.</exception>
    public ControlRef(string? id, string? name)
    {
        Id = Text.Required("id", id, 1, MaxIdLength);
        Name = Text.Optional("name", name, MaxNameLength);
    }

    public string Id { get; }

    public string? Name { get; }

    /// <exception cref="InvalidValueException">The type is not COMPENSATING_CONTROL, or the rest is no control.</exception>
    public static ControlRef OfType(string? type, string? id, string? name) =>
        type == Type ? new(id, name) : throw new InvalidValueException("type", type, Type);
}
