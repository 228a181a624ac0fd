using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Tests.ElsaApi;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Host.Publishing;

/// <summary>The pages of the publishing history, with the two-person rule on.</summary>
public sealed partial class PublishingPageTests : IClassFixture<PublishingPageTests.TwoPersonServer>
{
    private readonly AidServer server;

    public PublishingPageTests(TwoPersonServer fixture) => server = fixture.Server;

    [Fact]
    public async Task What_the_first_start_loaded_is_in_the_history()
    {
        using var auditor = await BrowserAsync("auditor");
        var page = await ReadAsync(auditor, "/studio/history/aid-approval");
        Assert.Contains("首次载入", page, StringComparison.Ordinal);
        Assert.Contains("aid-approval.json", page, StringComparison.Ordinal);
        Assert.Contains("救助审批", await ReadAsync(auditor, "/studio/history"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await auditor.GetAsync("/studio/history/nothing-like-this")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await auditor.GetAsync($"/studio/history/requests/{Guid.NewGuid()}")).StatusCode);
    }

    [Theory]
    [InlineData("county1", HttpStatusCode.OK)]
    [InlineData("grassroots1", HttpStatusCode.Redirect)]
    [InlineData("cashier", HttpStatusCode.Redirect)]
    public async Task Reviewers_read_the_history_and_clerks_and_cashiers_do_not(string userName, HttpStatusCode status)
    {
        using var browser = await BrowserAsync(userName);
        foreach (var path in new[] { "/studio/history", "/studio/history/aid-approval" })
            Assert.Equal(status, (await browser.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_second_administrator_sees_what_changes_and_approves_on_the_page()
    {
        var id = await AskAsync("page-approve", "依据 2026〔8〕号文件");
        using var author = await BrowserAsync("admin");
        var own = await ReadAsync(author, $"/studio/history/requests/{id}");
        Assert.Contains("须由另一位管理员批准", own, StringComparison.Ordinal);
        Assert.DoesNotContain("批准并发布", own, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(author, $"/studio/history/requests/{id}?handler=Approve", own)).StatusCode);

        using var second = await BrowserAsync("admin2");
        Assert.Contains($"/studio/history/requests/{id}", await ReadAsync(second, "/studio/history"), StringComparison.Ordinal);
        var page = await ReadAsync(second, $"/studio/history/requests/{id}");
        Assert.Contains("变量“ProvincialThreshold”", page, StringComparison.Ordinal);
        Assert.Contains("30000", page, StringComparison.Ordinal);
        Assert.Contains("依据 2026〔8〕号文件", page, StringComparison.Ordinal);
        var approved = await PostAsync(second, $"/studio/history/requests/{id}?handler=Approve", page);
        Assert.Equal("/studio/history/page-approve", approved.Headers.Location?.ToString());

        var history = await ReadAsync(second, "/studio/history/page-approve");
        Assert.Contains("林海 (admin2)", history, StringComparison.Ordinal);
        Assert.Contains("由 周明远 申请", history, StringComparison.Ordinal);
        Assert.Contains("20000", await ReadAsync(second, "/studio/history/page-approve?from=1&to=2"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(second, $"/studio/history/requests/{id}?handler=Approve", page)).StatusCode);
    }

    [Fact]
    public async Task A_rejection_without_a_reason_keeps_the_page_and_one_with_a_reason_is_recorded()
    {
        var id = await AskAsync("page-reject", null);
        using var second = await BrowserAsync("admin2");
        var page = await ReadAsync(second, $"/studio/history/requests/{id}");
        var empty = await PostAsync(second, $"/studio/history/requests/{id}?handler=Reject", page);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Contains("请填写驳回理由", await TextAsync(empty), StringComparison.Ordinal);
        await PostAsync(second, $"/studio/history/requests/{id}?handler=Reject", page, ("Reason", "限额有误 <b>"));
        var history = await ReadAsync(second, "/studio/history/page-reject");
        Assert.Contains("限额有误 &lt;b&gt;", history, StringComparison.Ordinal);
        Assert.Contains("驳回发布", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_cannot_decide()
    {
        var id = await AskAsync("page-readers", null);
        using var auditor = await BrowserAsync("auditor");
        var page = await ReadAsync(auditor, $"/studio/history/requests/{id}");
        Assert.DoesNotContain("handler=Reject", page, StringComparison.Ordinal);
        var token = await ReadAsync(auditor, "/account/change-password");
        foreach (var handler in new[] { "Approve", "Reject" })
            Assert.Equal("/error/403", (await PostAsync(auditor, $"/studio/history/requests/{id}?handler={handler}", token)).Headers.Location?.AbsolutePath);
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

    private async Task<HttpClient> BrowserAsync(string userName)
    {
        var client = server.CreateClient(new() { AllowAutoRedirect = false });
        var form = await ReadAsync(client, "/account/sign-in");
        using var signedIn = await PostAsync(client, "/account/sign-in", form, ("UserName", userName), ("Password", AidServer.Password));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        return client;
    }

    private static async Task<string> ReadAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        return await TextAsync(answer);
    }

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string formPage, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(formPage).Groups["token"].Value;
        Assert.NotEmpty(token);
        using var content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await client.PostAsync(path, content);
    }

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

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
