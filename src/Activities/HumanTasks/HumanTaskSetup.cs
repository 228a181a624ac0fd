using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Activities.Cases;
using AidWorkflows.Data.HumanTasks;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;

namespace AidWorkflows.Activities.HumanTasks;

/// <summary>What can be seen of a task before it runs: a task that nobody can complete holds its case for ever.</summary>
internal static class HumanTaskSetup
{
    private static readonly string[] StepLists = ["excludeEarlierSteps", "returnTo"];

    public static IReadOnlyList<string> StepsDone(ActivityNode node) =>
        StatedInput.Of(node, "signRule") is { IsFixed: true, Text: { } rule } && Is(rule, nameof(SignRule.TwoPerson)) ? [CaseSteps.TwoPerson] : [];

    public static IEnumerable<SetupProblem> Check(ActivityNode node, IReadOnlyList<string> outcomes)
    {
        if (StatedInput.Of(node, "outcomes") is { IsFixed: true } && outcomes.Count == 0)
            yield return Error("task-without-outcomes", "outcomes", null, "The task has no outcomes, so nobody can complete it.");
        if (outcomes.GroupBy(outcome => outcome, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            yield return Error("outcome-twice", "outcomes", twice.Key, $"The outcome '{twice.Key}' is listed twice.");
        if (StatedInput.Of(node, "role") is { IsFixed: true } role && (role.Text is null || !StaffRoles.All.Contains(role.Text)))
            yield return Error("task-without-role", "role", role.Text, $"The task is for nobody: the role must be one of {string.Join(", ", StaffRoles.All)}.");
        if (StatedInput.Of(node, "level") is { IsFixed: true } level && !IsOneOf<OrganisationLevel>(level.Text))
            yield return Error("task-without-level", "level", level.Text, $"The task is for nobody: the level must be one of {string.Join(", ", Enum.GetNames<OrganisationLevel>())}.");
        if (StatedInput.Of(node, "signRule") is { IsGiven: true, IsFixed: true } sign && !IsOneOf<SignRule>(sign.Text))
            yield return Error("unknown-sign-rule", "signRule", sign.Text, $"'{sign.Text}' is no sign rule.");
        if (StatedInput.Of(node, "dueInWorkingDays") is { IsGiven: true, IsFixed: true } due && (!int.TryParse(due.Text, out var days) || days is < 0 or > 1000))
            yield return Error("bad-due-days", "dueInWorkingDays", due.Text, "The working days until the task is due must be 0 to 1000.");
        if (StatedInput.Of(node, "form") is { IsGiven: true, IsFixed: true, Text: { } form } && HasFields(form) && FormProblem(form) is { } wrong)
            yield return Error("bad-form", "form", null, wrong);
        foreach (var (property, step) in UnknownSteps(node))
            yield return new SetupProblem(ProblemSeverity.Warning, "unknown-step", property, step, $"There is no task with the key '{step}', so nothing comes of naming it.");
    }

    /// <summary>A wrong key in "excludeEarlierSteps" would silently let one person sign both steps.</summary>
    private static IEnumerable<(string Property, string Step)> UnknownSteps(ActivityNode node)
    {
        var root = node;
        while (root.Parent is not null)
            root = root.Parent;
        var keys = TasksIn(root).Select(task => (Id: task.Id, Key: StatedInput.Of(task, "key"))).ToList();
        if (keys.Exists(task => !task.Key.IsFixed))
            return [];
        var known = keys.Select(task => task.Key.Text ?? task.Id).Append(HumanTask.ApplicantStep).Append(HumanTask.AnyStep).ToHashSet(StringComparer.Ordinal);
        return StepLists.SelectMany(property => Listed(node, property).Where(step => !known.Contains(step) && !step.StartsWith(EarlierSigners.OfCase, StringComparison.Ordinal)).Select(step => (property, step)));
    }

    private static IEnumerable<ActivityNode> TasksIn(ActivityNode node) =>
        (node.Type == HumanTaskActivity.TypeName ? [node] : Enumerable.Empty<ActivityNode>()).Concat(node.Children.SelectMany(TasksIn));

    private static IEnumerable<string> Listed(ActivityNode node, string property)
    {
        if (StatedInput.Of(node, property) is not { IsGiven: true, IsFixed: true, Text: { } text })
            return [];
        try
        {
            return JsonNode.Parse(text) is JsonArray list ? [.. list.OfType<JsonValue>().Select(item => item.ToString())] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>Anything but an object with fields is a task without a form.</summary>
    private static bool HasFields(string form) => form.TrimStart().StartsWith('{') && form.Any(char.IsLetterOrDigit);

    private static string? FormProblem(string form)
    {
        try
        {
            FormSchema.Parse(form);
            return null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }

    private static bool IsOneOf<TEnum>(string? text)
        where TEnum : struct, Enum => text is not null && Enum.GetNames<TEnum>().Any(name => Is(text, name));

    private static bool Is(string text, string name) => text.Replace("-", "", StringComparison.Ordinal).Equals(name, StringComparison.OrdinalIgnoreCase);

    private static SetupProblem Error(string code, string property, string? subject, string message) => new(ProblemSeverity.Error, code, property, subject, message);
}
