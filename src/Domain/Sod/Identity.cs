using System.Net.Mail;
using NodaTime;
using Schedules.Domain.Access;

namespace Schedules.Domain.Sod;

/// <summary>A person or machine of an organization, with the access that was assigned to it directly.</summary>
public sealed class Identity
{
    public const int MaxIdLength = 128;
    public const int MaxNameLength = 256;
    public const int MaxEmailLength = 320;
    public const int MaxUserNameLength = 256;
    public const int MaxExternalIdLength = 256;
    public const int MaxEntitlements = 10_000;

    /// <exception cref="InvalidValueException">A member breaks a rule.</exception>
    public Identity(Guid organizationId, string? id, IdentityTerms terms, Instant now)
    {
        OrganizationId = organizationId;
        Id = Text.Required("id", id, 1, MaxIdLength);
        IdKey = KeyOf(Id);
        Created = now;
        Replace(terms, now);
    }

    // The way in for the database, which sets every member after.
    private Identity() => Id = IdKey = "";

    public Guid OrganizationId { get; private set; }

    /// <summary>As the client names it: 1 to 128 characters, unique in the organization.</summary>
    public string Id { get; private set; }

    /// <summary><see cref="Id"/> as it is compared where it stands for the user name, of an identity that has none.</summary>
    public string IdKey { get; private set; }

    public string Name { get; private set; } = "";

    public string? Email { get; private set; }

    /// <summary>By which a pushing directory knows it; unique in the organization, whatever the case.</summary>
    public string? UserName { get; private set; }

    /// <summary><see cref="UserName"/> as it is compared.</summary>
    public string? UserNameKey { get; private set; }

    /// <summary>The id that a pushing directory gives it.</summary>
    public string? ExternalId { get; private set; }

    /// <summary>The id of the identity that answers for it.</summary>
    public string? ManagerId { get; private set; }

    /// <summary>False where it was deactivated. It keeps its access until that is taken away.</summary>
    public bool Active { get; private set; }

    public IdentityAttributes Attributes { get; private set; } = IdentityAttributes.None;

    /// <summary>What was assigned to it directly.</summary>
    public EntitlementSet Entitlements { get; private set; } = EntitlementSet.Empty;

    public Instant Created { get; private set; }

    public Instant Modified { get; private set; }

    /// <summary>Grows with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Takes the place of all that was known of the identity.</summary>
    /// <exception cref="InvalidValueException">A member breaks a rule; nothing is changed.</exception>
    public void Replace(IdentityTerms terms, Instant now)
    {
        (Name, Email, UserName, ExternalId, ManagerId) = (
            Text.Required("name", terms.Name, 1, MaxNameLength),
            Address(terms.Email),
            terms.UserName is null ? null : Text.Required("userName", terms.UserName, 1, MaxUserNameLength),
            Text.Optional("externalId", terms.ExternalId, MaxExternalIdLength),
            terms.ManagerId is null ? null : Text.Required("managerId", terms.ManagerId, 1, MaxIdLength));
        UserNameKey = UserName is null ? null : KeyOf(UserName);
        (Active, Attributes, Entitlements) = (terms.Active, terms.Attributes, terms.Entitlements);
        (Modified, Version) = (now, Version + 1);
    }

    /// <summary>All that <see cref="Replace"/> takes, as it is.</summary>
    public IdentityTerms Terms => new(Name, Email)
    {
        UserName = UserName, ExternalId = ExternalId, ManagerId = ManagerId, Active = Active, Attributes = Attributes, Entitlements = Entitlements,
    };

    /// <summary>A list of what is assigned directly, checked as a whole.</summary>
    /// <exception cref="InvalidValueException">It is too long, or names an entitlement twice.</exception>
    public static IReadOnlyList<EntitlementRef> Assignable(IReadOnlyList<EntitlementRef> entitlements) =>
        entitlements.Count <= MaxEntitlements
            ? EntitlementRef.Distinct("entitlements", entitlements)
            : throw new InvalidValueException("entitlements", $"{entitlements.Count}", $"a list of at most {MaxEntitlements} entitlements");

    public static string KeyOf(string userName) => userName.ToLowerInvariant();

    private static string? Address(string? email)
    {
        if (email is null)
            return null;
        if (email.Length > MaxEmailLength || !MailAddress.TryCreate(email, out var address) || address.Address != email)
            throw new InvalidValueException("email", email, $"an e-mail address of at most {MaxEmailLength} characters");
        return email;
    }
}

/// <summary>All of an identity that people decide; <see cref="Identity"/> checks it as a whole.</summary>
public sealed record IdentityTerms(string? Name, string? Email)
{
    public string? UserName { get; init; }

    public string? ExternalId { get; init; }

    public string? ManagerId { get; init; }

    public bool Active { get; init; } = true;

    public IdentityAttributes Attributes { get; init; } = IdentityAttributes.None;

    public EntitlementSet Entitlements { get; init; } = EntitlementSet.Empty;
}
