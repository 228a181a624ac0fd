namespace AidWorkflows.Domain.HumanTasks;

/// <summary>One person's signature under an outcome.</summary>
/// <param name="OnBehalfOf">The absent person the signer stood in for.</param>
public sealed record TaskSignature(Guid PersonId, string Outcome, string? Comment, DateTimeOffset At, Guid? OnBehalfOf = null);
