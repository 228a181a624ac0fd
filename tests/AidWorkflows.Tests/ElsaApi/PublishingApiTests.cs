using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace AidWorkflows.Tests.ElsaApi;

/// <summary>Who published what and why, as Studio and other clients of Elsa meet it.</summary>
public sealed class PublishingApiTests(ElsaServer server) : IClassFixture<ElsaServer>
{
    private ElsaCalls Admin => server.Administrator;

    [Fact]
    public async Task A_comment_in_the_header_is_recorded_with_the_warnings_and_the_versions()
    {
        var model = Workflows.Threshold("p-header");
        Assert.Equal(HttpStatusCode.OK, (await PublishAsync(Admin, model, "省级限额调整：依据 2026〔8〕号 😀")).StatusCode);
        model["variables"]![1]!["value"] = "30000";
        model["root"]!["activities"]!.AsArray().Add(Workflows.Activity("Lost", "Elsa.WriteLine"));
        Assert.Equal(HttpStatusCode.OK, (await PublishAsync(Admin, model, "again")).StatusCode);

        var items = (await Admin.GetAsync("/workflow-definitions/p-header/history"))["items"]!.AsArray();
        Assert.Equal(["Published", "Published"], items.Select(item => (string)item!["kind"]!));
        Assert.Equal(("again", 2, 1, 1), ((string)items[0]!["comment"]!, (int)items[0]!["version"]!, (int)items[0]!["fromVersion"]!, (int)items[0]!["warnings"]!));
        Assert.Equal(("省级限额调整：依据 2026〔8〕号 😀", 0), ((string)items[1]!["comment"]!, (int)items[1]!["warnings"]!));
        Assert.Equal("11111111-1111-1111-1111-111111111111", (string)items[1]!["by"]!["id"]!);
    }

    [Fact]
    public async Task A_comment_in_the_body_serves_clients_that_set_no_header_and_none_is_no_comment()
    {
        await Admin.PostAsync("/workflow-definitions", new JsonObject { ["model"] = Workflows.Threshold("p-body"), ["publish"] = true, ["publishComment"] = "first" });
        await Admin.SaveAsync(Workflows.Threshold("p-body", 1));
        await Admin.PostAsync("/workflow-definitions/p-body/publish", new JsonObject { ["publishComment"] = "second" });
        await Admin.SaveAsync(Workflows.Threshold("p-body", 2));
        await Admin.PostAsync("/bulk-actions/publish/workflow-definitions/by-definition-ids", new JsonObject { ["definitionIds"] = new JsonArray("p-body"), ["publishComment"] = "third" });
        await Admin.SaveAsync(Workflows.Threshold("p-body", 3), publish: true);
        Assert.Equal([null, "third", "second", "first"], (await HistoryAsync("p-body")).Select(item => (string?)item["comment"]));
    }

    [Theory]
    [InlineData("%zz")]
    [InlineData("%e4%bd")]
    [InlineData("abc%4")]
    public async Task A_comment_that_is_not_percent_encoded_is_refused_and_nothing_saved(string header)
    {
        var answer = await PublishAsync(Admin, Workflows.Threshold("p-encoding"), null, header);
        Assert.NotEmpty(await CommentErrorAsync(answer));
        Assert.Equal(404, await Admin.StatusAsync(HttpMethod.Get, "/workflow-definitions/p-encoding"));
    }

    [Fact]
    public async Task A_comment_has_500_characters_at_most()
    {
        Assert.NotEmpty(await CommentErrorAsync(await PublishAsync(Admin, Workflows.Threshold("p-long"), new string('字', 501))));
        Assert.Equal(HttpStatusCode.OK, (await PublishAsync(Admin, Workflows.Threshold("p-long"), new string('字', 500))).StatusCode);
    }

    [Fact]
    public async Task Retracting_reverting_importing_and_deleting_are_in_the_history()
    {
        await Admin.SaveAsync(Workflows.Threshold("p-all"), publish: true);
        await Admin.PostAsync("/workflow-definitions/p-all/retract");
        await Admin.PostAsync("/workflow-definitions/p-all/revert/1");
        await Admin.PostAsync("/workflow-definitions/import", Workflows.Threshold("p-all", 5));
        await Admin.SendAsync(HttpMethod.Delete, "/workflow-definitions/p-all/version/2");
        await Admin.SendAsync(HttpMethod.Delete, "/workflow-definitions/p-all");
        Assert.Equal(["Deleted", "VersionDeleted", "Imported", "Reverted", "Retracted", "Published"], (await HistoryAsync("p-all")).Select(item => (string)item["kind"]!));
    }

    [Fact]
    public async Task Two_versions_are_compared_in_the_readers_language()
    {
        await Admin.SaveAsync(Workflows.Threshold("p-compare"), publish: true);
        var model = Workflows.Threshold("p-compare", 30_000);
        model["root"]!["activities"]![1]!["metadata"] = new JsonObject { ["displayText"] = "省总工会审批" };
        model["root"]!["activities"]![2]!["text"] = Workflows.Literal("under");
        await Admin.SaveAsync(model);

        var chinese = await Admin.GetAsync("/workflow-definitions/p-compare/compare?from=1&to=2");
        Assert.Equal((1, 2), ((int)chinese["from"]!, (int)chinese["to"]!));
        Assert.Equal(["变量“ProvincialThreshold”：20000 → 30000", "活动改名：Province → 省总工会审批", "“Low”的“文字”：low → under"], Texts(chinese));
        var english = await server.As("Auditor", language: "en").GetAsync("/workflow-definitions/p-compare/compare");
        Assert.Equal(["Variable 'ProvincialThreshold': 20000 → 30000", "Activity renamed: Province → 省总工会审批", "'Low', Text: low → under"], Texts(english));
        Assert.Equal(404, await Admin.StatusAsync(HttpMethod.Get, "/workflow-definitions/p-compare/compare?from=7"));
    }

