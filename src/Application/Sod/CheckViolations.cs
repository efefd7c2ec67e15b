using System.Text.Json;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Schedules.Application.Common;
using Schedules.Domain;
using Schedules.Domain.Sod;

namespace Schedules.Application.Sod;

/// <summary>What would an identity violate, had it this access too? Of policies in force; what an exception covers is left out.</summary>
/// <exception cref="InvalidValueException">A member is missing or wrong.</exception>
/// <exception cref="NotFoundException">There is no such identity.</exception>
public sealed record PredictViolations(string? IdentityId, IReadOnlyList<AccessRefDto?>? AccessRefs) : IRequest<ViolationPredictionDto>;

/// <summary>As <see cref="PredictViolations"/>, with an answer that is kept for 30 days.</summary>
/// <param name="ClientMetadata">Texts of the caller's own, which come back with the answer.</param>
public sealed record CheckViolations(
    string? IdentityId, IReadOnlyList<AccessRefDto?>? AccessRefs, IReadOnlyDictionary<string, string?>? ClientMetadata) : IRequest<SodViolationCheckDto>;

/// <param name="RequestId">By it the answer is read.</param>
/// <param name="Created">When it was asked.</param>
public sealed record SodViolationCheckDto(Guid RequestId, Instant Created);

/// <summary>The answer of a check.</summary>
public sealed record GetViolationCheck(Guid RequestId) : IRequest<JsonNode>;

/// <summary>As the governance API sends it with access requests.</summary>
/// <param name="State">SUCCESS.</param>
/// <param name="Uuid">The check's id.</param>
public sealed record ViolationCheckCompleted(string State, Guid Uuid, ViolationCheckResult ViolationCheckResult);

/// <param name="Message">Null: nothing went wrong.</param>
public sealed record ViolationCheckResult(
    string? Message, IReadOnlyDictionary<string, string?> ClientMetadata, IReadOnlyList<ViolationContextDto> ViolationContexts,
    IReadOnlyList<PolicyRefDto> ViolatedPolicies);

internal sealed class PredictViolationsHandler(NewAccess access) : IRequestHandler<PredictViolations, ViolationPredictionDto>
{
    public Task<ViolationPredictionDto> Handle(PredictViolations request, CancellationToken cancellationToken) =>
        access.Predict(request.IdentityId, request.AccessRefs, cancellationToken);
}

internal sealed class CheckViolationsHandler(ISchedulesDb db, NewAccess access, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<CheckViolations, SodViolationCheckDto>
{
    private const int Forgotten = 100;
    private static readonly Duration _kept = Duration.FromDays(30);

    public async Task<SodViolationCheckDto> Handle(CheckViolations request, CancellationToken cancellationToken)
    {
        var contexts = (await access.Predict(request.IdentityId, request.AccessRefs, cancellationToken)).ViolationContexts;
        var id = clock.NewId();
        var completed = new ViolationCheckCompleted("SUCCESS", id, new(
            null, request.ClientMetadata ?? new Dictionary<string, string?>(), contexts, [.. contexts.Select(context => context.Policy)]));
        var check = new AccessCheck(id, user.OrganizationId, clock.Now(), JsonSerializer.Serialize(completed, JsonSerializerOptions.Web));
        db.AccessChecks.Add(check);
        await Forget(check.Created - _kept, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new(check.Id, check.Created);
    }

    // A few with each that comes: so there are never many.
    private async Task Forget(Instant before, CancellationToken cancellationToken) => db.AccessChecks.RemoveRange(await db.AccessChecks
        .Where(check => check.OrganizationId == user.OrganizationId && check.Created < before)
        .OrderBy(check => check.Created).Take(Forgotten).ToListAsync(cancellationToken));
}

internal sealed class GetViolationCheckHandler(ISchedulesDb db, ICurrentUser user) : IRequestHandler<GetViolationCheck, JsonNode>
{
    public async Task<JsonNode> Handle(GetViolationCheck request, CancellationToken cancellationToken)
    {
        var check = await db.AccessChecks.AsNoTracking().SingleOrDefaultAsync(
            check => check.Id == request.RequestId && check.OrganizationId == user.OrganizationId, cancellationToken);
        return check is null ? throw new NotFoundException("Check", request.RequestId.ToString()) : JsonNode.Parse(check.Result)!;
    }
}
