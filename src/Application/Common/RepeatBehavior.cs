using MediatR;

namespace Schedules.Application.Common;

/// <summary>
/// A command of its own, not a part of another, that reads what it changes: where somebody else's change came between, it is done anew on what is there
/// then. Whoever named the version that it read is refused there.
/// </summary>
public interface IRepeatable;

/// <summary>Does such commands anew, so that callers who change the same at the same moment need not. Each time the handler is a new one.</summary>
public sealed class RepeatBehavior<TRequest, TResponse>(ISchedulesDb db) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, IRepeatable
{
    // Each time somebody has been stored: of so many at once the last one comes through.
    private const int Times = 50;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        for (var time = 1; ; time++)
        {
            try
            {
                return await next();
            }
            catch (ChangedMeanwhileException) when (time < Times)
            {
                db.DiscardChanges();
            }
        }
    }
}
