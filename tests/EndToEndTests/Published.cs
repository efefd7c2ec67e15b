using System.Reflection;

namespace Schedules.EndToEndTests;

/// <summary>The published program: the build's, which SCHEDULES_PUBLISHED names, or else one that is published once for these tests.</summary>
[SetUpFixture]
public sealed class Published
{
    private string? _own;

    public static string Folder { get; private set; } = "";

    public static string Program => Path.Combine(Folder, "Schedules.WebApi.dll");

    [OneTimeSetUp]
    public async Task Find()
    {
        var given = Environment.GetEnvironmentVariable("SCHEDULES_PUBLISHED");
        Folder = string.IsNullOrEmpty(given) ? _own = Directory.CreateTempSubdirectory("schedules-published-").FullName : given;
        if (_own is not null)
            await Publish(_own);
    }

    [OneTimeTearDown]
    public void Delete()
    {
        if (_own is not null)
            Directory.Delete(_own, recursive: true);
    }

    // What these tests were built with was built just now, so it is only copied.
    private static async Task Publish(string folder)
    {
        var configuration = typeof(Published).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var outcome = await Command.Run(
            Command.Start("dotnet", "publish", Path.Combine(Source(), "src", "WebApi"), "-c", configuration, "-o", folder, "--no-build", "--nologo", "-v", "quiet"), TimeSpan.FromMinutes(10));
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Output + outcome.Errors);
    }

    /// <summary>The folder of the sources that these tests were built from.</summary>
    public static string Source()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Schedules.sln")))
            folder = folder.Parent ?? throw new AssertionException($"Schedules.sln is in no folder above {AppContext.BaseDirectory}.");
        return folder.FullName;
    }
}
