namespace Schedules.Domain.Trackers;

/// <summary>A list of well-known trackers, as lines: entries, and empty ones or comments with <c>#</c>, which mean nothing.</summary>
/// <param name="Name">The file, for errors; for an operator's list what suggestions call it.</param>
/// <param name="Lines">In any order.</param>
/// <param name="IsOperators">Whether somebody who runs the server wrote it, and not the product.</param>
public sealed record CatalogueList(string Name, IReadOnlyList<string> Lines, bool IsOperators = true)
{
    /// <summary>The lists that come with the product.</summary>
    public static IReadOnlyList<CatalogueList> BuiltIn { get; } = [Load("tracker_catalogue.txt"), Load("tracker_reviewed.txt")];

    private static CatalogueList Load(string file)
    {
        using var stream = typeof(CatalogueList).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        return new(file, reader.ReadToEnd().Split('\n'), IsOperators: false);
    }
}
