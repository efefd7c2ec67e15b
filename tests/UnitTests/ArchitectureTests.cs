using System.Reflection;
using MediatR;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Infrastructure;
using Schedules.Verification.Ledger;

namespace Schedules.UnitTests;

/// <summary>The picture that every part must fit, held against the assemblies.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly _domain = typeof(InvalidValueException).Assembly;
    private static readonly Assembly _application = typeof(ISchedulesDb).Assembly;
    private static readonly Assembly _infrastructure = typeof(AdjustedClock).Assembly;
    private static readonly Assembly _verification = typeof(LedgerCheck).Assembly;
    private static readonly Assembly _webApi = typeof(Program).Assembly;

    [Test]
    public void The_domain_references_nothing_but_NodaTime()
    {
        var references = References(_domain).Where(name => !IsFramework(name));

        Assert.That(references, Is.EquivalentTo(new[] { "NodaTime" }));
    }

    [TestCase("Microsoft.AspNetCore")]
    [TestCase("Quartz")]
    [TestCase("Microsoft.EntityFrameworkCore.Relational")]
    [TestCase("Microsoft.EntityFrameworkCore.Sqlite")]
    [TestCase("Microsoft.Data")]
    [TestCase("Microsoft.Playwright")]
    [TestCase("Schedules.Infrastructure")]
    [TestCase("Schedules.WebApi")]
    public void The_application_knows_no_web_no_engine_no_provider_and_no_browser(string prefix) =>
        Assert.That(References(_application).Where(name => name.StartsWith(prefix, StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void The_infrastructure_does_not_know_the_web_api() =>
        Assert.That(References(_infrastructure), Does.Not.Contain("Schedules.WebApi"));

    [Test]
    public void The_ledgers_checker_shares_no_code_with_what_it_checks() =>
        Assert.That(References(_verification).Where(name => !IsFramework(name)), Is.Empty);

    [Test]
    public void Nothing_in_the_domain_has_a_public_setter()
    {
        var open = _domain.GetExportedTypes().SelectMany(type => type.GetProperties())
            .Where(property => property.DeclaringType!.Assembly == _domain && property.SetMethod is { IsPublic: true } setter && !IsInit(setter))
            .Select(property => $"{property.DeclaringType}.{property.Name}");

        Assert.That(open, Is.Empty);
    }

    [Test]
    public void Every_command_has_exactly_one_handler()
    {
        var commands = _application.GetTypes().Where(type => !type.IsAbstract && type.GetInterfaces().Any(IsRequest)).ToList();
        var handled = _application.GetTypes().Concat(_webApi.GetTypes()).SelectMany(type => type.GetInterfaces())
            .Where(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRequestHandler<,>))
            .Select(contract => contract.GetGenericArguments()[0]).ToList();

        Assert.That(commands, Is.Not.Empty);
        Assert.That(handled, Is.EquivalentTo(commands));
    }

    [Test]
    public void Folders_carry_the_names_of_features_and_never_of_technical_drawers()
    {
        string[] drawers = ["Services", "Helpers", "Managers", "Models", "Interfaces", "Constants"];
        var namespaces = new[] { _domain, _application, _infrastructure, _verification, _webApi }
            .SelectMany(assembly => assembly.GetTypes()).Select(type => type.Namespace ?? "").Distinct();

        Assert.That(namespaces.Where(name => name.Split('.').Intersect(drawers).Any()), Is.Empty);
    }

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static bool IsFramework(string name) => name.StartsWith("System.", StringComparison.Ordinal) || name is "System" or "netstandard";

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers()
        .Any(modifier => modifier.FullName == "System.Runtime.CompilerServices.IsExternalInit");

    private static bool IsRequest(Type contract) => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRequest<>);
}
