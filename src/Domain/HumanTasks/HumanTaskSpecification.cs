using AidWorkflows.Domain.Organisations;

namespace AidWorkflows.Domain.HumanTasks;

/// <summary>What a workflow asks people to do, as its designer set it.</summary>
/// <param name="Key">Stable name of the step, for separation of duties and integrators.</param>
/// <param name="Outcomes">The affirmative one first.</param>
/// <param name="Form">JSON schema of the fields (see <see cref="FormSchema"/>), or null when only the outcome is asked.</param>
/// <param name="ExcludeEarlierSteps">Keys of steps of the same instance whose signers may not do this one.</param>
public sealed record HumanTaskSpecification(
    string Key,
    string Title,
    OrganisationLevel Level,
    string Role,
    IReadOnlyList<string> Outcomes,
    string? Form,
    SignRule SignRule,
    IReadOnlyList<Guid> ExcludedPersons,
    IReadOnlyList<string> ExcludeEarlierSteps)
{
    public RefusalRule Refusal { get; init; }

    /// <summary>Keys of earlier steps that may be gone back to; "*" is any, "applicant" the applicant's union.</summary>
    public IReadOnlyList<string> ReturnTo { get; init; } = [];

    /// <summary>Persons' ids, or "level:Role", who get a copy when the step is decided.</summary>
    public IReadOnlyList<string> CopyTo { get; init; } = [];

    /// <summary>Null when the step is never approved in a batch.</summary>
    public BatchLimit? Batch { get; init; }

    /// <summary>What the task is about in yuan, when the designer says.</summary>
    public decimal? Amount { get; init; }
}

/// <summary>How far a step may be approved together with others.</summary>
/// <param name="UpTo">Null for any amount.</param>
public sealed record BatchLimit(decimal? UpTo);

/// <summary>Where a task comes from and whose it is.</summary>
/// <param name="OrganisationId">The organisation of the task's level above the case's own.</param>
public sealed record HumanTaskPlace(
    Guid? CaseId,
    string? CaseNumber,
    string WorkflowInstanceId,
    string BookmarkId,
    string ActivityId,
    Guid OrganisationId,
    string OrganisationPath);

/// <summary>When a task has to be done, and why then.</summary>
/// <param name="Explanation">JSON: the parts of the explanation, and the calendar's warnings.</param>
public sealed record TaskDeadline(DateTimeOffset DueAt, string Explanation);

/// <summary>What a person answers.</summary>
/// <param name="Form">A JSON object, or null when nothing was filled in.</param>
public sealed record TaskAnswer(string Outcome, string? Comment, string? Form)
{
    /// <summary>Given together with others, so the step's conditions for that hold.</summary>
    public bool InBatch { get; init; }
}
