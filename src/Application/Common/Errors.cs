namespace Schedules.Application.Common;

/// <summary>What was asked for does not exist, or belongs to somebody else.</summary>
public sealed class NotFoundException(string what, string id) : Exception($"{what} \"{id}\" was not found.");

/// <summary>The credential is good, but not for this.</summary>
public sealed class ForbiddenException(string message) : Exception(message);

/// <summary>Somebody else changed it in the meantime.</summary>
public class ConflictException(string message) : Exception(message);

/// <summary>Somebody else's change came between reading and storing. The same may be done anew.</summary>
public sealed class ChangedMeanwhileException(string message) : ConflictException(message);

/// <summary>The If-Match header names another version than the stored one.</summary>
public sealed class PreconditionFailedException(string message) : Exception(message);
