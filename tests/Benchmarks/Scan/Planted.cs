using Schedules.Domain.Trackers;

namespace Schedules.Benchmarks.Scan;

/// <summary>A tracker by what tells it from others: what it is made of, the registrable domain of its owner, its name without ids.</summary>
internal sealed record Planted(TrackerType Type, string Domain, string Name)
{
    /// <summary>Something that is asked for: named by its host.</summary>
    public static Planted At(TrackerType type, string host) => Of(Evidence.Requested(type, host));

    public static Planted Of(Evidence seen) => new(seen.Type, RegistrableDomain.Of(seen.Host), seen.Name);

    public override string ToString() => $"{Type.Word()} {Name} of {Domain}";
}

/// <summary>What was found beside what was planted.</summary>
internal sealed class Comparison(IReadOnlyCollection<Planted> planted, IReadOnlyCollection<Planted> found)
{
    public double Recall => (double)planted.Intersect(found).Count() / planted.Count;

    public double Precision => found.Count == 0 ? 0 : (double)found.Intersect(planted).Count() / found.Count;

    public IEnumerable<string> Lines() =>
    [
        $"  planted {planted.Count}, found {found.Count}: recall {Recall:F3}, precision {Precision:F3}",
        .. planted.Except(found).Select(missed => $"    missed: {missed}"),
        .. found.Except(planted).Select(invented => $"    not planted: {invented}"),
    ];
}
