namespace Schedules.CatalogueImport;

/// <summary>What the sources' categories are in ours.</summary>
public static class Category
{
    /// <summary>A vendor's, by third-party-web; null where it says nothing of the purpose.</summary>
    /// <exception cref="InvalidDataException">A category that nobody has reviewed.</exception>
    public static string? OfVendor(string category) => category switch
    {
        "ad" or "marketing" or "social" => "marketing",
        "analytics" => "analytics",
        "consent-provider" => "strictly_necessary",
        "utility" or "content" or "video" or "cdn" or "hosting" or "tag-manager" or "customer-success" => "functional",
        "other" => null,
        _ => throw Unknown(category),
    };

    /// <summary>A cookie's, by the Open Cookie Database. Never strictly_necessary: that takes a list that was read by somebody.</summary>
    /// <exception cref="InvalidDataException">A category that nobody has reviewed.</exception>
    public static string OfCookie(string category) => category switch
    {
        "Marketing" => "marketing",
        "Analytics" => "analytics",
        "Functional" or "Security" or "Necessary" or "Personalization" => "functional",
        _ => throw Unknown(category),
    };

    private static InvalidDataException Unknown(string category) => new($"The category \"{category}\" is new in the source: say what it is in ours.");
}
