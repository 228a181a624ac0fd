using AidWorkflows.Domain.HumanTasks;

namespace AidWorkflows.Activities.HumanTasks;

/// <summary>
/// The answer a person is giving in this request, one per scope. It goes round the engine and not through it, because comments
/// and forms may hold personal data and whatever resumes a workflow is journalled.
/// </summary>
public sealed class TaskSubmission
{
    public Guid TaskId { get; private set; }

    public Guid PersonId { get; private set; }

    public TaskAnswer? Answer { get; private set; }

    public void Submit(Guid taskId, Guid personId, TaskAnswer answer)
    {
        TaskId = taskId;
        PersonId = personId;
        Answer = answer;
    }
}
