using System.Text.Json.Nodes;

namespace AidWorkflows.ElsaApi.Descriptors;

/// <summary>What Studio is told about an activity type.</summary>
internal sealed record ActivityDescriptorView
{
    public required string TypeName { get; init; }
    public required string Namespace { get; init; }
    public required string Name { get; init; }
    public required int Version { get; init; }
    public required string Category { get; init; }
    public required string DisplayName { get; init; }
    public string? Description { get; init; }
    public required IReadOnlyList<InputView> Inputs { get; init; }
    public required IReadOnlyList<OutputView> Outputs { get; init; }
    public string Kind { get; init; } = "Action";
    public required IReadOnlyList<PortView> Ports { get; init; }
    public JsonObject CustomProperties { get; init; } = [];
    public JsonObject ConstructionProperties { get; init; } = [];
    public bool IsContainer { get; init; }
    public bool IsBrowsable { get; init; }
    public bool IsStart { get; init; }
    public bool IsTerminal { get; init; }
}

internal sealed record InputView(
    string Name,
    string TypeName,
    string DisplayName,
    string? Description,
    int Order,
    string UiHint,
    JsonNode? DefaultValue,
    string? DefaultSyntax,
    bool IsWrapped,
    bool IsSensitive,
    JsonObject UiSpecifications)
{
    public bool IsBrowsable { get; } = true;

    public bool IsSynthetic { get; }

    public bool IsReadOnly { get; }
}

internal sealed record OutputView(string Name, string TypeName, string DisplayName, int Order)
{
    public bool IsBrowsable { get; } = true;

    public bool IsSynthetic { get; }
}

internal sealed record PortView(string Name, string DisplayName, string Type, bool IsBrowsable);
