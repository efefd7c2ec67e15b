using Schedules.Domain.Trackers;

namespace Schedules.Infrastructure.Trackers;

/// <summary>Lists of well-known trackers that somebody who runs the server wrote: the .txt files of a folder.</summary>
public static class OperatorLists
{
    public const string Setting = "Scanner:Lists";

    /// <param name="folder">Where they are; null for none.</param>
    /// <returns>The product's own lists, and over them the folder's.</returns>
    /// <exception cref="InvalidOperationException">There is no such folder, or a line is no entry: the message says which.</exception>
    public static TrackerCatalogue Catalogue(string? folder)
    {
        if (string.IsNullOrEmpty(folder))
            return TrackerCatalogue.BuiltIn;
        if (!Directory.Exists(folder))
            throw new InvalidOperationException($"{Setting} must be a folder; there is none at {folder}.");
        try
        {
            var files = Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal);
            return new TrackerCatalogue([.. CatalogueList.BuiltIn, .. files.Select(file => new CatalogueList(Path.GetFileName(file), File.ReadAllLines(file)))]);
        }
        catch (FormatException problem)
        {
            throw new InvalidOperationException($"{Setting}: {problem.Message}", problem);
        }
    }
}
