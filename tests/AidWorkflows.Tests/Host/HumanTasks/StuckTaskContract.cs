using System.Net;
using System.Text.Json.Nodes;
using AidWorkflows.Activities.HumanTasks;
using AidWorkflows.Domain.People;
using AidWorkflows.Tests.Host.Archives;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static AidWorkflows.Tests.Host.HumanTasks.StepWorkflow;

namespace AidWorkflows.Tests.Host.HumanTasks;

/// <summary>Q-15: a step that nobody may do is seen by the administrator, and goes to the superior where there is one.</summary>
public abstract class StuckTaskContract(AidServer server)
{
    private const string Mark = "没有人可以办理";

    [Fact]
    public async Task Q15_a_step_that_only_relatives_could_do_is_shown_until_somebody_can_do_it_again()
    {
        var flow = await StartAsync(server, 7801, Step("s-county"));
        await server.DeclareAsync("county1", 7801);
        Assert.Null(await WhyAsync(flow));
        Assert.Empty(await flow.TasksAsync("admin", "stuck"));
        var declared = await server.DeclareAsync("county2", 7801);

        Assert.Equal("1 of 2: household-relative 2", await WhyAsync(flow));
        Assert.Equal("s-county", (string?)(await flow.TaskAsync("auditor", "stuck"))["key"]);
        using (var admin = await server.BrowserAsync("admin"))
        {
            string[] pages = ["/tasks?view=stuck", $"/tasks?view=all&caseNumber={flow.CaseNumber}", $"/cases/{flow.CaseNumber}"];
            foreach (var page in pages)
                Assert.Contains("其中 2 人是该户近亲属", await PageAsync(admin, page), StringComparison.Ordinal);
            Assert.Contains("/tasks?view=stuck", await PageAsync(admin, "/"), StringComparison.Ordinal);
        }

        // Whose relative it is may be guessed from the counts where the union is small.
        using var clerk = await server.BrowserAsync("grassroots1");
        var seen = await PageAsync(clerk, $"/cases/{flow.CaseNumber}");
        Assert.Contains(Mark, seen, StringComparison.Ordinal);
        Assert.DoesNotContain("其中", seen, StringComparison.Ordinal);
        using var county = await server.SignInAsync("county1");
        Assert.Equal("403 forbidden", await AidCalls.RefusalAsync(await county.GetAsync("/api/v1/tasks?view=stuck")));

        Assert.Equal("200", await server.RemoveAsync("county2", declared));
        Assert.Null(await WhyAsync(flow));
        Assert.DoesNotContain(Mark, await PageAsync(clerk, $"/cases/{flow.CaseNumber}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Q15_a_step_that_is_for_nobody_goes_to_the_superior_in_the_same_burst()
    {
        await server.DeclareAsync("county1", 7802);
        await server.DeclareAsync("county2", 7802);
        var flow = await StartAsync(server, 7802, Step("s-county", ("escalateAfterWorkingDays", "5"), ("remindAfterWorkingDays", "2")));

        Assert.Equal(["task-created", "task-escalated"], await flow.EventsAsync());
        Assert.Empty(await flow.TasksAsync("admin", "stuck"));
        Assert.Equal("200 completed", await flow.CompleteAsync("city1", await flow.TaskAsync("city1")));
        Assert.Equal("Finished", await flow.SubStatusAsync());
        Assert.Equal(0, await flow.BookmarksAsync());
    }

    /// <summary>The declaration and the departure come after the step began; no deadline has passed.</summary>
    [Theory]
    [InlineData("single", 7803)]
    [InlineData("all", 7804)]
    [InlineData("two-person", 7805)]
    public async Task Q15_the_last_candidate_falls_out_later_and_the_step_goes_to_the_superior(string signRule, int seed)
    {
        var flow = await StartAsync(server, seed, Step("s-county", ("signRule", signRule), ("escalateAfterWorkingDays", "5")));
        await EscalateAsync();
        Assert.DoesNotContain("task-escalated", await flow.EventsAsync());
        await server.DeclareAsync("county1", seed);
        await server.DeclareAsync("county2", seed);

        await EscalateAsync();
        await EscalateAsync();

        Assert.Single(await flow.EventsAsync(), code => code == "task-escalated");
        Assert.Equal(signRule == "two-person" ? "200 open" : "200 completed", await flow.CompleteAsync("city1", await flow.TaskAsync("city1")));
    }

    /// <summary>One signer is enough: one who cannot sign holds nothing up, and is shown all the same.</summary>
    [Fact]
    public async Task A_step_that_any_may_sign_is_not_escalated_while_one_can()
    {
        var flow = await StartAsync(server, 7806, Step("s-county", ("signRule", "any"), ("escalateAfterWorkingDays", "5")));
        await server.DeclareAsync("county1", 7806);

        await EscalateAsync();

        Assert.DoesNotContain("task-escalated", await flow.EventsAsync());
        Assert.Single(await flow.TasksAsync("admin", "stuck"));
        Assert.Equal("200 completed", await flow.CompleteAsync("county2", await flow.TaskAsync("county2")));
    }

    [Fact]
    public async Task A_person_who_leaves_makes_a_two_person_step_stuck_and_a_return_frees_it()
    {
        var flow = await StartAsync(server, 7807, Step("s-county", ("signRule", "two-person")));
        var county2 = Guid.Parse(await flow.PersonAsync("county2"));
        try
        {
            await SetActiveAsync(county2, false);
            Assert.Equal("2 of 1: ", await WhyAsync(flow));
        }
        finally
        {
            await SetActiveAsync(county2, true);
        }

        Assert.Null(await WhyAsync(flow));
    }

    /// <summary>The first signer counts as one of the two, and cannot be both.</summary>
    [Fact]
    public async Task S043_a_second_signer_who_becomes_a_relative_leaves_the_first_alone()
    {
        var flow = await StartAsync(server, 7808, Step("s-county", ("signRule", "two-person")));
        Assert.Equal("200 open", await flow.CompleteAsync("county1", await flow.TaskAsync("county1")));
        Assert.Null(await WhyAsync(flow));
        await server.DeclareAsync("county2", 7808);

        Assert.Equal("1 of 2: household-relative 1, second-person-required 1", await WhyAsync(flow));
    }

    /// <summary>Four-eyes, of the same workflow and of another one of the same case.</summary>
    [Theory]
    [InlineData("s-first", 7809)]
    [InlineData("case:s-first", 7810)]
    public async Task Four_eyes_leave_too_few_for_a_step_of_two(string excluded, int seed)
    {
        var flow = await StartAsync(server, seed, Step("s-first"), Step("s-second", ("signRule", "two-person"), ("excludeEarlierSteps", $"[\"{excluded}\"]")));
        await flow.CompleteAsync("county1", await flow.TaskAsync("county1"));

        Assert.Equal("2 of 2: four-eyes 1", await WhyAsync(flow));
    }

    /// <summary>An archive from paper has no case; its workflows go by its number.</summary>
    [Fact]
    public async Task Q15_an_exit_from_a_paper_archive_is_shown_when_both_clerks_are_relatives()
    {
        var walk = await ExitWalk.EnterAsync(server, 7811);
        Assert.Equal("201", await walk.PostAsync("grassroots1", "exit-requests", new { route = "finding" }));
        var task = await walk.OpenTaskAsync("exit-visit");
        await server.DeclareAsync("grassroots2", 7811);

        using var admin = await server.SignInAsync("admin");
        var found = (await AidServer.ReadAsync(await admin.GetAsync("/api/v1/tasks?view=stuck&pageSize=200")))["items"]!.AsArray().Single(row => (Guid)row!["id"]! == task)!;
        Assert.Equal("2 of 2: household-relative 1", Why(found["stuck"]));
    }

    private async Task<string?> WhyAsync(StepWorkflow flow) => Why((await flow.TaskAsync("admin", "all"))["stuck"]);

    private static string? Why(JsonNode? stuck) => stuck is null ? null
        : $"{stuck["needed"]} of {stuck["withRole"]}: {string.Join(", ", stuck["keptOut"]!.AsObject().Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal))}";

    private static async Task<string> PageAsync(HttpClient browser, string path) => WebUtility.HtmlDecode(await browser.ReadPageAsync(path));

    private async Task EscalateAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<StuckEscalations>().RunAsync(default);
    }

    private Task<int> SetActiveAsync(Guid person, bool active) => server.InDatabaseAsync(db =>
        db.Set<StaffMember>().Where(row => row.Id == person).ExecuteUpdateAsync(row => row.SetProperty(one => one.Active, active)));
}

public sealed class SqliteStuckTaskTests(AidServer server) : StuckTaskContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlStuckTaskTests(PostgreSqlAidServer server) : StuckTaskContract(server.Server), IClassFixture<PostgreSqlAidServer>;
