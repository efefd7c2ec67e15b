using System.Xml;

namespace Schedules.Domain.Trackers;

/// <summary>The addresses in a sitemap (sitemaps.org), or in an index of sitemaps.</summary>
/// <param name="IsIndex">The addresses are sitemaps.</param>
/// <param name="Addresses">As they stand there, at most <see cref="MaxAddresses"/>.</param>
public sealed record Sitemap(bool IsIndex, IReadOnlyList<string> Addresses)
{
    public const int MaxAddresses = 5_000;

    private const int MaxCharacters = 10_000_000;

    /// <summary>Reads as far as it can: what stands before a mistake counts. Null where it is no sitemap at all.</summary>
    public static Sitemap? Read(Stream stream)
    {
        var addresses = new List<string>();
        string? root = null;
        try
        {
            using var reader = XmlReader.Create(stream, new()
            {
                // Neither entities that grow nor files of the machine.
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = MaxCharacters,
                IgnoreComments = true,
            });
            root = Read(reader, addresses);
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException or IOException)
        {
            // The rest is not readable.
        }

        return root is null && addresses.Count == 0 ? null : new(root == "sitemapindex", addresses);
    }

    private static string? Read(XmlReader reader, List<string> addresses)
    {
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName is not ("urlset" or "sitemapindex"))
            return null;
        var root = reader.LocalName;
        var parent = root == "urlset" ? "url" : "sitemap";
        var holder = "";
        while (addresses.Count < MaxAddresses && ReadOn(reader, addresses))
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            // Images and videos of a page have a loc of their own.
            if (reader.LocalName == "loc" && holder == parent && reader.Depth == 2)
                addresses.Add(reader.ReadElementContentAsString().Trim());
            holder = reader is { NodeType: XmlNodeType.Element, Depth: 1 } ? reader.LocalName : holder;
        }

        return root;
    }

    private static bool ReadOn(XmlReader reader, List<string> addresses)
    {
        try
        {
            return reader.Read();
        }
        catch (Exception exception) when (addresses.Count > 0 && exception is XmlException or InvalidDataException or IOException)
        {
            return false;
        }
    }
}
