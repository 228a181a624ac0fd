using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using static AidWorkflows.Tests.Host.HumanTasks.StepWorkflow;

namespace AidWorkflows.Tests.Host.HumanTasks;

/// <summary>Several signers: named by the definition, or added by a signer.</summary>
public abstract partial class TaskOperationsContract
{
    [Fact]
    public async Task All_signers_sign_and_then_the_step_is_done()
    {
        var flow = await StartAsync(server, 7101, Step("s-county", ("signRule", "all")));
        var first = await flow.TaskAsync("county1", "mine");
        var second = await flow.TaskAsync("county2", "mine");
        Assert.Equal(2, first["signers"]!.AsArray().Count);
        Assert.Equal("409 task-assigned-to-other", await flow.CompleteAsync("county2", first));
        Assert.Equal("409 task-signer-named", await flow.PostAsync("county1", first, "unclaim"));
        Assert.Equal("422 signer-already personId", await flow.PostAsync("county1", first, "transfer", new { personId = await flow.PersonAsync("county2") }));

        Assert.Equal("200 completed", await flow.CompleteAsync("county1", first));
        Assert.Equal("Suspended", await flow.SubStatusAsync());
        Assert.Equal("200 completed", await flow.CompleteAsync("county2", second));
        Assert.Equal("Finished", await flow.SubStatusAsync());
    }

    [Fact]
    public async Task Two_signers_at_the_same_moment_complete_the_step_once()
    {
        var flow = await StartAsync(server, 7102, Step("s-county", ("signRule", "all")), Step("s-next"));
        var first = await flow.TaskAsync("county1", "mine");
        var second = await flow.TaskAsync("county2", "mine");

        var answers = await Task.WhenAll(flow.CompleteAsync("county1", first), flow.CompleteAsync("county2", second));

        Assert.Equal(["200 completed", "200 completed"], answers);
        Assert.Equal(["s-county Completed", "s-county Completed", "s-next Open"], await flow.StatusesAsync());
    }

