namespace Schedules.Domain.Sod;

/// <summary>Who is told of a run of a policy's schedule.</summary>
public sealed record Recipient
{
    public const int MaxIdLength = 128;
    public const int MaxNameLength = 256;
    public const int MaxInSchedule = 1000;

    /// <exception cref="InvalidValueException">The id is missing, or a text is too long.</exception>
    public Recipient(string? id, string? name)
    {
        Id = Text.Required("id", id, 1, MaxIdLength);
        Name = Text.Optional("name", name, MaxNameLength);
    }

    /// <summary>Always IDENTITY.</summary>
    public RecipientType Type { get; } = RecipientType.Identity;

    /// <summary>The id of an identity.</summary>
    public string Id { get; }

    /// <summary>As the client wrote it; null where it did not.</summary>
    public string? Name { get; }

    /// <summary>The recipients of a schedule; errors name the place: <c>recipients[0].type</c>.</summary>
    /// <exception cref="InvalidValueException">One of them is no recipient, or there are too many.</exception>
    public static IReadOnlyList<Recipient> ListOf(IReadOnlyList<(string? Type, string? Id, string? Name)> recipients)
    {
        if (recipients.Count > MaxInSchedule)
            throw new InvalidValueException("recipients", recipients.Count.ToString(), $"a list of at most {MaxInSchedule} recipients");
        return recipients.Each("recipients", item => Of(item.Type, item.Id, item.Name));
    }

    private static Recipient Of(string? type, string? id, string? name)
    {
        Word.Parse<RecipientType>("type", type);
        return new(id, name);
    }
}

public enum RecipientType
{
    Identity,
}
