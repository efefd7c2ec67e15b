using Microsoft.Extensions.DependencyInjection;
using Schedules.WebApi.Auth;

namespace Schedules.IntegrationTests.Access;

public sealed class SigningKeyTests
{
    [Test]
    public async Task Processes_that_start_at_once_end_with_one_key()
    {
        await using var server = await Server.Start();
        var scopes = server.Services.GetRequiredService<IServiceScopeFactory>();
        SigningKeys[] processes = [.. Enumerable.Range(0, 8).Select(_ => new SigningKeys(scopes, server.Clock))];
        var keys = await Task.WhenAll(processes.Select(process => Task.Run(() => process.GetAsync(CancellationToken.None).AsTask())));
        Assert.That(keys.Select(key => key.KeyId).Distinct().Count(), Is.EqualTo(1));
        Assert.That(await server.Database(db => Task.FromResult(db.SigningKeys.Count())), Is.EqualTo(1));
        foreach (var process in processes)
            process.Dispose();
    }
}
