namespace AidWorkflows.Domain.Cases;

/// <summary>S-020.</summary>
public enum AidKind
{
    Living = 0,
    Medical = 1,
    Study = 2,
}
