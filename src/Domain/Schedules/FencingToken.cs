namespace Schedules.Domain.Schedules;

/// <summary>Tells one execution of a run from every other one: an outcome is written only where the row still carries it.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Owner">The claim by which a process executes it: its own name, and which claim of its.</param>
/// <param name="Attempt">Which execution it is; a run that was taken away has a higher one.</param>
public readonly record struct FencingToken(Guid RunId, string Owner, int Attempt);
