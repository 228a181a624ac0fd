namespace AidWorkflows.Domain.HumanTasks;

/// <summary>One person's signature under an outcome.</summary>
public sealed record TaskSignature(Guid PersonId, string Outcome, string? Comment, DateTimeOffset At);
