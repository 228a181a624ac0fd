namespace AidWorkflows.Domain.People;

/// <summary>The fixed role names; workflow definitions use them in the inputs of human tasks.</summary>
public static class StaffRoles
{
    public const string Administrator = "Administrator";
    public const string Auditor = "Auditor";
    public const string Clerk = "Clerk";
    public const string Reviewer = "Reviewer";
    public const string Cashier = "Cashier";

    public static IReadOnlyList<string> All { get; } = [Administrator, Auditor, Clerk, Reviewer, Cashier];
}
