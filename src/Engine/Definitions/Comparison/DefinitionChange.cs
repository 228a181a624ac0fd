namespace AidWorkflows.Engine.Definitions.Comparison;

/// <summary>One difference between two versions of a definition, without words: those depend on the reader's language.</summary>
public sealed record DefinitionChange(DefinitionChangeKind Kind)
{
    /// <summary>The activity that it is about, under the name it has now (or had, when it was removed).</summary>
    public ComparedActivity? Activity { get; init; }

    /// <summary>The activity's JSON property, the setting, or what of a variable changed ("value", "typeName").</summary>
    public string? Property { get; init; }

    /// <summary>The variable, input, output, outcome or case that it is about; for a connection the port.</summary>
    public string? Subject { get; init; }

    public ComparedValue? Old { get; init; }

    public ComparedValue? New { get; init; }

    /// <summary>Where a connection ends, or ended.</summary>
    public ComparedActivity? Target { get; init; }

    /// <summary>Where a connection ended before it was drawn to <see cref="Target"/>.</summary>
    public ComparedActivity? OldTarget { get; init; }

    /// <summary>How many nodes were moved, when it is only about the drawing.</summary>
    public int Count { get; init; }
}

/// <summary>What can change.</summary>
public enum DefinitionChangeKind
{
    NameChanged,
    DescriptionChanged,
    VariableAdded,
    VariableRemoved,
    VariableChanged,
    InputAdded,
    InputRemoved,
    InputChanged,
    OutputAdded,
    OutputRemoved,
    OutputChanged,
    OutcomeAdded,
    OutcomeRemoved,
    OptionChanged,
    SettingChanged,
    ActivityAdded,
    ActivityRemoved,
    ActivityRenamed,
    ActivityTypeChanged,

    /// <summary>It stands in another container now.</summary>
    ActivityRehomed,
    ActivityInputChanged,

    /// <summary>Its result goes into another variable, or into none.</summary>
    ActivityOutputBound,
    ActivitySettingChanged,
    ActivityDescriptionChanged,
    CaseAdded,
    CaseRemoved,
    CaseChanged,
    OrderChanged,
    StartChanged,
    ConnectionAdded,
    ConnectionRemoved,
    ConnectionRedirected,

    /// <summary>Nothing but the drawing: positions, sizes, bends of connections.</summary>
    LayoutChanged,
}

/// <summary>An activity as a reader knows it.</summary>
public sealed record ComparedActivity(string Id, string Name, string Type);

/// <summary>A value as it stands in the definition.</summary>
/// <param name="Text">Null when there is none.</param>
/// <param name="ExpressionType">"Literal", "JavaScript" ...; null when it is not an expression.</param>
public sealed record ComparedValue(string? Text, string? ExpressionType = null);
