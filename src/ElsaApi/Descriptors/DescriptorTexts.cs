using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.ElsaApi.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace AidWorkflows.ElsaApi.Descriptors;

/// <summary>How Studio shows activity types and lists: activities.json and lists.json, each text in Chinese and English.</summary>
internal sealed class DescriptorTexts
{
    public DescriptorTexts()
    {
        var table = Load("activities.json").Deserialize<ActivityTable>(ElsaJson.Options)!;
        Activities = table.Activities;
        Categories = table.Categories;
        Lists = Load("lists.json").Deserialize<ListTable>(ElsaJson.Options)!;
    }

    public IReadOnlyDictionary<string, ActivityTexts> Activities { get; }

    public IReadOnlyDictionary<string, string[]> Categories { get; }

    public ListTable Lists { get; }

    /// <summary>The page's language when the host has chosen one, else what the browser prefers; Chinese when it says neither.</summary>
    public static Language LanguageOf(HttpContext context)
    {
        if (context.Features.Get<IRequestCultureFeature>() is { Provider: not null } chosen)
            return IsChinese(chosen.RequestCulture.UICulture.TwoLetterISOLanguageName) ? Language.Chinese : Language.English;
        var preferred = context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).FirstOrDefault();
        return preferred is null || IsChinese(preferred.Value.Value!) || preferred.Value == "*" ? Language.Chinese : Language.English;
    }

    public static string Pick(string[] texts, Language language) => texts[language == Language.Chinese ? 0 : 1];

    private static bool IsChinese(string name) => name.StartsWith("zh", StringComparison.OrdinalIgnoreCase);

    private static JsonNode Load(string name)
    {
        using var stream = typeof(DescriptorTexts).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The resource {name} is missing.");
        return JsonNode.Parse(stream)!;
    }
}

/// <summary>The languages that texts are kept in.</summary>
public enum Language
{
    Chinese,
    English,
}

internal sealed record ActivityTable(Dictionary<string, string[]> Categories, Dictionary<string, ActivityTexts> Activities);

internal sealed record ActivityTexts
{
    public required string Category { get; init; }
    public required string[] Name { get; init; }
    public string[]? About { get; init; }
    public string Kind { get; init; } = "Action";
    public bool Container { get; init; }
    public bool Hidden { get; init; }
    public bool Start { get; init; }
    public bool Terminal { get; init; }
    public Dictionary<string, InputTexts> Inputs { get; init; } = [];
    public Dictionary<string, OutputTexts> Outputs { get; init; } = [];
    public IReadOnlyList<PortTexts> Ports { get; init; } = [];
    public JsonObject Construction { get; init; } = [];
}

internal sealed record InputTexts
{
    public required string[] Name { get; init; }
    public string[]? About { get; init; }
    public string Hint { get; init; } = "singleline";
    public string? Syntax { get; init; }
    public IReadOnlyList<ItemTexts>? Items { get; init; }
    public JsonObject Specs { get; init; } = [];
}

internal sealed record OutputTexts(string[] Name);

internal sealed record ItemTexts(string Value, string[] Text);

internal sealed record PortTexts(string Name, string[] Display, string Type, bool Browsable);

internal sealed record ListTable
{
    public required IReadOnlyList<ListTexts> Expressions { get; init; }
    public required IReadOnlyList<ListTexts> Variables { get; init; }
    public required Dictionary<string, string[]> VariableCategories { get; init; }
    public required IReadOnlyList<ListTexts> StorageDrivers { get; init; }
    public required IReadOnlyList<ListTexts> Activation { get; init; }
    public required IReadOnlyList<ListTexts> Incidents { get; init; }
    public required IReadOnlyList<ListTexts> LogPersistence { get; init; }
    public required IReadOnlyList<ListTexts> CommitWorkflows { get; init; }
    public required IReadOnlyList<ListTexts> CommitActivities { get; init; }
}

internal sealed record ListTexts
{
    public required string Key { get; init; }
    public required string[] Name { get; init; }
    public string[]? About { get; init; }
    public string? Category { get; init; }
    public string? Language { get; init; }
    public bool Hidden { get; init; }
    public int Priority { get; init; }
}
