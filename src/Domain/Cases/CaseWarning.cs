using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Cases;

/// <summary>Something a decider should look at, such as an amount exactly on a threshold .</summary>
public sealed class CaseWarning
{
    public CaseWarning(string code, Guid? requestId, IReadOnlyDictionary<string, string> data, DateTimeOffset now)
    {
        Id = RisingId.New(now);
        Code = code;
        RequestId = requestId;
        Data = data;
        RaisedAt = now;
    }

    // For the object-relational mapper.
    private CaseWarning()
    {
    }

    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    public string Code { get; private set; } = "";

    public Guid? RequestId { get; private set; }

    public IReadOnlyDictionary<string, string> Data { get; private set; } = new Dictionary<string, string>();

    public DateTimeOffset RaisedAt { get; private set; }
}
