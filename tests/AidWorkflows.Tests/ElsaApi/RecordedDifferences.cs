using System.Text.RegularExpressions;

namespace AidWorkflows.Tests.ElsaApi;

/// <summary>Where our answers differ from the recorded ones on purpose. An entry that is no longer needed fails the test.</summary>
internal sealed class RecordedDifferences
{
    /// <summary>Requests that are not sent.</summary>
    private static readonly Dictionary<string, string> NotServed = new()
    {
        ["identity-login"] = "This server has no accounts; the host's own sign-in is tested with the host.",
        ["refresh-token"] = "Tokens are short-lived and not refreshed; clerks sign in with a cookie.",
        ["identity-users"] = "Accounts are managed on our own pages.",
        ["identity-roles"] = "Roles are fixed.",
        ["unauthenticated-definitions"] = "Rights are tested by RightsTests.",
        ["admin-runtime-status"] = "Operations have /health and /metrics.",
        ["dashboard-overview"] = "Studio's elements do not show Elsa's dashboard.",
        ["dashboard-needs-attention"] = "As above.",
        ["dashboard-recent-activity"] = "As above.",
        ["bookmark-queue-dead-letters"] = "There is no bookmark queue; what fails too often becomes an incident.",
        ["workflow-definitions-import-files"] = "The recording does not have the files.",
        ["execute-seq-get"] = "A GET that starts a workflow could be a link in somebody's mail.",
        ["activity-descriptor-options"] = "Elsa.HttpEndpoint is not offered.",
        ["tasks-complete-c"] = "Its task id was never in an answer; InstanceApiTests complete such tasks.",
        ["delete-definition"] = "The definition came with the files above.",
    };

    private static readonly Dictionary<string, (int Status, string Reason)> Statuses = new()
    {
        ["workflow-definitions-list-bad-version-options"] = (400, "Bad input is no failure of the server."),
        ["workflow-definitions-subgraph-root"] = (400, "As above."),
        ["tasks-complete-404"] = (404, "There is no such task."),
    };

    /// <summary>Paths that only the real server has: pattern and reason.</summary>
    private static readonly (string Pattern, string Reason)[] Missing =
    [
        (@"\._type$", "The name of a .NET class; none is ever honoured here."),
        (@"\.tenantId$", "Organisations instead of tenants."),
        (@"\.clrType$", "The name of a .NET class."),
        (@"items\[\]\.runAsynchronously$|^\$\.runAsynchronously$", "Activities never run beside the burst."),
        (@"inputs\[\]\.(autoEvaluate|isSerializable)$|outputs\[\]\.isSerializable$", "How Elsa evaluates inputs; Studio does not read it."),
        (@"customProperties\.(Type|Resilient|ResilienceCategory)$", "As above; resilience is not announced."),
        (@"inputs\[\]\.(category|description)$|outputs\[\]\.description$", "Not every input of ours is described."),
        (@"uiSpecifications\.(singleline|Refresh|checklist)$|inputs\[\]\.defaultValue\[\]$", "Hints of inputs that are not offered."),
        (@"(root|activity|activities\[\])\.(payload|taskId|result|variables)$|connections\[\]\.vertices$", "Documents are kept as they were saved; the real server adds empty properties."),
        (@"container\.activity\.(identity|publication|inputs|outputs|outcomes|workflowMetadata|options|isReadonly|isSystem|definitionHandle|result)$", "The workflow around the root activity is not drawn."),
        (@"^\$\[\]\.(stringData|materializerName)$", "The document itself stands in 'root', not as text in a text."),
        (@"^\$\.WorkflowState(\.[a-zA-Z]+)?\.\$(id|values)$", "Plain lists; the real server writes references of its serializer."),
        (@"container\.activity\.root$", "The workflow around the root activity is not drawn."),
        (@"items\[\]\.providerName$", "All definitions come from one place."),
        (@"completionCallbacks\[\]$", "How Elsa works inside; a child's end finds its container by itself."),
        (@"activityExecutionContexts\[\]$", "An ended instance has no executions any more; the journal has them."),
        (@"Tokens\[\]\.(from|to)ActivityName$", "Tokens are between ids."),
        (@"activityState\.Variable$", "The variable to set is not evaluated, so it is no state."),
        (@"(items|Records)\[\]\.outputs$|^\$\.outputs$", "Only activities that have ended have outputs."),
        (@"items\[\]\.activityState$", "An activity whose inputs could not be evaluated has no state."),
        (@"exception\.(stackTrace|innerException)$", "The insides of the server are in its log, not in its answers."),
        (@"payload\.(exception|message|source|data|stackTrace|innerException)$", "As above; the message and the code are given."),
        (@"^\$\.description$", "A reverted draft's summary says its name."),
        (@"items\[\]$", "As many rows as our run has left."),
        (@"items\[\]\.finishedAt$|\.workflowState\.finishedAt$|^\$\.finishedAt$|activityExecutionContexts\[\]\.completedAt$", "Instances of another state stand in the list."),
    ];

