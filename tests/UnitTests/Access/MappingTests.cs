using AutoMapper;
using Microsoft.Extensions.DependencyInjection;
using Schedules.Application;

namespace Schedules.UnitTests.Access;

public sealed class MappingTests
{
    [Test]
    public void Every_mapping_fills_every_member()
    {
        using var services = new ServiceCollection().AddLogging().AddApplication(null).BuildServiceProvider();
        services.GetRequiredService<IMapper>().ConfigurationProvider.AssertConfigurationIsValid();
    }
}
