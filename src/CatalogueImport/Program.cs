// Writes the tracker catalogue from the packages that it names: CatalogueImport FOLDER FILE
// FOLDER holds each package, unpacked, in a folder of the source's name. `CatalogueImport sources` lists them.
using Schedules.CatalogueImport;

Source[] sources = [Source.ThirdPartyWeb, Source.OpenCookieDatabase];
if (args is ["sources"])
{
    foreach (var source in sources)
        Console.WriteLine($"{source.Name} {source.Package}");
    return 0;
}

if (args is not [var folder, var file])
{
    Console.Error.WriteLine("usage: CatalogueImport FOLDER FILE, or CatalogueImport sources");
    return 2;
}

string[] lines =
[
    "# Well-known trackers. Written by `dotnet cake --target=Catalogue` from the sources below: change them, not this. See NOTICE for their licences.",
    Source.ThirdPartyWeb.Line,
    .. Lines.OfVendors(Source.ThirdPartyWeb.Read(folder)),
    Source.OpenCookieDatabase.Line,
    .. Lines.OfCookies(Source.OpenCookieDatabase.Read(folder)),
];
await File.WriteAllTextAsync(file, string.Join('\n', lines) + "\n");
Console.WriteLine($"{lines.Length} lines in {file}");
return 0;
