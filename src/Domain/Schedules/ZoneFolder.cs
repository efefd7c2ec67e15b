using System.Collections.Concurrent;
using System.Collections.Frozen;
using NodaTime;
using NodaTime.TimeZones;

namespace Schedules.Domain.Schedules;

/// <summary>
/// The zones of a folder of compiled time zones, as operating systems bring them and renew them; a zone that it lacks is NodaTime's. A zone is read
/// when it is first asked for. Ids are NodaTime's and those of the folder's own list (tzdata.zi), so no other file can be named.
/// </summary>
public sealed class ZoneFolder
{
    private readonly string _path;
    private readonly FrozenSet<string> _ids;
    private readonly ConcurrentDictionary<string, DateTimeZone?> _zones = new(StringComparer.Ordinal);

    /// <param name="path">Such as /usr/share/zoneinfo; it need not exist.</param>
    public ZoneFolder(string path)
    {
        _path = path;
        var list = Lines("tzdata.zi");
        Version = list.Concat(Lines("+VERSION").Take(1).Select(line => $"# version {line}"))
            .FirstOrDefault(line => line.StartsWith("# version ", StringComparison.Ordinal))?["# version ".Length..].Trim();
        _ids = list.Select(Named).OfType<string>().Where(id => id != "Factory")
            .Concat(TzdbDateTimeZoneSource.Default.CanonicalIdMap.Keys).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The release of the folder's data, such as 2025b; null where it does not say.</summary>
    public string? Version { get; }

    /// <summary>Whose data are in use.</summary>
    public string Source => (File.Exists(FileOf("Europe/London")), Version) switch
    {
        (false, _) => $"{TzdbDateTimeZoneSource.Default.TzdbVersion} of NodaTime, as {_path} holds none",
        (_, null) => _path,
        (_, var version) => $"{version} of {_path}",
    };

    /// <returns>Null where nobody knows the id.</returns>
    public DateTimeZone? Find(string id) =>
        _ids.Contains(id) ? _zones.GetOrAdd(id, Read) : null;

    private DateTimeZone? Read(string id)
    {
        try
        {
            return ZoneFile.Read(id, File.ReadAllBytes(FileOf(id)));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            return DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);
        }
    }

    /// <summary>Z names a zone, L a link to one: "Z Africa/Abidjan -0:16:8 - LMT 1912", "L America/New_York US/Eastern".</summary>
    private static string? Named(string line) => line.Split(' ') switch
    {
        ["Z", var zone, ..] => zone,
        ["L", _, var link] => link,
        _ => null,
    };

    private string FileOf(string id) => Path.Combine(_path, id);

    private string[] Lines(string name) => File.Exists(FileOf(name)) ? File.ReadAllLines(FileOf(name)) : [];
}
