using AidWorkflows.Domain.HumanTasks;

namespace AidWorkflows.Activities.HumanTasks;

/// <summary>What a person wants of a task that moves the workflow; it runs in the burst, under the instance's lock.</summary>
public abstract record TaskCommand
{
    private TaskCommand()
    {
    }

    /// <summary>Signs an outcome.</summary>
    public sealed record Answer(TaskAnswer Given) : TaskCommand;

    /// <summary>Gives the task up in favour of an earlier step, by its key.</summary>
    public sealed record Return(string ToStep, string? Reason) : TaskCommand;

    /// <summary>Draws another signer into the step, before or after oneself.</summary>
    public sealed record AddSigner(Guid PersonId, bool After, string? Request) : TaskCommand;

    /// <summary>Takes one's own completed step back; the task it goes through is one that followed.</summary>
    public sealed record Recall(Guid RecalledTaskId) : TaskCommand;
}
