using AidWorkflows.Domain.Archives;

namespace AidWorkflows.Activities.Archives;

/// <summary>The objection that a person enters in this request, one per scope. It goes round the engine, because it tells about a household.</summary>
public sealed class AppealSubmission
{
    public Guid ExitId { get; private set; }

    public ReceivedAppeal? Appeal { get; private set; }

    public void Submit(Guid exitId, ReceivedAppeal appeal)
    {
        ExitId = exitId;
        Appeal = appeal;
    }
}

/// <summary>An objection as it was entered.</summary>
/// <param name="GroundsSealed">Sealed for the row with this id.</param>
public sealed record ReceivedAppeal(Guid Id, AppealReceiver Receiver, Guid ReceivedBy, byte[] GroundsSealed);
