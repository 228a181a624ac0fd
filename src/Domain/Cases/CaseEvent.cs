using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Cases;

/// <summary>One line of a case's timeline. Written by the method that changes the state, never beside it.</summary>
public sealed class CaseEvent
{
    public CaseEvent(string code, Guid? caseId, Guid? humanTaskId, Guid? personId, DateTimeOffset at, IReadOnlyDictionary<string, string>? data = null)
    {
        Id = RisingId.New(at);
        Code = code;
        CaseId = caseId;
        HumanTaskId = humanTaskId;
        PersonId = personId;
        At = at;
        Data = data ?? new Dictionary<string, string>();
    }

    // For the object-relational mapper.
    private CaseEvent()
    {
    }

    public Guid Id { get; private set; }

    public string Code { get; private set; } = "";

    public Guid? CaseId { get; private set; }

    public Guid? HumanTaskId { get; private set; }

    /// <summary>Null when a timer or the workflow itself did it.</summary>
    public Guid? PersonId { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>Ids, codes and amounts for the text of the line; never personal data.</summary>
    public IReadOnlyDictionary<string, string> Data { get; private set; } = new Dictionary<string, string>();
}
