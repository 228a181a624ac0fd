namespace AidWorkflows.Domain.HumanTasks;

/// <summary>Why a task of a step exists.</summary>
public enum TaskPurpose
{
    /// <summary>The workflow asks for it.</summary>
    Step = 0,

    /// <summary>A signer asked for another one to sign first.</summary>
    AddedBefore = 1,

    /// <summary>A signer asked for another one to sign afterwards.</summary>
    AddedAfter = 2,

    /// <summary>The applicant's union puts something right, then the asking signer goes on.</summary>
    Supplement = 3,
}

/// <summary>A task's place among those of its step; a step is one run of a human-task activity.</summary>
/// <param name="StepId">The step's first task; null for that one itself.</param>
/// <param name="PersonId">The named signer; null when any candidate may take it.</param>
/// <param name="WaitsFor">The task of the step that comes first.</param>
/// <param name="AddedBy">Who asked for this signer, or for the supplement.</param>
/// <param name="Request">What that person wrote.</param>
public sealed record TaskPart(
    Guid? StepId = null, int Position = 0, Guid? PersonId = null, Guid? WaitsFor = null, TaskPurpose Purpose = TaskPurpose.Step, Guid? AddedBy = null, string? Request = null);
