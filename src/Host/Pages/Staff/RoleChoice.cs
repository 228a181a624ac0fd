namespace AidWorkflows.Host.Pages.Staff;

/// <summary>The check boxes of the roles in a form.</summary>
/// <param name="Field">The name of the form's field.</param>
internal sealed record RoleChoice(string Field, IEnumerable<string> Offered, IReadOnlyList<string> Chosen, string Error, string Column = "mb-3");
