using System.Net;
using System.Text.Json.Nodes;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Tests.ElsaApi;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Host.Publishing;

/// <summary>The pages of the publishing history, with the two-person rule on.</summary>
public sealed class PublishingPageTests : IClassFixture<PublishingPageTests.TwoPersonServer>
{
    private readonly AidServer server;

    public PublishingPageTests(TwoPersonServer fixture) => server = fixture.Server;

    [Fact]
    public async Task What_the_first_start_loaded_is_in_the_history()
    {
        using var auditor = await server.BrowserAsync("auditor");
        var page = await auditor.ReadPageAsync("/studio/history/aid-approval");
        Assert.Contains("首次载入", page, StringComparison.Ordinal);
        Assert.Contains("aid-approval.json", page, StringComparison.Ordinal);
        Assert.Contains("救助审批", await auditor.ReadPageAsync("/studio/history"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await auditor.GetAsync("/studio/history/nothing-like-this")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await auditor.GetAsync($"/studio/history/requests/{Guid.NewGuid()}")).StatusCode);
    }

    [Theory]
    [InlineData("county1", HttpStatusCode.OK)]
    [InlineData("grassroots1", HttpStatusCode.Redirect)]
    [InlineData("cashier", HttpStatusCode.Redirect)]
    public async Task Reviewers_read_the_history_and_clerks_and_cashiers_do_not(string userName, HttpStatusCode status)
    {
        using var browser = await server.BrowserAsync(userName);
        foreach (var path in new[] { "/studio/history", "/studio/history/aid-approval" })
            Assert.Equal(status, (await browser.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_second_administrator_sees_what_changes_and_approves_on_the_page()
    {
        var id = await AskAsync("page-approve", "依据 2026〔8〕号文件");
        using var author = await server.BrowserAsync("admin");
        var own = await author.ReadPageAsync($"/studio/history/requests/{id}");
        Assert.Contains("须由另一位管理员批准", own, StringComparison.Ordinal);
        Assert.DoesNotContain("批准并发布", own, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await author.PostFormAsync($"/studio/history/requests/{id}?handler=Approve", own)).StatusCode);

        using var second = await server.BrowserAsync("admin2");
        Assert.Contains($"/studio/history/requests/{id}", await second.ReadPageAsync("/studio/history"), StringComparison.Ordinal);
        var page = await second.ReadPageAsync($"/studio/history/requests/{id}");
        Assert.Contains("变量“ProvincialThreshold”", page, StringComparison.Ordinal);
        Assert.Contains("30000", page, StringComparison.Ordinal);
        Assert.Contains("依据 2026〔8〕号文件", page, StringComparison.Ordinal);
        var approved = await second.PostFormAsync($"/studio/history/requests/{id}?handler=Approve", page);
        Assert.Equal("/studio/history/page-approve", approved.Headers.Location?.ToString());

        var history = await second.ReadPageAsync("/studio/history/page-approve");
        Assert.Contains("林海 (admin2)", history, StringComparison.Ordinal);
        Assert.Contains("由 周明远 申请", history, StringComparison.Ordinal);
        Assert.Contains("20000", await second.ReadPageAsync("/studio/history/page-approve?from=1&to=2"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await second.PostFormAsync($"/studio/history/requests/{id}?handler=Approve", page)).StatusCode);
    }

    [Fact]
    public async Task A_rejection_without_a_reason_keeps_the_page_and_one_with_a_reason_is_recorded()
    {
        var id = await AskAsync("page-reject", null);
        using var second = await server.BrowserAsync("admin2");
        var page = await second.ReadPageAsync($"/studio/history/requests/{id}");
        var empty = await second.PostFormAsync($"/studio/history/requests/{id}?handler=Reject", page);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Contains("请填写驳回理由", await TextAsync(empty), StringComparison.Ordinal);
        await second.PostFormAsync($"/studio/history/requests/{id}?handler=Reject", page, ("Reason", "限额有误 <b>"));
        var history = await second.ReadPageAsync("/studio/history/page-reject");
        Assert.Contains("限额有误 &lt;b&gt;", history, StringComparison.Ordinal);
        Assert.Contains("驳回发布", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_cannot_decide()
    {
        var id = await AskAsync("page-readers", null);
        using var auditor = await server.BrowserAsync("auditor");
        var page = await auditor.ReadPageAsync($"/studio/history/requests/{id}");
        Assert.DoesNotContain("handler=Reject", page, StringComparison.Ordinal);
        var token = await auditor.ReadPageAsync("/account/change-password");
        foreach (var handler in new[] { "Approve", "Reject" })
            Assert.Equal("/error/403", (await auditor.PostFormAsync($"/studio/history/requests/{id}?handler={handler}", token)).Headers.Location?.AbsolutePath);
    }

    /// <summary>An administrator publishes, changes a threshold and asks for the publication; the id of the request.</summary>
    private async Task<string> AskAsync(string definitionId, string? comment)
    {
        using var admin = await server.SignInAsync("admin");
        using var second = await server.SignInAsync("admin2");
        var (first, other) = (new ElsaCalls(admin), new ElsaCalls(second));
        var draft = await first.SaveAsync(Workflows.Threshold(definitionId));
        await other.PostAsync($"/workflow-definitions/{draft["definitionId"]}/publish");
        var model = Workflows.Threshold(definitionId, 30_000);
        model["customProperties"] = (await first.GetAsync($"/workflow-definitions/{definitionId}"))["customProperties"]!.DeepClone();
        await first.RefusalAsync(HttpMethod.Post, "/workflow-definitions", new JsonObject { ["model"] = model, ["publish"] = true, ["publishComment"] = comment });
        var waiting = (await first.GetAsync("/publication-requests"))["items"]!.AsArray();
        return (string)waiting.Single(request => (string)request!["definitionId"]! == definitionId)!["id"]!;
    }

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();

    /// <summary>The program with the rule on and two administrators.</summary>
    public sealed class TwoPersonServer : IAsyncLifetime
    {
        public AidServer Server { get; } = new();

        public async Task InitializeAsync()
        {
            await Server.InitializeAsync();
            Server.Settings["Publishing:TwoPerson"] = "true";
            await using var scope = Server.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<AdminAccount>().CreateAsync("admin2", "林海", "", AidServer.Password, default);
        }

        public Task DisposeAsync() => ((IAsyncLifetime)Server).DisposeAsync();
    }
}
