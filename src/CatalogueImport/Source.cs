using System.Security.Cryptography;

namespace Schedules.CatalogueImport;

/// <summary>A file of somebody else's package, in exactly one version.</summary>
/// <param name="Name">What a suggestion calls it.</param>
/// <param name="Package">The npm package and its version, as <c>npm pack</c> takes it.</param>
/// <param name="Path">The file in the package.</param>
/// <param name="Sha256">Of the file, in lower-case hex.</param>
/// <param name="Licence">Its SPDX id.</param>
public sealed record Source(string Name, string Package, string Path, string Sha256, string Licence)
{
    public static Source ThirdPartyWeb { get; } = new(
        "third-party-web", "third-party-web@0.30.0", "dist/entities-nostats.json",
        "ee020cf9a220f14c1b90e3858a615341ee5174a201fa4083390349a23fae23d7", "MIT");

    /// <summary>Only this file of the package: its list of trackers is of unclear origin.</summary>
    public static Source OpenCookieDatabase { get; } = new(
        "open-cookie-database", "@slashgear/gdpr-cookie-scanner@3.8.2", "src/data/open-cookie-database.json",
        "d145ae6b697f840bad8aae966d5b5282e65269d80a44e78940cbd69e165e6add", "Apache-2.0");

    /// <summary>How the catalogue says where its next lines come from.</summary>
    public string Line => $"source {Name} {Package} {Path} sha256:{Sha256} {Licence}";

    /// <exception cref="InvalidDataException">It is another file than the one that was reviewed.</exception>
    public byte[] Read(string folder)
    {
        var bytes = File.ReadAllBytes(System.IO.Path.Combine(folder, Name, "package", Path));
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return hash == Sha256 ? bytes : throw new InvalidDataException($"{Package} {Path} has SHA-256 {hash}; {Sha256} was reviewed.");
    }
}
