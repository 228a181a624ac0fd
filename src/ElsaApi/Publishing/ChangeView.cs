namespace AidWorkflows.ElsaApi.Publishing;

/// <summary>A difference between two versions in the reader's language.</summary>
/// <param name="Kind">Stable name such as "VariableChanged".</param>
/// <param name="Group">definition, values, activities, connections or layout.</param>
/// <param name="Text">The whole sentence.</param>
/// <param name="Title">The sentence without the two values.</param>
/// <param name="Old">Null when there is nothing to set against the new value.</param>
/// <param name="OldType">The expression's type when it is not plain text.</param>
public sealed record ChangeView(string Kind, string Group, string Text, string Title, string? Old, string? New, string? OldType, string? NewType, string? ActivityId);
