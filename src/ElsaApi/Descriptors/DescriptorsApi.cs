using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Activities;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AidWorkflows.ElsaApi.Descriptors;

/// <summary>What the designer offers, in the user's language.</summary>
internal static class DescriptorsApi
{
    public static void MapDescriptors(this RouteGroupBuilder read)
    {
        var group = read.MapGroup("/descriptors");
        group.MapGet("/activities", ActivitiesAsync);
        group.MapGet("/activities/{typeName}", ActivityAsync);
        group.MapPost("/activities/{typeName}/options/{property}", Options);
        group.MapGet("/expression-descriptors", (HttpContext context, DescriptorTexts texts) => Expressions(DescriptorTexts.LanguageOf(context), texts));
        group.MapGet("/variables", (HttpContext context, DescriptorTexts texts) => Variables(DescriptorTexts.LanguageOf(context), texts));
        group.MapGet("/storage-drivers", (HttpContext context, DescriptorTexts texts) => StorageDrivers(DescriptorTexts.LanguageOf(context), texts));
        group.MapGet("/workflow-activation-strategies", (HttpContext context, DescriptorTexts texts) => Strategies(context, texts.Lists.Activation));
        group.MapGet("/incident-strategies", (HttpContext context, DescriptorTexts texts) => Strategies(context, texts.Lists.Incidents));
        group.MapGet("/log-persistence-strategies", (HttpContext context, DescriptorTexts texts) => Strategies(context, texts.Lists.LogPersistence));
        group.MapGet("/commit-strategies/workflows", (HttpContext context, DescriptorTexts texts) => CommitStrategies(context, texts.Lists.CommitWorkflows));
        group.MapGet("/commit-strategies/activities", (HttpContext context, DescriptorTexts texts) => CommitStrategies(context, texts.Lists.CommitActivities));

        // Values are JSON throughout and convert by themselves.
        group.MapGet("/output-converters", () => ElsaJson.Ok(new ElsaList<string>([])));
        read.MapGet("/resilience/strategies", () => ElsaJson.Ok(new ElsaList<string>([])));
    }

    private static async Task<IResult> ActivitiesAsync(HttpContext context, ActivityDescriptors descriptors, CancellationToken cancellationToken) =>
        ElsaJson.Ok(new ElsaList<ActivityDescriptorView>(await descriptors.ListAsync(DescriptorTexts.LanguageOf(context), cancellationToken)));

    private static async Task<IResult> ActivityAsync(string typeName, int? version, HttpContext context, ActivityDescriptors descriptors, CancellationToken cancellationToken)
    {
        var all = await descriptors.ListAsync(DescriptorTexts.LanguageOf(context), cancellationToken);
        var found = all.Where(view => view.TypeName == typeName && (version is null || view.Version == version)).MaxBy(view => view.Version);
        return ElsaJson.Ok(found ?? throw ElsaRefusal.NotFound($"There is no activity type '{typeName}'."));
    }

    private static IResult Options(string typeName, string property, HttpContext context, ActivityDescriptors descriptors, ActivityCatalog catalog)
    {
        var view = catalog.Find(typeName, 1) is { } activity ? descriptors.Describe(activity, DescriptorTexts.LanguageOf(context)) : null;
        var input = view?.Inputs.FirstOrDefault(candidate => string.Equals(candidate.Name, property, StringComparison.OrdinalIgnoreCase));
        return ElsaJson.Ok(new { items = input?.UiSpecifications ?? throw ElsaRefusal.NotFound($"There is no input '{property}' of '{typeName}'.") });
    }

    private static IResult Expressions(Language language, DescriptorTexts texts) => ElsaJson.Ok(new ElsaList<object>([.. texts.Lists.Expressions.Select(item => new
    {
        type = item.Key,
        displayName = DescriptorTexts.Pick(item.Name, language),
        isSerializable = true,
        isBrowsable = !item.Hidden,
        properties = item.Language is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["MonacoLanguage"] = item.Language },
    })]));

    private static IResult Variables(Language language, DescriptorTexts texts) => ElsaJson.Ok(new
    {
        items = texts.Lists.Variables.Select(item => new
        {
            typeName = item.Key,
            displayName = DescriptorTexts.Pick(item.Name, language),
            category = DescriptorTexts.Pick(texts.Lists.VariableCategories[item.Category!], language),
            description = item.About is null ? null : DescriptorTexts.Pick(item.About, language),
        }).ToList(),
    });

    private static IResult StorageDrivers(Language language, DescriptorTexts texts) => ElsaJson.Ok(new
    {
        items = texts.Lists.StorageDrivers.Select(item => new { typeName = item.Key, displayName = DescriptorTexts.Pick(item.Name, language), priority = item.Priority, deprecated = false }).ToList(),
    });

    private static IResult Strategies(HttpContext context, IReadOnlyList<ListTexts> items)
    {
        var language = DescriptorTexts.LanguageOf(context);
        return ElsaJson.Ok(new ElsaList<object>([.. items.Select(item => new
        {
            displayName = DescriptorTexts.Pick(item.Name, language),
            description = item.About is null ? "" : DescriptorTexts.Pick(item.About, language),
            typeName = item.Key,
        })]));
    }

    private static IResult CommitStrategies(HttpContext context, IReadOnlyList<ListTexts> items)
    {
        var language = DescriptorTexts.LanguageOf(context);
        return ElsaJson.Ok(new ElsaList<object>([.. items.Select(item => new
        {
            name = item.Key,
            displayName = DescriptorTexts.Pick(item.Name, language),
            description = item.About is null ? "" : DescriptorTexts.Pick(item.About, language),
        })]));
    }
}
