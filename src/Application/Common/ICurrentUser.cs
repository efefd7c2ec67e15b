namespace Schedules.Application.Common;

/// <summary>Who sends the command: read from the API key or the token, never from the body.</summary>
public interface ICurrentUser
{
    /// <summary>The organization that the credential is bound to.</summary>
    Guid OrganizationId { get; }

    /// <summary>Stable id of the key or of the token's identity; stands in creatorId, modifierId and the ledger.</summary>
    string Id { get; }
}
