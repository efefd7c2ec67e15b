using Schedules.WebApi;

namespace Schedules.UnitTests.Access;

public sealed class VerbTests
{
    [TestCase("", "serve")]
    [TestCase("--urls=http://127.0.0.1:1", "serve")]
    [TestCase("--urls http://127.0.0.1:1", "serve")]
    [TestCase("migrate", "migrate")]
    [TestCase("migrate --Database:Provider=PostgreSql", "migrate")]
    [TestCase("create-organization Acme", "create-organization")]
    [TestCase("create-organization Acme --a=b", "create-organization")]
    [TestCase("script SqlServer", "script")]
    [TestCase("script", null)]
    [TestCase("create-organization", null)]
    [TestCase("create-organization Acme Corp", null)]
    [TestCase("migrate now", null)]
    [TestCase("frobnicate", null)]
    public void Arguments_make_a_verb_or_none(string line, string? verb) =>
        Assert.That(Verb.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))?.Name, Is.EqualTo(verb));
}
