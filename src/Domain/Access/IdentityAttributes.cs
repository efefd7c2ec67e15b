namespace Schedules.Domain.Access;

/// <summary>What else is known of an identity: at most 100 texts by name. Names differ in upper and lower case.</summary>
public sealed class IdentityAttributes
{
    public const int MaxCount = 100;
    public const int MaxNameLength = 128;
    public const int MaxValueLength = 4000;

    private readonly Dictionary<string, string> _values;

    /// <param name="values">What has no value is left out.</param>
    /// <exception cref="InvalidValueException">There are too many, or a name or a value is no such text.</exception>
    public IdentityAttributes(IEnumerable<KeyValuePair<string, string?>> values)
    {
        _values = new(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (value is not null)
                _values[Text.Required("attributes", name, 1, MaxNameLength)] =
                    Text.RequiredLines($"attributes.{name}", value, 0, MaxValueLength);
        }

        if (_values.Count > MaxCount)
            throw new InvalidValueException("attributes", $"{_values.Count}", $"an object of at most {MaxCount} texts");
    }

    public static IdentityAttributes None { get; } = new([]);

    public IReadOnlyDictionary<string, string> All => _values;

    /// <summary>Null where it is not known.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>The same, but for one name: null takes it away.</summary>
    public IdentityAttributes With(string name, string? value) =>
        new(_values.Where(pair => pair.Key != name).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)).Append(new(name, value)));
}
