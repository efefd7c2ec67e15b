using MediatR;
using Moq;
using Schedules.Application.Common;

namespace Schedules.UnitTests.Common;

public sealed class RepeatBehaviorTests
{
    private Mock<ISchedulesDb> _db = null!;

    [SetUp]
    public void MakeDatabase() => _db = new();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(49)]
    public async Task A_command_is_done_anew_on_what_is_stored_as_often_as_another_change_came_between(int times)
    {
        var left = times;
        Assert.That(await Send(() => left-- > 0 ? throw new ChangedMeanwhileException("") : "stored"), Is.EqualTo("stored"));
        _db.Verify(db => db.DiscardChanges(), Times.Exactly(times));
    }

    [Test]
    public void After_fifty_times_the_caller_is_told()
    {
        var tries = 0;
        Assert.That(() => Send(() => ++tries > 0 ? throw new ChangedMeanwhileException("It was changed.") : ""), Throws.TypeOf<ChangedMeanwhileException>());
        Assert.That(tries, Is.EqualTo(50));
    }

    [Test]
    public void What_is_refused_for_another_reason_is_refused_at_once()
    {
        var tries = 0;
        Assert.That(() => Send(() => ++tries > 0 ? throw new ConflictException("There is one already.") : ""), Throws.TypeOf<ConflictException>());
        Assert.That(tries, Is.EqualTo(1));
    }

    private Task<string> Send(Func<string> handle) =>
        new RepeatBehavior<Change, string>(_db.Object).Handle(new(), CancellationToken.None, () => Task.Run(handle));

    private sealed record Change : IRequest<string>, IRepeatable;
}
