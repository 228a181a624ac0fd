using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.ElsaApi.Definitions;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Activities.Children;
using AidWorkflows.Engine.Definitions;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Descriptors;

/// <summary>
/// A descriptor for every activity type that can run, and for every (type, version) that a stored definition uses: with one
/// missing, Studio's canvas stays empty without a word, and its next save would lose the workflow.
/// </summary>
internal sealed class ActivityDescriptors(AidDbContext db, DefinitionFacts facts, ActivityCatalog catalog, DescriptorTexts texts)
{
    public async Task<IReadOnlyList<ActivityDescriptorView>> ListAsync(Language language, CancellationToken cancellationToken)
    {
        var descriptors = catalog.All.Select(activity => Describe(activity, language)).ToDictionary(view => (view.TypeName, view.Version));
        var versions = await db.DefinitionVersions.AsNoTracking()
            .Select(version => new { version.Id, version.DefinitionId, version.Version, version.IsPublished, version.ContentHash }).ToListAsync(cancellationToken);
        var stored = await facts.FindAsync(db, [.. versions.Select(version => (version.Id, version.ContentHash))], cancellationToken);

        // Published ones first: when two workflows have the same name, the one that is offered wins.
        foreach (var version in versions.OrderByDescending(version => version.IsPublished).ThenByDescending(version => version.Version))
            if (stored.GetValueOrDefault(version.Id)?.Signature is { } signature)
                descriptors.TryAdd((WorkflowReference.TypeOf(signature.Name), version.Version), OfWorkflow(signature, version.DefinitionId, version.Id, version.Version, version.IsPublished, language));
        foreach (var type in stored.Values.SelectMany(fact => fact.Types).Distinct())
            if (!descriptors.ContainsKey((type.Name, type.Version)))
                descriptors[(type.Name, type.Version)] = Placeholder(type, language);
        return [.. descriptors.Values.OrderBy(view => view.Category, StringComparer.Ordinal).ThenBy(view => view.TypeName, StringComparer.Ordinal)];
    }

    public ActivityDescriptorView Describe(Activity activity, Language language)
    {
        var entry = texts.Activities.GetValueOrDefault(activity.Type);
        var (space, name) = Split(activity.Type);
        return new ActivityDescriptorView
        {
            TypeName = activity.Type,
            Namespace = space,
            Name = name,
            Version = activity.Version,
            Category = Category(entry?.Category ?? "Unknown", language),
            DisplayName = entry is null ? name : DescriptorTexts.Pick(entry.Name, language),
            Description = entry?.About is { } about ? DescriptorTexts.Pick(about, language) : null,
            Inputs = [.. activity.Inputs.Select((input, order) => Input(input, entry?.Inputs.GetValueOrDefault(input.Name), order, language))],
            Outputs = [.. activity.Outputs.Select((output, order) => new OutputView(output.Name, output.TypeName, entry?.Outputs.GetValueOrDefault(output.Name) is { } text ? DescriptorTexts.Pick(text.Name, language) : output.Name, order))],
            Kind = entry?.Kind ?? "Action",
            Ports = [.. (entry?.Ports ?? []).Select(port => new PortView(port.Name, DescriptorTexts.Pick(port.Display, language), port.Type, port.Browsable))],
            ConstructionProperties = (JsonObject)(entry?.Construction ?? []).DeepClone(),
            IsContainer = entry?.Container == true,
            IsBrowsable = entry is { Hidden: false },
            IsStart = entry?.Start == true,
            IsTerminal = entry?.Terminal ?? activity.IsTerminal,
        };
    }

