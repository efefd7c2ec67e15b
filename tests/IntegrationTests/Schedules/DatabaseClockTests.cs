using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Schedules.Infrastructure.Persistence;

namespace Schedules.IntegrationTests.Schedules;

/// <summary>Machines disagree on the time; the database server's clock decides.</summary>
[Category("NoDatabase")]
public sealed class DatabaseClockTests
{
    private static readonly Instant _now = Instant.FromUtc(2026, 3, 1, 9, 0);
    private LedgerHost _host = null!;

    [SetUp]
    public async Task Start() => _host = await LedgerHost.Start(await TestDatabase.Migrated("PostgreSql"), "2026-03-01T09:00:00Z");

    [TearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [TestCase(-300)]
    [TestCase(300)]
    public async Task A_machine_whose_clock_is_wrong_reads_the_time_that_the_database_has(int secondsOff)
    {
        var read = await Read(Machine(TimeSpan.FromSeconds(secondsOff)), speed: 1);

        Assert.That((read - (_now - Duration.FromSeconds(secondsOff))).TotalSeconds, Is.EqualTo(0).Within(60), "a slow machine may need a while to ask");
    }

    [Test]
    public async Task A_clock_that_runs_fast_is_corrected_as_much_faster()
    {
        var read = await Read(Machine(TimeSpan.FromSeconds(-300)), speed: 100);

        Assert.That((read - (_now + Duration.FromSeconds(300 * 100))).TotalSeconds, Is.EqualTo(0).Within(6000));
    }

    [Test]
    public async Task Clocks_that_agree_as_far_as_anyone_can_tell_are_left_alone() =>
        Assert.That(await Read(Machine(TimeSpan.Zero), speed: 1), Is.EqualTo(_now));

    private Task<Instant> Read(TimeProvider machine, double speed) => _host.Use(services =>
        new DatabaseClock(_host.Clock, machine, speed, services.GetRequiredService<LedgerStatements>())
            .Now(services.GetRequiredService<SchedulesDb>(), default).AsTask());

#pragma warning disable RS0030 // What is tested is the difference between this machine's clock and the database's.
    private static MachineOff Machine(TimeSpan off) => new(TimeProvider.System, off);
#pragma warning restore RS0030

    private sealed class MachineOff(TimeProvider right, TimeSpan off) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => right.GetUtcNow() + off;
    }
}
