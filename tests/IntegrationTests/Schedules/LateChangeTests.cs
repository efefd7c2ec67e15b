using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;

namespace Schedules.IntegrationTests.Schedules;

/// <summary>A process is held up between deciding on a change and storing it, and the dispatcher of another comes in between.</summary>
public sealed class LateChangeTests
{
    private static readonly Instant _before = Instant.FromUtc(2026, 3, 1, 8, 59);
    private static readonly Rule _otherHour = new PeriodRule(ScanPeriod.Daily, 10, 1, 1);

    private LedgerHost _host = null!;

    [SetUp]
    public async Task Start()
    {
        _host = await LedgerHost.Start("2026-03-01T08:00:00Z");
        await _host.Project(hour: 9);
    }

    [TearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [Test]
    public void A_change_that_would_deny_what_was_dispatched_meanwhile_is_refused() =>
        Assert.That(() => AfterDispatch((changes, schedule) => changes.Change(schedule, _otherHour, true, null, default)), Throws.TypeOf<ChangedMeanwhileException>());

    [Test]
    public void So_is_a_removal() =>
        Assert.That(() => AfterDispatch((changes, schedule) => changes.Remove(schedule, default)), Throws.TypeOf<ChangedMeanwhileException>());

    private Task<bool> AfterDispatch(Func<ScheduleChanges, Schedule, Task> change) => _host.Use(async services =>
    {
        var schedule = await services.GetRequiredService<ISchedulesDb>().Schedules.SingleAsync();
        _host.Clock.Set(Instant.FromUtc(2026, 3, 1, 9, 0));
        Assert.That(await _host.Send(new DispatchDueSchedules()), Is.EqualTo(1));
        _host.Clock.Set(_before);
        await change(services.GetRequiredService<ScheduleChanges>(), schedule);
        return true;
    });
}
