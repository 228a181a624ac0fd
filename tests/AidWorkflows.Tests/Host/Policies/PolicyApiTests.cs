using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Tests.Domain.Policies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Host.Policies;

/// <summary>Policies as the administrators' pages and other programs change them (S-001, S-004, S-022).</summary>
public sealed class PolicyApiTests(AidServer server) : IClassFixture<AidServer>
{
    private const string Path = "/api/v1/policies/needy-worker-aid";

    /// <summary>S-004, S-189: a new standard counts from its day on, and a case keeps the version of its own day.</summary>
    [Fact]
    public async Task A_new_version_counts_from_its_day_on_and_a_running_case_keeps_its_own()
    {
        var before = await server.OpenCaseAsync(9201, ("living", 6_000m, null));
        var from = Today().AddDays(1);
        var content = Content(from);
        content["standards"]!["amounts"]![0]!["monthly"] = 800;
        using var admin = await server.SignInAsync("admin");

        var preview = await PostAsync(admin, $"{Path}/check", content);
        Assert.Contains(preview["differences"]!.AsArray(), difference => ((string?)difference!["before"], (string?)difference["after"]) == ("740", "800"));
        using var added = await admin.PutAsJsonAsync(Path, new JsonObject { ["comment"] = "2027 年标准", ["content"] = content });
        Assert.True(added.IsSuccessStatusCode, await added.Content.ReadAsStringAsync());
        var number = (int)(await AidServer.ReadAsync(added))["number"]!;

        Assert.NotEqual(number, await InForceAsync(admin, from.AddDays(-1)));
        Assert.Equal(number, await InForceAsync(admin, from));
        var compared = (await admin.GetFromJsonAsync<JsonObject>($"{Path}/compare?from={number - 1}&to={number}"))!;
        Assert.Contains(compared["differences"]!.AsArray(), difference => ((string)difference!["text"]!).Contains("800", StringComparison.Ordinal));

        await AdvanceAsync(admin, "P2D");
        var after = await server.OpenCaseAsync(9202, ("living", 6_000m, null));
        Assert.Equal(("740.00", "800.00"), (await StandardAsync(before), await StandardAsync(after)));
    }

    [Theory]
    [InlineData("no-citation", "policy-citation-missing")]
    [InlineData("unknown-document", "policy-unknown-document")]
    [InlineData("today", "policy-not-in-future")]
    [InlineData("overlap", "policy-version-overlap")]
    [InlineData("another-pack", "policy-key-differs")]
    [InlineData("nonsense", "policy-unknown-field")]
    public async Task A_bad_version_is_refused_with_its_place_and_nothing_is_stored(string mistake, string code)
    {
        using var admin = await server.SignInAsync("admin");
        var (path, content) = (Path, Content(Today().AddDays(400)));
        switch (mistake)
        {
            case "no-citation": content["standards"]!.AsObject().Remove("citation"); break;
            case "unknown-document": content["standards"]!["citation"]!["document"] = "rumour"; break;
            case "today": content["effectiveFrom"] = $"{Today():yyyy-MM-dd}"; break;
            case "another-pack": content["pack"] = "golden-autumn"; break;
            case "nonsense": content["nonsense"] = 1; break;
            default:
                path = "/api/v1/policies/golden-autumn";
                using (var first = await admin.PutAsJsonAsync(path, new JsonObject { ["comment"] = "先加的", ["content"] = Content(Today().AddDays(500), ShippedPacks.GoldenAutumn) }))
                    Assert.True(first.IsSuccessStatusCode, await first.Content.ReadAsStringAsync());
                content = Content(Today().AddDays(499), ShippedPacks.GoldenAutumn);
                break;
        }

        var stored = await VersionsAsync();
        using var answer = await admin.PutAsJsonAsync(path, new JsonObject { ["comment"] = "有误", ["content"] = content });

        var refusal = await AidCalls.RefusalAsync(answer);
        Assert.Contains(code, refusal, StringComparison.Ordinal);
        Assert.Equal(stored, await VersionsAsync());
    }

    [Fact]
    public async Task A_version_that_has_not_begun_can_be_taken_back_and_one_in_force_cannot()
    {
        using var admin = await server.SignInAsync("admin");
        using var added = await admin.PutAsJsonAsync("/api/v1/policies/county-aid-centre", new JsonObject { ["comment"] = "试", ["content"] = Content(Today().AddDays(30), ShippedPacks.CountyCentre) });
        var number = (int)(await AidServer.ReadAsync(added))["number"]!;

        using var back = await admin.PostAsJsonAsync($"/api/v1/policies/county-aid-centre/versions/{number}/withdraw", new { });
        Assert.True(back.IsSuccessStatusCode, await back.Content.ReadAsStringAsync());
        using var late = await admin.PostAsJsonAsync("/api/v1/policies/county-aid-centre/versions/1/withdraw", new { });
        Assert.Contains("policy-", await AidCalls.RefusalAsync(late), StringComparison.Ordinal);
    }

    /// <summary>Q-25 to Q-29: what two documents say differently is told before a case is decided.</summary>
    [Fact]
    public async Task Contradictions_between_packs_are_listed()
    {
        using var auditor = await server.SignInAsync("auditor");
        var list = (await auditor.GetFromJsonAsync<JsonObject>("/api/v1/policies"))!;
        Assert.Equal(3, (int)list["totalCount"]!);
        Assert.NotEmpty(list["conflicts"]!.AsArray());
    }

    private DateOnly Today() => ChinaTime.DateOf(server.Services.GetRequiredService<TimeProvider>().GetUtcNow());

    private static JsonObject Content(DateOnly from, string pack = ShippedPacks.NeedyWorker)
    {
        var content = JsonNode.Parse(ShippedPacks.Text(pack))!.AsObject();
        content["effectiveFrom"] = $"{from:yyyy-MM-dd}";
        return content;
    }

    private static async Task<JsonObject> PostAsync(HttpClient client, string path, JsonObject content)
    {
        using var answer = await client.PostAsJsonAsync(path, new JsonObject { ["content"] = content.DeepClone() });
        var body = await AidServer.ReadAsync(answer);
        Assert.True(answer.IsSuccessStatusCode, body.ToJsonString());
        return body;
    }

    private static async Task<int> InForceAsync(HttpClient client, DateOnly on) =>
        (int)(await client.GetFromJsonAsync<JsonObject>($"/api/v1/policies/in-force?programme=needy-worker-aid&organisation=/china/anhui/luan/jinan/&on={on:yyyy-MM-dd}"))!["version"]!;

    private static async Task AdvanceAsync(HttpClient admin, string by)
    {
        using var answer = await admin.PostAsJsonAsync("/api/v1/clock/advance", new { by });
        answer.EnsureSuccessStatusCode();
    }

    private async Task<string> StandardAsync(string caseNumber)
    {
        var found = await server.CaseAsync(caseNumber);
        return ((decimal)found["assessment"]!["result"]!["standard"]!["amount"]!).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
    }

    private Task<int> VersionsAsync() => server.InDatabaseAsync(db => db.Set<PolicyVersion>().CountAsync());
}
