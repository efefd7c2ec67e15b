using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Moq;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Application.Schedules;
using Schedules.Domain.Schedules;

namespace Schedules.UnitTests.Schedules;

public sealed class RunExecutorTests
{
    private static readonly Instant _now = A.Instant("2026-03-01T09:00:00Z");

    private readonly HeldRuns _held = new();

    [Test]
    public void Runs_are_held_no_longer_when_the_database_goes_away_while_they_are_executed()
    {
        var executor = new RunExecutor(Scopes(), _held, Mock.Of<TimeProvider>(), Options.Create(new RunOptions()), NullLogger<RunExecutor>.Instance);
        var runs = Enumerable.Range(0, 3).Select(_ => Run.Manual(A.DailySchedule("2026-03-01T00:00:00Z"), Guid.NewGuid(), "me", _now)).ToList();
        runs.ForEach(executor.Claim(_now));

        Assert.That(() => executor.Execute(runs, CancellationToken.None), Throws.TypeOf<IOException>());

        Assert.That(_held.Tokens, Is.Empty, "they would be renewed for ever");
    }

    [Test]
    public void A_run_is_not_held_yet_when_it_is_taken_for_nobody_knows_whether_that_was_stored()
    {
        var executor = new RunExecutor(Scopes(), _held, Mock.Of<TimeProvider>(), Options.Create(new RunOptions()), NullLogger<RunExecutor>.Instance);

        executor.Claim(_now)(Run.Manual(A.DailySchedule("2026-03-01T00:00:00Z"), Guid.NewGuid(), "me", _now));

        Assert.That(_held.Tokens, Is.Empty);
    }

    [Test]
    public void A_run_that_was_given_back_and_is_taken_again_is_not_mistaken_for_what_it_was()
    {
        var held = new HeldRuns();
        var executor = new RunExecutor(Scopes(), held, Mock.Of<TimeProvider>(), Options.Create(new RunOptions()), NullLogger<RunExecutor>.Instance);
        var run = Run.Manual(A.DailySchedule("2026-03-01T00:00:00Z"), Guid.NewGuid(), "me", _now);
        executor.Claim(_now)(run);
        var before = run.Token;
        run.Release(_now);
        executor.Claim(_now)(run);
        held.Hold([before, run.Token]);

        held.Drop(before);

        Assert.That(held.Lost(run.Token).IsCancellationRequested, Is.False);
    }

    private static IServiceScopeFactory Scopes()
    {
        var ledger = new Mock<ILedger>();
        ledger.Setup(l => l.Now(It.IsAny<CancellationToken>())).Throws<IOException>();
        return new ServiceCollection().AddSingleton(ledger.Object).AddSingleton(Mock.Of<ISchedulesDb>()).AddSingleton(Mock.Of<IMediator>())
            .BuildServiceProvider().GetRequiredService<IServiceScopeFactory>();
    }
}
