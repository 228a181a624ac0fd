namespace AidWorkflows.Engine.Expressions;

/// <summary>
/// The functions that every script of a workflow may call, as <see cref="WorkflowScope"/> resolves them, with their signatures
/// for the editor's completion. A test calls each one, so that the two cannot drift apart unseen.
/// </summary>
public static class WorkflowFunctions
{
    /// <summary>Function name to its TypeScript signature.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["getVariable"] = "(name: string): any",
        ["setVariable"] = "(name: string, value: any): void",
        ["getInput"] = "(name: string): any",
        ["getOutputFrom"] = "(activity: string, output?: string): any",
        ["getResult"] = "(): any",
        ["getLastResult"] = "(): any",
        ["getWorkflowInstanceId"] = "(): string",
        ["getWorkflowDefinitionId"] = "(): string",
        ["getWorkflowDefinitionVersionId"] = "(): string",
        ["getWorkflowDefinitionVersion"] = "(): number",
        ["getWorkflowInstanceName"] = "(): string",
        ["setWorkflowInstanceName"] = "(name: string): void",
        ["getCorrelationId"] = "(): string",
        ["setCorrelationId"] = "(correlationId: string): void",
        ["setOutcome"] = "(outcome: string): void",
        ["setOutcomes"] = "(outcomes: string[]): void",
        ["isNullOrEmpty"] = "(value: string): boolean",
        ["isNullOrWhiteSpace"] = "(value: string): boolean",
        ["toJson"] = "(value: any): string",
        ["newGuid"] = "(): string",
        ["newGuidString"] = "(): string",
        ["newShortGuid"] = "(): string",
        ["parseGuid"] = "(value: string): string",
        ["stringToBase64"] = "(value: string): string",
        ["stringFromBase64"] = "(value: string): string",
        ["bytesFromString"] = "(value: string): number[]",
        ["bytesToString"] = "(value: number[]): string",
        ["bytesFromBase64"] = "(value: string): number[]",
        ["bytesToBase64"] = "(value: number[]): string",
        ["getGuidString"] = "(): string",
        ["getShortGuid"] = "(): string",
    };

    /// <summary>Objects that every script sees.</summary>
    public static IReadOnlyList<string> Objects { get; } = ["variables", "input"];
}
