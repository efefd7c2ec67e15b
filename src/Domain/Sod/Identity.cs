using System.Net.Mail;

namespace Schedules.Domain.Sod;

/// <summary>A person or account of an organization, with the access that it holds.</summary>
public sealed class Identity
{
    public const int MaxIdLength = 128;
    public const int MaxNameLength = 256;
    public const int MaxEmailLength = 320;
    public const int MaxEntitlements = 10_000;

    /// <exception cref="InvalidValueException">A member breaks a rule.</exception>
    public Identity(Guid organizationId, string? id, string? name, string? email, IReadOnlyList<EntitlementRef> entitlements)
    {
        OrganizationId = organizationId;
        Id = Text.Required("id", id, 1, MaxIdLength);
        (Name, Email, Entitlements) = Checked(name, email, entitlements);
    }

    public Guid OrganizationId { get; private set; }

    /// <summary>As the client names it: 1 to 128 characters, unique in the organization.</summary>
    public string Id { get; private set; }

    public string Name { get; private set; }

    public string? Email { get; private set; }

    /// <summary>At most 10,000, each of another id.</summary>
    public IReadOnlyList<EntitlementRef> Entitlements { get; private set; }

    /// <summary>Takes the place of all that was known of the identity.</summary>
    /// <exception cref="InvalidValueException">A member breaks a rule; nothing is changed.</exception>
    public void Replace(string? name, string? email, IReadOnlyList<EntitlementRef> entitlements) =>
        (Name, Email, Entitlements) = Checked(name, email, entitlements);

    private static (string Name, string? Email, IReadOnlyList<EntitlementRef> Entitlements) Checked(
        string? name, string? email, IReadOnlyList<EntitlementRef> entitlements)
    {
        if (entitlements.Count > MaxEntitlements)
            throw new InvalidValueException("entitlements", $"{entitlements.Count}", $"a list of at most {MaxEntitlements} entitlements");
        return (Text.Required("name", name, 1, MaxNameLength), Address(email), EntitlementRef.Distinct("entitlements", entitlements));
    }

    private static string? Address(string? email)
    {
        if (email is null)
            return null;
        if (email.Length > MaxEmailLength || !MailAddress.TryCreate(email, out var address) || address.Address != email)
            throw new InvalidValueException("email", email, $"an e-mail address of at most {MaxEmailLength} characters");
        return email;
    }
}
