namespace AidWorkflows.Activities.Cases;

/// <summary>Names of steps that rules about the order of a case know. An activity is also marked by its custom property "stepMark".</summary>
public static class CaseSteps
{
    /// <summary>S-043: two different persons have signed, as after a home visit.</summary>
    public const string TwoPerson = "two-person";

    /// <summary>S-052: the case was published for its time.</summary>
    public const string Publicity = "publicity";
}
