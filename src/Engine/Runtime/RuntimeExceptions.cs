namespace AidWorkflows.Engine.Runtime;

/// <summary>There is no published version (or no such version) of the definition.</summary>
public sealed class WorkflowDefinitionNotFoundException(string definition)
    : Exception($"AW1011 The workflow definition '{definition}' does not exist or has no published version. Publish it first.");

/// <summary>There is no such instance.</summary>
public sealed class WorkflowInstanceNotFoundException(string instanceId)
    : Exception($"AW1012 There is no workflow instance '{instanceId}'.");

/// <summary>What the stimulus was for is over: somebody else was first, or the wait was cancelled.</summary>
public sealed class StimulusConsumedException(string bookmarkId)
    : Exception($"AW1013 Nothing waits for '{bookmarkId}' any more; it was completed or cancelled in the meantime.");

/// <summary>The request does not fit the state of the instance.</summary>
public sealed class InstanceStateException(string instanceId, string reason)
    : Exception($"AW1014 Workflow instance '{instanceId}' {reason}.");