    [Theory]
    [InlineData("all", "one-decides", "no", "Finished", 7140)]
    [InlineData("all", "all-answer", "no", "Suspended", 7141)]
    [InlineData("any", "one-decides", "no", "Finished", 7142)]
    [InlineData("any", "all-answer", "no", "Suspended", 7143)]
    [InlineData("any", "all-answer", "yes", "Finished", 7144)]
    [InlineData("in-order", "one-decides", "no", "Finished", 7145)]
    public async Task The_rules_say_whether_the_first_answer_decides(string signRule, string refusal, string outcome, string expected, int seed)
    {
        var flow = await StartAsync(server, seed, Step("s-county", ("signRule", signRule), ("refusal", refusal)));
        var open = (await flow.TasksAsync("county1", "mine")).Concat(await flow.TasksAsync("county2", "mine")).ToList();
        var user = (await flow.TasksAsync("county1", "mine")).Count > 0 ? "county1" : "county2";

        Assert.Equal("200 completed", await flow.CompleteAsync(user, open[0], outcome));

        Assert.Equal(expected, await flow.SubStatusAsync());
        if (expected == "Finished")
            Assert.Equal(0, await flow.BookmarksAsync());
        else
            Assert.Equal("200 completed", await flow.CompleteAsync("county2", await flow.TaskAsync("county2", "mine")));
        Assert.Equal("Finished", await flow.SubStatusAsync());
        Assert.DoesNotContain(await flow.StatusesAsync(), status => status.EndsWith("Open", StringComparison.Ordinal) || status.EndsWith("Waiting", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Signers_in_order_get_their_turn_one_after_the_other()
    {
        var one = await PersonOfAsync("county2");
        var two = await PersonOfAsync("county1");
        var flow = await StartAsync(server, 7103, Step("s-county", ("signRule", "in-order"), ("signers", $"""["{one}","{two}"]""")));
        Assert.Empty(await flow.TasksAsync("county1", "mine"));

        Assert.Equal("200 completed", await flow.CompleteAsync("county2", await flow.TaskAsync("county2", "mine")));
        Assert.Equal("200 completed", await flow.CompleteAsync("county1", await flow.TaskAsync("county1", "mine")));

        Assert.Equal("Finished", await flow.SubStatusAsync());
    }

    [Fact]
    public async Task A_signer_who_is_kept_out_or_no_candidate_is_an_incident()
    {
        var stranger = await PersonOfAsync("province1");
        var flow = await StartAsync(server, 7104, Step("s-county", ("signRule", "all"), ("signers", $"""["{stranger}"]""")));

        Assert.Equal(["AW3107"], await server.InDatabaseAsync(db => db.Incidents.Where(incident => incident.InstanceId == flow.InstanceId).Select(incident => incident.Code).ToListAsync()));
        Assert.Empty(await flow.StatusesAsync());
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task An_added_signer_signs_before_or_after_and_both_signatures_count(string when)
    {
        var flow = await StartAsync(server, 7120 + when.Length, Step("s-county"));
        var task = await flow.TaskAsync("county1");
        var other = await flow.PersonAsync("county2");
        Assert.Equal("422 transfer-target-not-candidate personId", await flow.PostAsync("county1", task, "signers", new { personId = await flow.PersonAsync("province1"), when }));

        Assert.Equal(when == "before" ? "200 waiting" : "200 open", await flow.PostAsync("county1", task, "signers", new { personId = other, when, comment = "请把关" }));

        if (when == "before")
            Assert.Equal("409 task-waiting", await flow.CompleteAsync("county1", task));
        string[] order = when == "before" ? ["county2", "county1"] : ["county1", "county2"];
        Assert.Equal("200 completed", await flow.CompleteAsync(order[0], await flow.TaskAsync(order[0], "mine")));
        Assert.Equal("Suspended", await flow.SubStatusAsync());
        Assert.Equal("200 completed", await flow.CompleteAsync(order[1], await flow.TaskAsync(order[1], "mine")));
        Assert.Equal("Finished", await flow.SubStatusAsync());
        Assert.Contains("task-signer-added", await flow.EventsAsync());
    }

    [Fact]
    public async Task An_added_signers_refusal_decides_the_step()
    {
        var flow = await StartAsync(server, 7130, Step("s-county"));
        await flow.PostAsync("county1", await flow.TaskAsync("county1"), "signers", new { personId = await flow.PersonAsync("county2"), when = "before" });

        Assert.Equal("200 completed", await flow.CompleteAsync("county2", await flow.TaskAsync("county2", "mine"), "no"));

        Assert.Equal("Finished", await flow.SubStatusAsync());
        Assert.Equal(["s-county Cancelled", "s-county Completed"], (await flow.StatusesAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(0, await flow.BookmarksAsync());
    }

    [Fact]
    public async Task Adding_a_signer_and_completing_at_the_same_moment_leave_one_consistent_state()
    {
        var flow = await StartAsync(server, 7131, Step("s-county"));
        var task = await flow.TaskAsync("county1");
        var other = await flow.PersonAsync("county2");

        var answers = await Task.WhenAll(flow.PostAsync("county1", task, "signers", new { personId = other, when = "before" }), flow.CompleteAsync("county1", task));

        Assert.Single(answers, answer => answer.StartsWith("200", StringComparison.Ordinal));
        Assert.Equal(answers[0] == "200 waiting" ? "Suspended" : "Finished", await flow.SubStatusAsync());
        Assert.Equal(answers[0] == "200 waiting" ? 1 : 0, await flow.BookmarksAsync());
    }

    private async Task<string> PersonOfAsync(string userName)
    {
        using var client = await server.SignInAsync(userName);
        return (string)JsonNode.Parse(await client.GetStringAsync("/api/v1/me"))!["personId"]!;
    }
}