    [Fact]
    public async Task A_preview_is_of_just_the_model_and_stores_nothing()
    {
        await Admin.SaveAsync(Workflows.Threshold("p-preview"), publish: true);
        var model = Workflows.Threshold("p-preview", 30_000);
        model["root"]!["activities"]![0]!["condition"] = Workflows.Script("getGone() > 1");
        model["root"]!["activities"]!.AsArray().Add(Workflows.Activity("Lost", "Elsa.WriteLine"));
        var preview = await Admin.PostAsync("/workflow-definitions/problems", new JsonObject { ["model"] = model });
        Assert.Equal((true, false, false, 1), ((bool)preview["isRefused"]!, (bool)preview["commentRequired"]!, (bool)preview["needsSecondPerson"]!, (int)preview["publishedVersion"]!));
        Assert.Equal([("unknown-name", true), ("unreachable", false)], preview["problems"]!.AsArray().Select(problem => ((string)problem!["code"]!, (bool)problem["forbids"]!)));
        Assert.Equal(["脚本中使用的“getGone”不存在", "从起点无法到达此活动"], preview["problems"]!.AsArray().Select(problem => (string)problem!["text"]!));
        Assert.Equal(3, preview["changes"]!.AsArray().Count);
        Assert.Single(await HistoryAsync("p-preview"));
        Assert.Equal(1, (int)(await Admin.GetAsync("/workflow-definitions/p-preview"))["version"]!);

        var stored = await Admin.PostAsync("/workflow-definitions/problems", new JsonObject { ["definitionId"] = "p-preview" });
        Assert.Empty(stored["changes"]!.AsArray());
        Assert.NotEmpty(await Admin.RefusalAsync(HttpMethod.Post, "/workflow-definitions/problems", "{}"));
    }

    [Theory]
    [InlineData("Auditor", 200)]
    [InlineData("Reviewer", 200)]
    [InlineData("Clerk", 403)]
    [InlineData("Cashier", 403)]
    public async Task Auditors_and_reviewers_read_the_history_and_clerks_do_not(string role, int status)
    {
        foreach (var path in new[] { "/workflow-definitions/p-rights/history", "/publication-requests" })
            Assert.Equal(status, await server.As(role).StatusAsync(HttpMethod.Get, path));
        Assert.Equal(403, await server.As(role).StatusAsync(HttpMethod.Post, $"/publication-requests/{Guid.NewGuid()}/approve", "{}"));
        Assert.Equal(403, await server.As(role).StatusAsync(HttpMethod.Post, $"/publication-requests/{Guid.NewGuid()}/reject", "{}"));
    }

    /// <summary>Every problem that a check reports is readable in Studio.</summary>
    [Fact]
    public void Every_problem_code_has_a_Chinese_text()
    {
        var source = Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => file.Contains("/Checks/", StringComparison.Ordinal) || file.EndsWith("DefinitionCheck.cs", StringComparison.Ordinal) || file.EndsWith("HumanTaskSetup.cs", StringComparison.Ordinal))
            .Select(File.ReadAllText).ToList();
        var codes = source.SelectMany(text => System.Text.RegularExpressions.Regex.Matches(text, """(?:Warn|Fail|Error)\("(?<code>[a-z-]+)"|Severity\.(?:Warning|Error), "(?<code>[a-z-]+)""", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
            .Select(match => match.Groups["code"].Value)).Distinct().ToList();
        Assert.True(codes.Count > 35, $"Only {codes.Count} codes were found; the pattern no longer fits how checks name them.");
        Assert.DoesNotContain(codes, code => !AidWorkflows.ElsaApi.Definitions.ProblemView.HasChinese(code));
    }

    private static string[] Texts(JsonNode compared) => [.. compared["items"]!.AsArray().Select(item => (string)item!["text"]!)];

    private async Task<IReadOnlyList<JsonNode>> HistoryAsync(string definitionId) =>
        [.. (await Admin.GetAsync($"/workflow-definitions/{definitionId}/history"))["items"]!.AsArray().Select(item => item!)];

    private static Task<HttpResponseMessage> PublishAsync(ElsaCalls calls, JsonObject model, string? comment, string? header = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/elsa/api/workflow-definitions")
        {
            Content = new StringContent(new JsonObject { ["model"] = model.DeepClone(), ["publish"] = true }.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("X-Publish-Comment", header ?? Uri.EscapeDataString(comment ?? ""));
        return calls.Client.SendAsync(request);
    }

    private static async Task<string> CommentErrorAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!["comment"]![0]!;
    }

    private static string Root([System.Runtime.CompilerServices.CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "AidWorkflows.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
