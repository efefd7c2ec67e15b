using System.Globalization;
using System.Net;

namespace Schedules.Domain.Trackers;

/// <summary>
/// The part of a host name that somebody registered, by the Public Suffix List: <c>www.shop.co.uk</c> belongs to <c>shop.co.uk</c>. Hosts with the same
/// one are one site.
/// </summary>
public static class RegistrableDomain
{
    private static readonly Lazy<PublicSuffixes> _suffixes = new(PublicSuffixes.Load);

    /// <summary>Lower case. IP addresses (without brackets), single labels and public suffixes themselves stand for themselves.</summary>
    public static string Of(string host)
    {
        var name = host.Trim('.').ToLowerInvariant();
        if (IPAddress.TryParse(name, out _))
            return name.Trim('[', ']');
        var labels = name.Split('.');
        var suffix = _suffixes.Value.LengthOf(labels);
        return suffix >= labels.Length ? name : string.Join('.', labels[^(suffix + 1)..]);
    }

    private sealed record PublicSuffixes(HashSet<string> Names, HashSet<string> Wildcards, HashSet<string> Exceptions)
    {
        public static PublicSuffixes Load()
        {
            var list = new PublicSuffixes([], [], []);
            using var stream = typeof(RegistrableDomain).Assembly.GetManifestResourceStream("public_suffix_list.dat")!;
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
                list.Add(line.Trim());
            return list;
        }

        /// <summary>How many labels at the end are the public suffix: the longest rule wins, an exception is one label shorter.</summary>
        public int LengthOf(string[] labels)
        {
            for (var length = labels.Length; length > 0; length--)
            {
                var name = string.Join('.', labels[^length..]);
                if (Exceptions.Contains(name))
                    return length - 1;
                if (Names.Contains(name) || Wildcards.Contains(string.Join('.', labels[^(length - 1)..])))
                    return length;
            }

            return 1;
        }

        private void Add(string line)
        {
            if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal))
                return;
            var (set, rule) = line[0] switch
            {
                '!' => (Exceptions, line[1..]),
                '*' => (Wildcards, line[2..]),
                _ => (Names, line),
            };
            set.Add(new IdnMapping().GetAscii(rule));
        }
    }
}