    /// <summary>Paths that only ours has.</summary>
    private static readonly (string Pattern, string Reason)[] More =
    [
        (@"^\$\.validationErrors$|validationErrors\[\]", "What a publication found."),
        (@"customProperties\.aid[A-Za-z]+$", "Which saved document a draft is based on."),
        (@"\.inputs\[\]\.(isArray|storageDriverType|defaultValue)$|variable\.isArray$|root\.activities\[\]\.", "The document as it was saved."),
        (@"uiSpecifications|constructionProperties\.|items\[\]\.(inputs|outputs)\[\]\.|customProperties\.", "Our own activities."),
        (@"\.exception\.code$|payload\.(Code|Exception|Actor|Outcomes|Reads)$|incidents\[\]\.id$", "Stable codes, and who did what."),
        (@"items\[\]\.(source|payload|activityState|message)$|^\$\.(source|payload|message)$|activityState\.Payload$", "Each line of the journal says what was read and by whom."),
        (@"workflowState\.input\.[a-zA-Z]+$", "Inputs are kept for the whole run."),
        (@"properties\.Variables\.[a-z0-9]+$|Flowchart·Tokens", "All variables are kept; a null one too."),
        (@"^\$\[\]\.(links|root)$|^\$\[\]\.variables\[\]\.isArray$", "Each version is a whole definition."),
        (@"^\$\.(WorkflowState|ActivityExecutionRecords|WorkflowExecutionLogRecords)", "Exported with what the journal says of reads and actors."),
        (@"workflowSubStatus$", "Studio and the real server name it differently; both are sent."),
        (@"items\[\]\.(schedulingActivityExecutionId|schedulingActivityId|callStackDepth)$", "Summaries say it as well."),
        (@"metadata\.HasRetryAttempts$", "Always, not only after a retry."),
        (@"items\[\]\.(description|toolVersion|name|correlationId|finishedAt)$", "Not null in our run."),
        (@"items\[\]$|bookmarks\[\]", "As many rows as our run has left."),
        (@"^\$\.(parents|children)$", "An empty list instead of nothing."),
        (@"container\.activity\.", "The container with its activities, as Studio draws it."),
        (@"^\$\.(links|isMaterializerAvailable)$", "The summary of the reverted draft is a whole one."),
        (@"activityExecutionContexts\[\]\.(parentContextId|ownerActivityNodeId)$|activityState\.TaskName$", "An instance that waits, where the recorded one had ended."),
    ];

    private static readonly (string Pattern, string Reason)[] Kinds =
    [
        (@"^\$\.WorkflowState\.", "Plain lists, as above."),
        (@"properties\.Variables\.v1$|items\[\]\.value$", "A value has its variable's type after it was set."),
    ];

    private readonly HashSet<string> used = [];

    public IReadOnlyList<string> Unused =>
    [
        .. NotServed.Keys.Concat(Statuses.Keys).Concat(Missing.Select(entry => entry.Pattern)).Concat(More.Select(entry => entry.Pattern)).Concat(Kinds.Select(entry => entry.Pattern)).Where(entry => !used.Contains(entry)),
    ];

    public bool IsNotServed(string name) => NotServed.ContainsKey(name) && (used.Add(name) || true);

    public bool IsStatus(string name, int ours) => Statuses.TryGetValue(name, out var status) && status.Status == ours && (used.Add(name) || true);

    public bool IsMissing(string path) => Matches(Missing, path);

    public bool IsMore(string path) => Matches(More, path);

    public bool IsOtherKind(string path) => Matches(Kinds, path);

    private bool Matches((string Pattern, string Reason)[] entries, string path)
    {
        foreach (var (pattern, _) in entries)
        {
            if (!Regex.IsMatch(path, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)))
                continue;
            used.Add(pattern);
            return true;
        }

        return false;
    }
}
