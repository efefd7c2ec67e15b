using System.Text.Json.Nodes;

namespace Schedules.EndToEndTests;

/// <summary>The program's verbs, and starts that it refuses, as a terminal sees them.</summary>
public sealed class CommandTests : ServerTest
{
    [Test]
    public async Task Create_organization_prints_one_line_of_JSON_whose_credentials_open_a_running_server()
    {
        await Server.Start();

        var outcome = await Server.Run("create-organization", "Späti & Söhne");
        var credentials = JsonNode.Parse(outcome.Output)!;
        var tenant = new Tenant(Server, credentials);

        Assert.That(outcome.ExitCode, Is.Zero);
        Assert.That(outcome.Output.TrimEnd('\n'), Does.Not.Contain("\n"));
        Assert.That(credentials.AsObject().Select(member => member.Key), Is.EqualTo(new[] { "organizationId", "apiKey", "clientId", "clientSecret" }));
        Assert.That((await tenant.Privacy("GET", "")).Text("name"), Is.EqualTo("Späti & Söhne"));
        Assert.That((await tenant.Governance("GET", "sod-policies")).AsArray(), Is.Empty);
    }

    [Test]
    public async Task Create_organization_refuses_a_name_that_is_none()
    {
        var outcome = await Server.Run("create-organization", "  ");

        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.Output, Is.Empty);
        Assert.That(outcome.Errors, Does.Contain("name must be"));
    }

    [Test]
    public async Task Migrate_makes_the_database_prints_nothing_and_may_be_repeated()
    {
        var first = await Server.Run("migrate");
        var second = await Server.Run("migrate");

        Assert.That((first.ExitCode, first.Output), Is.EqualTo((0, "")), first.Errors);
        Assert.That((second.ExitCode, second.Output), Is.EqualTo((0, "")), second.Errors);
        Assert.That(File.Exists(Path.Combine(Server.Folder, "data", "schedules.db")));
    }

    [TestCase("dance")]
    [TestCase("create-organization")]
    [TestCase("migrate", "now")]
    public async Task What_is_no_verb_gets_the_usage_and_touches_nothing(params string[] arguments)
    {
        var outcome = await Server.Run(arguments);

        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.Output, Is.Empty);
        Assert.That(outcome.Errors, Does.StartWith("Usage:").And.Contain("create-organization NAME").And.Contain("migrate"));
        Assert.That(Directory.EnumerateFileSystemEntries(Server.Folder), Is.Empty);
    }

    [TestCase("Production", "Clock__StartAt", "2026-03-08T06:59:50Z", "Clock:StartAt, Clock:StartedAt and Clock:Speed are for the environment Development only.")]
    [TestCase("Production", "Clock__Speed", "60", "Clock:StartAt, Clock:StartedAt and Clock:Speed are for the environment Development only.")]
    [TestCase("Development", "Clock__StartAt", "soon", "Clock:StartAt must be a date and time in ISO 8601, such as 2026-03-31T23:59:00Z.")]
    [TestCase("Production", "Organizations__DefaultTimeZone", "Mars/Olympus", "Organizations:DefaultTimeZone must be an IANA time zone id such as")]
    [TestCase("Production", "Dispatch__Interval", "often", "'Dispatch:Interval'")]
    [TestCase("Production", "Runs__Lease", "00:00:00", "Lease must be between 00:00:01 and 1.00:00:00.")]
    [TestCase("Production", "Scanner__HostResolverRules", "LEAD a b", "Scanner:HostResolverRules must be")]
    [TestCase("Production", "ConnectionStrings__Schedules", "Data Source=none.db;Mode=ReadOnly", "the database cannot be reached or written to: SQLite Error 14")]
    [TestCase("Production", "ConnectionStrings__Schedules", "Data Sorce=none.db", "ConnectionStrings:Schedules must be like \"Data Source=data/schedules.db\"")]
    [TestCase("Production", "Database__Provider", "PostgreSql", "ConnectionStrings:Schedules must be like \"Host=localhost;Database=schedules;Username=schedules\": it is missing.")]
    public async Task A_setting_that_cannot_be_meant_refuses_the_start_in_one_sentence(string environment, string setting, string value, string sentence)
    {
        Server.Settings["ASPNETCORE_ENVIRONMENT"] = environment;
        Server.Settings[setting] = value;

        var outcome = await Server.Run("--urls", "http://127.0.0.1:0");

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.Errors);
        Assert.That(outcome.Errors, Does.StartWith("Not started: ").And.Contain(sentence));
        Assert.That(outcome.Errors.TrimEnd('\n'), Does.Not.Contain("\n"), "a sentence, not a stack trace");
    }

    [TestCase("Sqlite", "Data Source=schedules.db", "nowhere/copy.db was not written: SQLite Error 14", "backup", "nowhere/copy.db")]
    [TestCase("Sqlite", "Data Source=/dev/null/schedules.db", "Not done: ", "create-organization", "Acme")]
    [TestCase("Sqlite", "Data Source=.", "Not done: the database cannot be reached or written to: SQLite Error", "migrate")]
    [TestCase("PostgreSql", "Host=127.0.0.1;Prot=1", "Not done: ConnectionStrings:Schedules must be like \"Host=localhost;", "migrate")]
    [TestCase("SqlServer", "Hots=127.0.0.1", "Not done: ConnectionStrings:Schedules must be like \"Server=localhost;", "migrate")]
    [TestCase("PostgreSql", "Host=127.0.0.1;Port=1;Database=none", "Not done: the database cannot be reached or written to: Failed to connect", "migrate")]
    public async Task A_verb_that_cannot_be_done_says_why_in_one_sentence(string database, string connection, string sentence, params string[] arguments)
    {
        await File.WriteAllBytesAsync(Path.Combine(Server.Folder, "schedules.db"), []);
        Server.Settings["Database__Provider"] = database;
        Server.Settings["ConnectionStrings__Schedules"] = connection;

        var outcome = await Server.Run(arguments);

        Assert.That((outcome.ExitCode, outcome.Output), Is.EqualTo((2, "")), outcome.Errors);
        Assert.That(outcome.Errors, Does.Contain(sentence));
        Assert.That(outcome.Errors, Does.Not.Contain("   at "), "a sentence, not a stack trace");
    }

    [TestCase("PostgreSql")]
    [TestCase("SqlServer")]
    public async Task Script_prints_the_migrations_as_the_release_has_them_in_a_file_and_touches_no_database(string database)
    {
        var outcome = await Server.Run("script", database);

        Assert.That(outcome.ExitCode, Is.Zero, outcome.Errors);
        Assert.That(outcome.Output, Does.Contain("_Initial").And.Contain("IX_Runs_Busy"));
        Assert.That(Directory.EnumerateFileSystemEntries(Server.Folder), Is.Empty);
        if (Environment.GetEnvironmentVariable("SCHEDULES_PUBLISHED") is { Length: > 0 } release)
            Assert.That(await File.ReadAllTextAsync(Path.Combine(release, "migrations", $"{database}.sql")), Is.EqualTo(outcome.Output.TrimEnd('\n') + "\n"));
    }

    [Test]
    public async Task Script_says_that_there_is_none_for_SQLite()
    {
        var outcome = await Server.Run("script", "Sqlite");

        Assert.That((outcome.ExitCode, outcome.Output), Is.EqualTo((2, "")));
        Assert.That(outcome.Errors, Does.Contain("migrated at every start"));
    }

    [Test]
    public void The_published_program_brings_the_driver_of_its_browser() =>
        Assert.That(Directory.EnumerateFiles(Path.Combine(Published.Folder, ".playwright", "node"), "node", SearchOption.AllDirectories), Is.Not.Empty);
}