    private ActivityDescriptorView OfWorkflow(WorkflowSignature workflow, string definitionId, string versionId, int version, bool isPublished, Language language)
    {
        var reference = new JsonObject { ["WorkflowDefinitionId"] = definitionId, ["WorkflowDefinitionVersionId"] = versionId };
        var construction = (JsonObject)reference.DeepClone();
        construction["LatestAvailablePublishedVersion"] = version;
        construction["LatestAvailablePublishedVersionId"] = versionId;
        var custom = (JsonObject)reference.DeepClone();
        custom["RootType"] = "WorkflowDefinitionActivity";
        var type = WorkflowReference.TypeOf(workflow.Name);
        return new ActivityDescriptorView
        {
            TypeName = type,
            Namespace = "",
            Name = type,
            Version = version,
            Category = string.IsNullOrEmpty(workflow.Category) ? Category("Composition", language) : workflow.Category,
            DisplayName = workflow.Name,
            Inputs = [.. workflow.Inputs.Select((input, order) => new InputView(
                WorkflowDefinitionActivity.SafeName(input.Name), input.IsArray ? input.TypeName + "[]" : input.TypeName, input.Name, null, order,
                input.TypeName == "Boolean" ? "checkbox" : "singleline", null, null, true, false, []))],
            Outputs = [.. workflow.Outputs.Select((output, order) => new OutputView(WorkflowDefinitionActivity.SafeName(output.Name), output.TypeName, output.Name, order))],
            Ports = [new PortView("Root", "Root", "Embedded", false), .. workflow.Outcomes.Select(outcome => new PortView(outcome, outcome, "Flow", true))],
            CustomProperties = custom,
            ConstructionProperties = construction,
            IsBrowsable = isPublished,
        };
    }

    private static InputView Input(InputDescriptor input, InputTexts? entry, int order, Language language)
    {
        var specifications = (JsonObject)(entry?.Specs ?? []).DeepClone();
        if (entry?.Items is { } items)
            specifications[entry.Hint] = Choices(items, entry.Hint == "checklist", language);

        return new InputView(
            input.Name,
            input.TypeName,
            entry is null ? input.Name : DescriptorTexts.Pick(entry.Name, language),
            entry?.About is { } about ? DescriptorTexts.Pick(about, language) : null,
            order,
            entry?.Hint ?? "singleline",
            input.Default?.DeepClone(),
            entry?.Syntax,
            input.IsWrapped,
            input.IsSensitive,
            specifications);
    }

    private static JsonObject Choices(IReadOnlyList<ItemTexts> items, bool several, Language language)
    {
        var list = new JsonArray();
        foreach (var item in items)
        {
            var choice = new JsonObject { ["text"] = DescriptorTexts.Pick(item.Text, language), ["value"] = item.Value };
            if (several)
                choice["isChecked"] = false;
            list.Add((JsonNode)choice);
        }

        return new JsonObject
        {
            [several ? "checkList" : "selectList"] = new JsonObject { ["items"] = list, ["isFlagsEnum"] = false },
            ["providerName"] = null,
        };
    }

    /// <summary>A known type in a version that is gone looks like the newest; a type that nobody knows gets a bare node.</summary>
    private ActivityDescriptorView Placeholder(ActivityType type, Language language)
    {
        if (catalog.Find(type.Name, type.Version) is { } newest)
            return Describe(newest, language) with { Version = type.Version, IsBrowsable = false };
        var (space, name) = Split(type.Name);
        return new ActivityDescriptorView
        {
            TypeName = type.Name,
            Namespace = space,
            Name = name,
            Version = type.Version,
            Category = Category("Unknown", language),
            DisplayName = name,
            Description = language == Language.Chinese ? "本系统没有此活动类型；流程执行到此处会停止。" : "This activity type is not known here; a workflow that gets to it stops.",
            Inputs = [],
            Outputs = [],
            Ports = [],
        };
    }

    private string Category(string key, Language language) => texts.Categories.TryGetValue(key, out var names) ? DescriptorTexts.Pick(names, language) : key;

    private static (string Namespace, string Name) Split(string type)
    {
        var dot = type.LastIndexOf('.');
        return dot < 0 ? ("", type) : (type[..dot], type[(dot + 1)..]);
    }
}
