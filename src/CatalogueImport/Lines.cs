using System.Text.Json;
using System.Text.RegularExpressions;

namespace Schedules.CatalogueImport;

/// <summary>The sources as lines of the catalogue: <c>category host|name pattern [@host,host] [vendor]</c>.</summary>
public static partial class Lines
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    /// <summary>A line a host. <c>*.vendor.example</c> and <c>vendor.example</c> are one: a host stands for its subdomains.</summary>
    public static IEnumerable<string> OfVendors(byte[] json) =>
        from vendor in JsonSerializer.Deserialize<List<Vendor>>(json, _json)!
        let category = Category.OfVendor(vendor.Category)
        where category is not null
        from host in vendor.Domains.Select(host => HostOf(host.Replace("*.", "", StringComparison.Ordinal))).Distinct(StringComparer.Ordinal)
        orderby host, category
        select $"{category} host {host} {Words(vendor.Company ?? vendor.Name)}";

    /// <summary>A line a row; names with blanks in them are left out, as browsers keep none.</summary>
    public static IEnumerable<string> OfCookies(byte[] json) =>
        from platform in JsonSerializer.Deserialize<Dictionary<string, List<Cookie>>>(json, _json)!
        from row in platform.Value
        let name = row.Name.Trim()
        where name.Length > 0 && !name.Any(char.IsWhiteSpace) && name != "*"
        let pattern = row.WildcardMatch == "1" && !name.EndsWith('*') ? name + "*" : name
        orderby pattern, row.Category, platform.Key
        select $"{Category.OfCookie(row.Category)} name {pattern}{Hosts(row.Domain)} {Words(platform.Key)}".TrimEnd();

    // The column is prose: "google-analytics.com (3rd party) or advertiser's website domain".
    private static string Hosts(string domain)
    {
        var hosts = Host().Matches(domain.ToLowerInvariant()).Select(match => HostOf(match.Value)).Distinct(StringComparer.Ordinal);
        var list = string.Join(',', hosts);
        return list.Length == 0 ? "" : $" @{list}";
    }

    private static string HostOf(string host) => host.Trim('.').ToLowerInvariant();

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Host();

    private sealed record Vendor(string Name, string? Company, string Category, IReadOnlyList<string> Domains);

    private sealed record Cookie(
        string Category, [property: System.Text.Json.Serialization.JsonPropertyName("cookie")] string Name, string Domain, string WildcardMatch);
}
