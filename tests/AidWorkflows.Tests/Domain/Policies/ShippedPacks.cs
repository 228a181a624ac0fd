using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Tests.Domain.Policies;

/// <summary>The packs as they are shipped, and changed copies of them.</summary>
internal static class ShippedPacks
{
    public const string NeedyWorker = "needy-worker-aid";
    public const string GoldenAutumn = "golden-autumn";
    public const string CountyCentre = "county-aid-centre";

    public static IReadOnlyList<string> Names { get; } = [NeedyWorker, GoldenAutumn, CountyCentre];

    public static PolicyPack Needy { get; } = Get(NeedyWorker);

    public static PolicyPack Autumn { get; } = Get(GoldenAutumn);

    public static PolicyPack Centre { get; } = Get(CountyCentre);

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder(), $"{name}.json"));

    public static PolicyPack Get(string name) => PolicyPackReader.Read(Text(name));

    public static JsonObject Json(string name = NeedyWorker) => JsonNode.Parse(Text(name))!.AsObject();

    /// <summary>The pack with something changed in its JSON.</summary>
    public static PolicyPack With(Action<JsonObject> change, string name = NeedyWorker)
    {
        var json = Json(name);
        change(json);
        return PolicyPackReader.Read(json.ToJsonString());
    }

    /// <summary>The refusals of a changed pack, as "code path".</summary>
    public static IReadOnlyList<string> Refusals(Action<JsonObject> change, string name = NeedyWorker)
    {
        var refused = Assert.Throws<InvalidInputException>(() => With(change, name));
        return [.. refused.Problems.Select(problem => $"{problem.Code} {problem.Field}")];
    }

    private static string Folder([CallerFilePath] string here = "")
    {
        var above = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(above.FullName, "AidWorkflows.sln")))
            above = above.Parent ?? throw new InvalidOperationException("AidWorkflows.sln was not found above this file.");
        return Path.Combine(above.FullName, "policies");
    }
}
