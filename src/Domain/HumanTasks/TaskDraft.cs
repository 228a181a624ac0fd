namespace AidWorkflows.Domain.HumanTasks;

/// <summary>What a person has entered for a task and not signed yet. Each has their own; nobody else sees it.</summary>
public sealed class TaskDraft
{
    public TaskDraft(Guid taskId, Guid personId)
    {
        TaskId = taskId;
        PersonId = personId;
    }

    // For the object-relational mapper.
    private TaskDraft()
    {
    }

    public Guid TaskId { get; private set; }

    public Guid PersonId { get; private set; }

    public string? Comment { get; private set; }

    public string? FormData { get; private set; }

    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>A draft may be incomplete and wrong; the form's rules are for signing.</summary>
    public void Save(string? comment, string? formData, DateTimeOffset now)
    {
        Comment = comment;
        FormData = formData;
        SavedAt = now;
    }
}
