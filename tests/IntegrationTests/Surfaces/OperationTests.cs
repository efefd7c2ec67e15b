using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Schedules.WebApi.Surfaces;

namespace Schedules.IntegrationTests.Surfaces;

public sealed class OperationTests
{
    [Test]
    public async Task Past_the_limit_each_surface_says_so_in_its_format()
    {
        await using var server = await Server.Start(("RateLimits:Requests", "2"), ("RateLimits:Window", "01:00:00"));
        using var client = server.WithKey();
        foreach (var (path, body) in new[]
        {
            ("/organizations", """{"statusCode":429,"error":"Too Many Requests","""),
            ("/v3/sod-policies/x/y/z", """{"message":" Rate Limit Exceeded "}"""),
            ("/api/v1/nothing", """{"type":"about:blank","title":"Too Many Requests","status":429"""),
        })
        {
            await client.Send("GET", path);
            await client.Send("GET", path);
            using var limited = await client.Raw("GET", path);
            Assert.That((int)limited.StatusCode, Is.EqualTo(429), path);
            Assert.That(limited.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.Zero));
            Assert.That(await limited.Content.ReadAsStringAsync(), Does.StartWith(body));
        }
    }

    [TestCase("RateLimits:Requests", "0")]
    [TestCase("RateLimits:Window", "00:00:00")]
    public void Limits_that_nobody_can_mean_are_refused_before_the_server_starts(string setting, string value)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(setting, value)]).Build();

        Assert.That(() => new ServiceCollection().AddRateLimits(settings), Throws.InvalidOperationException.With.Message.Contains(setting));
    }

    [Test]
    public async Task Limits_count_by_client_and_version_and_leave_health_alone()
    {
        await using var server = await Server.Start(("RateLimits:Requests", "1"), ("RateLimits:Window", "01:00:00"));
        var other = await server.NewTenant("Other");
        using var one = server.WithKey();
        using var two = server.WithKey(other);
        Assert.That((await one.Send("GET", "/organizations")).Status, Is.EqualTo(200));
        Assert.That((await one.Send("GET", "/privacy-v1/organizations")).Status, Is.EqualTo(429));
        Assert.That((await two.Send("GET", "/organizations")).Status, Is.EqualTo(200));
        Assert.That((await one.Send("GET", "/v3/nothing")).Status, Is.EqualTo(404));
        Assert.That((await one.Send("GET", "/v2024/nothing")).Status, Is.EqualTo(404));
        for (var i = 0; i < 3; i++)
            Assert.That((await one.Send("GET", "/health/live")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Health_documents_and_their_page_are_there()
    {
        await using var server = await Server.Start();
        using var client = server.Anonymous();
        var ready = await client.Send("GET", "/health/ready");
        var document = await client.Get("/openapi/v1.json");
        var page = await client.Send("GET", "/swagger");
        var list = document["paths"]!["/privacy-v1/organizations/{organizationId}/projects"]!["get"]!;
        Assert.Multiple(() =>
        {
            Assert.That(ready.Status, Is.EqualTo(200));
            Assert.That(page.Status, Is.EqualTo(200));
            Assert.That(document["components"]!["securitySchemes"]!.AsObject().Select(scheme => scheme.Key), Is.EquivalentTo(new[] { "ApiKey", "Bearer" }));
            Assert.That(list["security"]!.ToJsonString(), Is.EqualTo("""[{"ApiKey":[]}]"""));
            Assert.That(list["parameters"]!.AsArray().Select(parameter => parameter.Text("name")), Does.Contain("limit"));
        });
    }
}
