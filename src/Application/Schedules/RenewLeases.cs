using MediatR;
using Microsoft.Extensions.Options;
using NodaTime;
using Schedules.Application.Common;

namespace Schedules.Application.Schedules;

/// <summary>Keeps the runs that this process executes; checks whose run is somebody else's by now are told to stop.</summary>
/// <returns>The number of runs that were lost.</returns>
public sealed record RenewLeases : IRequest<int>;

public sealed class RenewLeasesHandler(ILedger ledger, HeldRuns held, IOptions<RunOptions> options) : IRequestHandler<RenewLeases, int>
{
    public async Task<int> Handle(RenewLeases request, CancellationToken cancellationToken)
    {
        var tokens = held.Tokens;
        if (tokens.Count == 0)
            return 0;
        var leaseUntil = await ledger.Now(cancellationToken) + Duration.FromTimeSpan(options.Value.LeaseOnClock);
        var lost = tokens.Except(await ledger.Renew(tokens, leaseUntil, cancellationToken)).ToList();
        lost.ForEach(held.Lose);
        return lost.Count;
    }
}
