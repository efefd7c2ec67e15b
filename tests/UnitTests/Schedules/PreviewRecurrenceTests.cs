using System.Text.Json;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using NodaTime;
using Schedules.Application;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain;
using Schedules.Domain.Schedules;
using Schedules.Infrastructure;

namespace Schedules.UnitTests.Schedules;

public sealed class PreviewRecurrenceTests
{
    private static readonly JsonSerializerOptions _web = new(JsonSerializerDefaults.Web);

    [Test]
    public async Task It_answers_instants_local_times_notes_and_a_sentence()
    {
        var answer = await Preview("""
            {"rule": {"type": "DAILY", "hours": {"type": "LIST", "values": ["2"]}, "timeZoneId": "America/New_York"}, "after": "2026-03-07T12:00:00Z", "count": 1}
            """);

        Assert.That(answer, Is.EqualTo(
            """{"occurrences":[{"at":"2026-03-08T07:00:00Z","local":"2026-03-08T03:00:00-04:00","note":"gap"}],"description":"Every day at 02:00, in America/New_York.","ended":false}"""));
    }

    [Test]
    public async Task Without_after_and_count_it_lists_ten_from_now() =>
        Assert.That(await Preview("""{"rule": {"scanPeriod": "daily"}}"""), Does.Contain("2026-01-01T00:00:00Z").And.Contain("2026-01-10T00:00:00Z").And.Not.Contain("2026-01-11"));

    [Test]
    public async Task It_says_that_none_follows() =>
        Assert.That(
            await Preview("""{"rule": {"type": "CALENDAR", "days": {"type": "LIST", "values": ["2026-02-01"]}, "hours": {"type": "LIST", "values": ["9"]}}, "count": 1}"""),
            Does.Contain("2026-02-01T09:00:00Z").And.Contain("\"ended\":true"));

    [TestCase("""{"rule": {"type": "DAILY", "hours": {"type": "LIST", "values": ["24"]}}}""", "rule.hours.values")]
    [TestCase("""{"rule": {"type": "DAILY", "hours": {"type": "EACH", "values": ["2"]}}}""", "rule.hours.type")]
    [TestCase("""{"rule": {"type": "DAILY", "hours": {"type": "LIST"}}}""", "rule.hours.values")]
    [TestCase("""{"rule": {"type": "DAILY"}}""", "rule.hours")]
    [TestCase("""{"rule": {"type": "DAILY", "hours": {"type": "LIST", "values": ["2"]}, "expiration": "tomorrow"}}""", "rule.expiration")]
    [TestCase("""{"rule": {"type": "DAILY", "hours": {"type": "LIST", "values": ["2"]}, "expiration": "0001-01-01T00:00:00+18:00"}}""", "rule.expiration")]
    [TestCase("""{"rule": {"scanPeriod": "hourly"}}""", "rule.scanPeriod")]
    [TestCase("""{"rule": {"scanPeriod": "daily", "type": "DAILY"}}""", "rule.type")]
    [TestCase("""{"rule": {}}""", "rule.type")]
    [TestCase("""{}""", "rule.type")]
    [TestCase("""{"rule": {"scanPeriod": "daily"}, "count": 0}""", "count")]
    [TestCase("""{"rule": {"scanPeriod": "daily"}, "count": 1001}""", "count")]
    [TestCase("""{"rule": {"scanPeriod": "daily"}, "after": "2026-03-07T12:00:00"}""", "after")]
    public async Task What_means_nothing_is_refused_by_its_path(string json, string field)
    {
        var refused = await Assert.ThrowsAsync<InvalidValueException>(() => Preview(json));

        Assert.That(refused!.Field, Is.EqualTo(field));
    }

    [TestCase("""{"rule": {"type": "DAILY", "hours": {"type": "LIST", "values": [2]}}}""")]
    [TestCase("""{"rule": {"type": "DAILY", "hours": {"type": "LIST", "values": ["2"], "interval": "2"}}}""")]
    [TestCase("""{"rule": {"scanPeriod": "daily", "scheduledHour": "2"}}""")]
    public async Task Numbers_and_strings_are_not_taken_for_one_another(string json) => await Assert.ThrowsAsync<JsonException>(() => Preview(json));

    [TestCase("2018-06-25T20:22:28.104Z", "2018-06-25T20:22:28.104Z")]
    [TestCase("2038-01-19T03:14:07+0000", "2038-01-19T03:14:07.000Z")]
    [TestCase("2027-01-01T00:30:00+05:45", "2026-12-31T18:45:00.000Z")]
    [TestCase("2027-01-01T00:30:00-0330", "2027-01-01T04:00:00.000Z")]
    [TestCase("2027-01-01T00:30:00+02", "2026-12-31T22:30:00.000Z")]
    public void An_expiration_is_read_with_any_offset_and_written_in_UTC(string sent, string echoed)
    {
        var rule = new SelectorScheduleDto("DAILY", null, null, new SelectorDto("LIST", ["09"]), sent).ToRule();

        Assert.That(
            JsonSerializer.Serialize(SelectorScheduleDto.From(rule), _web),
            Is.EqualTo($$$"""{"type":"DAILY","hours":{"type":"LIST","values":["09"]},"expiration":"{{{echoed}}}"}"""));
    }

    [Test]
    public void An_unknown_default_zone_fails_at_the_start()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Organizations:DefaultTimeZone", "Mars/Olympus")]).Build();

        var refused = Assert.Throws<InvalidValueException>(() => new ServiceCollection().AddInfrastructure(settings));

        Assert.That(refused!.Message, Does.StartWith("Organizations:DefaultTimeZone must be an IANA time zone id"));
    }

    [Test]
    public void The_default_zone_is_taken_from_the_settings_and_is_UTC_otherwise()
    {
        var tokyo = new ConfigurationBuilder().AddInMemoryCollection([new("Organizations:DefaultTimeZone", "Asia/Tokyo")]).Build();

        Assert.That(Zone(tokyo).Id, Is.EqualTo("Asia/Tokyo"));
        Assert.That(Zone(new ConfigurationBuilder().Build()), Is.EqualTo(DateTimeZone.Utc));

        static DateTimeZone Zone(IConfiguration settings) =>
            new ServiceCollection().AddInfrastructure(settings).BuildServiceProvider().GetRequiredService<OrganizationDefaults>().TimeZone;
    }

    private static async Task<string> Preview(string json)
    {
        var clock = new Mock<TimeProvider>();
        clock.Setup(c => c.GetUtcNow()).Returns(new DateTimeOffset(2025, 12, 31, 12, 0, 0, TimeSpan.Zero));
        await using var provider = new ServiceCollection().AddLogging().AddSingleton(clock.Object)
            .AddApplication(null).AddInfrastructure(new ConfigurationBuilder().Build()).BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var command = JsonSerializer.Deserialize<PreviewRecurrence>(json, _web)!;
        return JsonSerializer.Serialize(await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command), _web);
    }
}
