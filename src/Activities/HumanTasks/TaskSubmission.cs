namespace AidWorkflows.Activities.HumanTasks;

/// <summary>
/// What a person is asking in this request, one per scope. It goes round the engine and not through it, because comments
/// and forms may hold personal data and whatever resumes a workflow is journalled.
/// </summary>
public sealed class TaskSubmission
{
    public Guid TaskId { get; private set; }

    public Guid PersonId { get; private set; }

    public TaskCommand? Command { get; private set; }

    public void Submit(Guid taskId, Guid personId, TaskCommand command)
    {
        TaskId = taskId;
        PersonId = personId;
        Command = command;
    }
}
