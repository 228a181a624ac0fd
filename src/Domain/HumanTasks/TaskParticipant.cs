using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.HumanTasks;

public enum ParticipantKind
{
    /// <summary>Is to know of it; nothing waits for them.</summary>
    Copy = 0,

    /// <summary>Is asked for an opinion; the task comes back with it.</summary>
    Opinion = 1,
}

/// <summary>Somebody who is drawn into a task without deciding it.</summary>
public sealed class TaskParticipant
{
    internal TaskParticipant(ParticipantKind kind, Guid personId, Guid? byPersonId, string? request, DateTimeOffset now)
    {
        Id = RisingId.New(now);
        Kind = kind;
        PersonId = personId;
        ByPersonId = byPersonId;
        Request = request;
        CreatedAt = now;
    }

    // For the object-relational mapper.
    private TaskParticipant()
    {
    }

    public Guid Id { get; private set; }

    public ParticipantKind Kind { get; private set; }

    public Guid PersonId { get; private set; }

    /// <summary>Null when the workflow's definition says so.</summary>
    public Guid? ByPersonId { get; private set; }

    public string? Request { get; private set; }

    public string? Answer { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When a copy was read, an opinion given, or the question taken back.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public Guid? AnsweredBy { get; private set; }

    public bool IsOpen => EndedAt is null;

    internal void End(DateTimeOffset now) => EndedAt ??= now;

    internal void MoveTo(Guid personId) => PersonId = personId;

    internal void Give(string answer, Guid by, DateTimeOffset now)
    {
        Answer = answer;
        AnsweredBy = by;
        EndedAt = now;
    }
}
