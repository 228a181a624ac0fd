using System.Net;
using System.Text.Json.Nodes;
using AidWorkflows.Data.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Tests.ElsaApi;

/// <summary>The same with <c>Publishing:CommentRequired</c> and <c>Publishing:TwoPerson</c>, each test on a server of its own.</summary>
public sealed class PublishingRuleTests : IAsyncLifetime
{
    private const string First = "11111111-1111-1111-1111-111111111111";
    private const string Second = "22222222-2222-2222-2222-222222222222";

    private readonly ElsaServer server = new();

    private ElsaCalls Ann => server.As("Administrator", First);

    private ElsaCalls Ben => server.As("Administrator", Second);

    private PublishingOptions Options => server.Services.GetRequiredService<IOptions<PublishingOptions>>().Value;

    public Task InitializeAsync() => server.InitializeAsync();

    public Task DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task With_the_setting_a_publication_without_a_comment_is_refused_with_errors_of_the_comment()
    {
        Options.CommentRequired = true;
        using var answer = await Ann.SendAsync(HttpMethod.Post, "/workflow-definitions", Body(Workflows.Threshold("r-comment"), null));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("发布说明", (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!["comment"]![0]!, StringComparison.Ordinal);
        Assert.Equal(404, await Ann.StatusAsync(HttpMethod.Get, "/workflow-definitions/r-comment"));
        await Ann.PostAsync("/workflow-definitions", Body(Workflows.Threshold("r-comment"), "why"));
    }

    [Fact]
    public async Task Publishing_an_own_draft_saves_it_and_says_that_it_waits()
    {
        Options.TwoPerson = true;
        Assert.Contains("另一位管理员", await Ann.RefusalAsync(HttpMethod.Post, "/workflow-definitions", Body(Workflows.Threshold("r-wait"), "please")));
        var draft = await Ann.GetAsync("/workflow-definitions/r-wait");
        Assert.False((bool)draft["isPublished"]!);
        var request = Assert.Single((await Ann.GetAsync("/publication-requests"))["items"]!.AsArray())!;
        Assert.Equal(("r-wait", 1, "please", First), ((string)request["definitionId"]!, (int)request["version"]!, (string)request["comment"]!, (string)request["requestedBy"]!["id"]!));

        Assert.Contains("不能批准自己的修改", await Ann.RefusalAsync(HttpMethod.Post, $"/publication-requests/{request["id"]}/approve", "{}"));
        var approved = await Ben.PostAsync($"/publication-requests/{request["id"]}/approve");
        Assert.True((bool)approved["isPublished"]!);
        Assert.True((bool)(await Ann.GetAsync("/workflow-definitions/r-wait"))["isPublished"]!);
        Assert.Contains("已处理", await Ben.RefusalAsync(HttpMethod.Post, $"/publication-requests/{request["id"]}/approve", "{}"));
    }

    [Fact]
    public async Task The_rule_holds_for_the_list_the_bulk_action_and_imports()
    {
        Options.TwoPerson = true;
        await Ann.PostAsync("/workflow-definitions/import", Workflows.Threshold("r-import"));
        await Ann.SaveAsync(Workflows.Threshold("r-bulk"));
        foreach (var id in new[] { "r-import", "r-bulk" })
        {
            Assert.Contains("另一位管理员", await Ann.RefusalAsync(HttpMethod.Post, $"/workflow-definitions/{id}/publish", "{}"));
            Assert.Contains("另一位管理员", await Ann.RefusalAsync(HttpMethod.Post, "/bulk-actions/publish/workflow-definitions/by-definition-ids", new JsonObject { ["definitionIds"] = new JsonArray(id) }));
            Assert.False((bool)(await Ann.GetAsync($"/workflow-definitions/{id}"))["isPublished"]!);
        }

        await Ben.PostAsync("/bulk-actions/publish/workflow-definitions/by-definition-ids", new JsonObject { ["definitionIds"] = new JsonArray("r-import", "r-bulk") });
        Assert.True((bool)(await Ann.GetAsync("/workflow-definitions/r-bulk"))["isPublished"]!);
        Assert.Empty((await Ann.GetAsync("/publication-requests"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Who_saves_a_change_while_publishing_somebody_elses_draft_has_to_ask_as_well()
    {
        Options.TwoPerson = true;
        var opened = await Ann.SaveAsync(Workflows.Threshold("r-both"));
        var changed = (JsonObject)opened.DeepClone();
        changed["variables"]![1]!["value"] = "1";
        Assert.Contains("另一位管理员", await Ben.RefusalAsync(HttpMethod.Post, "/workflow-definitions", Body(changed, "mine")));

        // Unchanged, it is somebody else's work that he publishes.
        var other = await Ann.SaveAsync(Workflows.Threshold("r-other"));
        await Ben.PostAsync("/workflow-definitions", Body(other, "looked at it"));
        Assert.True((bool)(await Ann.GetAsync("/workflow-definitions/r-other"))["isPublished"]!);
    }

    [Fact]
    public async Task A_draft_that_was_changed_since_is_not_approved_and_a_rejection_has_a_reason()
    {
        Options.TwoPerson = true;
        await Ann.RefusalAsync(HttpMethod.Post, "/workflow-definitions", Body(Workflows.Threshold("r-changed"), null));
        var id = (string)(await Ann.GetAsync("/publication-requests"))["items"]![0]!["id"]!;
        await Ann.SaveAsync(Workflows.Threshold("r-changed", 1));
        Assert.Contains("已被修改", await Ben.RefusalAsync(HttpMethod.Post, $"/publication-requests/{id}/approve", "{}"));

        await Ann.RefusalAsync(HttpMethod.Post, "/workflow-definitions/r-changed/publish", "{}");
        id = (string)(await Ann.GetAsync("/publication-requests"))["items"]![0]!["id"]!;
        using (var missing = await Ben.SendAsync(HttpMethod.Post, $"/publication-requests/{id}/reject", "{}"))
            Assert.NotNull(JsonNode.Parse(await missing.Content.ReadAsStringAsync())!["errors"]!["reason"]);
        Assert.Equal(204, await Ben.StatusAsync(HttpMethod.Post, $"/publication-requests/{id}/reject", """{"reason":"wrong number"}"""));
        var history = (await Ann.GetAsync("/workflow-definitions/r-changed/history"))["items"]!.AsArray();
        Assert.Equal(("PublicationRejected", "wrong number", "Rejected"), ((string)history[0]!["kind"]!, (string)history[0]!["comment"]!, (string)history[0]!["request"]!["status"]!));
    }

    [Fact]
    public async Task The_preview_says_that_somebody_else_has_to_approve()
    {
        Options.TwoPerson = true;
        var saved = await Ann.SaveAsync(Workflows.Threshold("r-preview"));
        Assert.True((bool)(await Ann.PostAsync("/workflow-definitions/problems", new JsonObject { ["model"] = saved.DeepClone() }))["needsSecondPerson"]!);
        Assert.False((bool)(await Ben.PostAsync("/workflow-definitions/problems", new JsonObject { ["model"] = saved.DeepClone() }))["needsSecondPerson"]!);
    }

    [Fact]
    public async Task A_publication_with_new_errors_is_neither_requested_nor_approved()
    {
        await Ann.SaveAsync(Workflows.Threshold("r-errors"), publish: true);
        Options.TwoPerson = true;
        var broken = Workflows.Threshold("r-errors");
        broken["root"]!["activities"]![0]!["condition"] = Workflows.Script("getGone()");
        Assert.Contains("getGone", await Ann.RefusalAsync(HttpMethod.Post, "/workflow-definitions", Body(broken, null)));
        Assert.Empty((await Ann.GetAsync("/publication-requests"))["items"]!.AsArray());
    }

    /// <summary>Point 6: two people on one draft, at the same moment.</summary>
    [Fact]
    public async Task Of_two_saves_at_the_same_moment_one_is_refused_and_told_who_was_first()
    {
        var opened = await Ann.SaveAsync(Workflows.Threshold("r-race"));
        var answers = await Task.WhenAll(new[] { (Ann, "a"), (Ben, "b"), (server.As("Administrator", "33333333-3333-3333-3333-333333333333"), "c") }.Select(async pair =>
        {
            var mine = (JsonObject)opened.DeepClone();
            mine["description"] = pair.Item2;
            using var answer = await pair.Item1.SendAsync(HttpMethod.Post, "/workflow-definitions", new JsonObject { ["model"] = mine, ["publish"] = false });
            return ((int)answer.StatusCode, pair.Item2, await answer.Content.ReadAsStringAsync());
        }));
        var stored = (string?)(await Ann.GetAsync("/workflow-definitions/r-race"))["description"];
        var won = answers.Where(answer => answer.Item1 == 200).Select(answer => answer.Item2).ToList();
        Assert.Contains(stored, won);

        // Ann may save over her own work as often as she likes; nobody saves over somebody else's.
        Assert.True(won.Count == 1 || won is ["a", "b"] or ["a", "c"], string.Join(",", won));
        Assert.All(answers.Where(answer => answer.Item1 != 200), answer => Assert.Contains("已修改并保存了此流程", answer.Item3, StringComparison.Ordinal));
    }

    /// <summary>Point 6: history needs its version.</summary>
    [Fact]
    public async Task A_published_version_with_instances_cannot_be_deleted()
    {
        await Ann.SaveAsync(Workflows.Threshold("r-used"), publish: true);
        await Ann.PostAsync("/workflow-definitions/r-used/execute");
        Assert.Contains("AW1403", await Ann.RefusalAsync(HttpMethod.Delete, "/workflow-definitions/r-used/version/1"));
        var version = (string)(await Ann.GetAsync("/workflow-definitions/r-used"))["id"]!;
        Assert.Contains("AW1403", await Ann.RefusalAsync(HttpMethod.Delete, $"/workflow-definition-versions/{version}"));
        Assert.Contains("AW1403", await Ann.RefusalAsync(HttpMethod.Post, "/bulk-actions/delete/workflow-definitions/by-id", new JsonObject { ["ids"] = new JsonArray(version) }));
        Assert.Contains("AW1402", await Ann.RefusalAsync(HttpMethod.Delete, "/workflow-definitions/r-used"));
        Assert.Contains("AW1402", await Ann.RefusalAsync(HttpMethod.Post, "/bulk-actions/delete/workflow-definitions/by-definition-id", new JsonObject { ["definitionIds"] = new JsonArray("r-used") }));
        Assert.DoesNotContain("Deleted", (await Ann.GetAsync("/workflow-definitions/r-used/history"))["items"]!.AsArray().Select(item => (string)item!["kind"]!));
    }

    private static JsonObject Body(JsonObject model, string? comment) => new() { ["model"] = model.DeepClone(), ["publish"] = true, ["publishComment"] = comment };
}
