using System.Buffers.Binary;
using System.Text;
using NodaTime;
using NodaTime.TimeZones;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

public sealed class ZoneFolderTests
{
    private const string London = "Europe/London";
    private static readonly Instant _july = Instant.FromUtc(2026, 7, 15, 0, 0);

    private string _path = "";

    [SetUp]
    public void MakeAFolder() => _path = Directory.CreateTempSubdirectory("zones").FullName;

    [TearDown]
    public void RemoveIt() => Directory.Delete(_path, true);

    [Test]
    public void The_folders_file_counts_and_not_NodaTimes_data()
    {
        Write(London, Compiled("LAW-3:17"));
        Write("tzdata.zi", "# version 2031c\n"u8.ToArray());
        var folder = new ZoneFolder(_path);

        var london = folder.Find(London)!;

        Assert.That(london.GetUtcOffset(_july), Is.EqualTo(Offset.FromHoursAndMinutes(3, 17)));
        Assert.That(folder.Find(London), Is.SameAs(london));
        Assert.That(folder.Source, Is.EqualTo($"2031c of {_path}"));
    }

    [Test]
    public void Where_the_machine_has_no_data_or_lacks_the_zone_NodaTimes_are_taken()
    {
        var folder = new ZoneFolder(Path.Combine(_path, "absent"));

        Assert.That(folder.Find(London), Is.SameAs(DateTimeZoneProviders.Tzdb[London]));
        Assert.That(folder.Source, Is.EqualTo($"{TzdbDateTimeZoneSource.Default.TzdbVersion} of NodaTime, as {_path}/absent holds none"));
    }

    [TestCase("")]
    [TestCase("TZif")]
    [TestCase("<html>")]
    public void A_file_that_cannot_be_read_is_as_good_as_none(string content)
    {
        Write(London, Encoding.ASCII.GetBytes(content.PadRight(60)));

        Assert.That(new ZoneFolder(_path).Find(London), Is.SameAs(DateTimeZoneProviders.Tzdb[London]));
    }

    [Test]
    public void Nor_is_one_taken_that_is_cut_short_or_counts_leap_seconds_or_ends_in_nonsense()
    {
        var good = Compiled("GMT0");
        var leaps = (byte[])good.Clone();
        leaps[44 + 8 + 31] = 1;
        byte[][] bad = [leaps, Compiled("GMT0BST"), Compiled("GMT99"), .. Enumerable.Range(0, good.Length).Select(length => good[..length])];

        foreach (var file in bad)
        {
            Write(London, file);
            Assert.That(new ZoneFolder(_path).Find(London), Is.SameAs(DateTimeZoneProviders.Tzdb[London]));
        }
    }

    [Test]
    public void A_zone_newer_than_NodaTime_is_known_by_the_folders_list_and_no_other_file_is()
    {
        foreach (var name in new[] { "Mars/Olympus", "Mars/Base", "Factory", "localtime", "posix/Mars/Olympus" })
            Write(name, Compiled("<+01>-1"));
        Write("tzdata.zi", "# version 2031c\nZ Mars/Olympus 1 - +01\nL Mars/Olympus Mars/Base\nL Mars/Olympus Mars/Lost\nZ Factory 0 - -00\n"u8.ToArray());
        var folder = new ZoneFolder(_path);

        Assert.That(new[] { "Mars/Olympus", "Mars/Base" }.Select(id => folder.Find(id)?.Id), Is.EqualTo(new[] { "Mars/Olympus", "Mars/Base" }));
        Assert.That(new[] { "Mars/Lost", "Factory", "localtime", "posix/Mars/Olympus", "mars/olympus" }.Select(folder.Find), Is.All.Null);
    }

    /// <summary>
    /// Of the years that both have had time to learn, this machine's files and NodaTime's own data tell the same; a few zones may since have been
    /// corrected in one of them.
    /// </summary>
    [Test]
    public void The_machines_zones_have_the_history_that_NodaTime_knows()
    {
        var ids = TzdbDateTimeZoneSource.Default.CanonicalIdMap.Keys.ToArray();

        var different = ids.Where(id => !Changes(TimeZones.Parse("id", id)).SequenceEqual(Changes(DateTimeZoneProviders.Tzdb[id]))).ToArray();

        Assert.That(ids, Has.Length.GreaterThan(500));
        Assert.That(different, Has.Length.LessThan(12), string.Join(", ", different));
    }

    private static IEnumerable<(Instant, Offset)> Changes(DateTimeZone zone)
    {
        var offset = Offset.MinValue;
        foreach (var interval in zone.GetZoneIntervals(Instant.FromUtc(1980, 1, 1, 0, 0), Instant.FromUtc(2022, 1, 1, 0, 0)))
        {
            if (interval.WallOffset != offset)
                yield return (offset == Offset.MinValue ? Instant.MinValue : interval.Start, offset = interval.WallOffset);
        }
    }

    private void Write(string name, byte[] content)
    {
        var path = Path.Combine(_path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    /// <summary>A file of one offset, whose changes are all in its last line.</summary>
    private static byte[] Compiled(string posix)
    {
        var header = new byte[44];
        "TZif2"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(36), 1);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(40), 2);
        byte[] part = [.. header, 0, 0, 0, 0, 0, 0, (byte)'X', 0];
        return [.. part, .. part, .. Encoding.ASCII.GetBytes($"\n{posix}\n")];
    }
}
