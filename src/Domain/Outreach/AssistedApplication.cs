using AidWorkflows.Domain.Cases;

namespace AidWorkflows.Domain.Outreach;

/// <summary>How somebody helped with an application (S-091).</summary>
public enum AssistanceManner
{
    /// <summary>代填: wrote it down for the worker.</summary>
    WrittenDown = 0,

    /// <summary>上门: came to the worker's home.</summary>
    AtHome = 1,

    /// <summary>代办: applied in the worker's name.</summary>
    InTheirName = 2,
}

/// <summary>S-091: who helped a worker with the application. One for each case.</summary>
public sealed class AssistedApplication
{
    public AssistedApplication(AidCase aidCase, Guid helper, AssistanceManner manner, DateTimeOffset now)
    {
        CaseId = aidCase.Id;
        OrganisationPath = aidCase.OrganisationPath;
        Helper = helper;
        Manner = manner;
        RecordedAt = now;
    }

    // For the object-relational mapper.
    private AssistedApplication()
    {
    }

    public Guid CaseId { get; private set; }

    public string OrganisationPath { get; private set; } = "";

    public Guid Helper { get; private set; }

    public AssistanceManner Manner { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }
}
