namespace AidWorkflows.Engine.Definitions.Checks;

/// <summary>Collects what the checks of one definition find.</summary>
internal sealed class FoundProblems
{
    private readonly List<DefinitionProblem> list = [];

    public IReadOnlyList<DefinitionProblem> All => list;

    public void Add(DefinitionProblem problem) => list.Add(problem);

    public void Warn(string code, ActivityNode node, string? property, string? subject, string message, string? detail = null) =>
        Add(ProblemSeverity.Warning, code, node, property, subject, message, detail);

    public void Fail(string code, ActivityNode node, string? property, string? subject, string message, string? detail = null) =>
        Add(ProblemSeverity.Error, code, node, property, subject, message, detail);

    /// <summary>About the definition as a whole, or about one of its variables.</summary>
    public void Say(ProblemSeverity severity, string code, string? property, string? subject, string message, string? detail = null) =>
        list.Add(new DefinitionProblem(severity, code, null, null, null, property, subject, message) { Detail = detail });

    private void Add(ProblemSeverity severity, string code, ActivityNode node, string? property, string? subject, string message, string? detail) =>
        list.Add(new DefinitionProblem(severity, code, node.Id, node.NodeId, node.DisplayName, property, subject, message) { Detail = detail });
}
