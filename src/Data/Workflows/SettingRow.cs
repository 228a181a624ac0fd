namespace AidWorkflows.Data.Workflows;

/// <summary>setting: small facts about this database, by name.</summary>
public sealed class SettingRow
{
    public required string Name { get; init; }
    public required string Value { get; set; }
}
