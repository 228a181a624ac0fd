using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using AidWorkflows.Host.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Host.Accounts;

/// <summary>A password that somebody else set opens nothing but the page that replaces it.</summary>
public sealed partial class PasswordChangeTests(AidServer server) : IClassFixture<AidServer>
{
    private const string New = "another-long-password";

    /// <summary>Beside change and sign-out, what strangers may see as well.</summary>
    private static readonly string[] OpenBefore = ["/account/change-password", "/account/sign-in", "/account/sign-out", "/error/{status:int}", "/language", "/notices", "/notices/{id:guid}/object", "/policy", "/survey"];

    [Fact]
    public async Task Every_page_but_those_for_changing_and_signing_out_leads_to_the_change()
    {
        await DemandAsync("county2");
        using var browser = await server.BrowserAsync("county2");
        var wrong = new List<string>();
        foreach (var endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null || OpenBefore.Contains(pattern))
                continue;
            var path = Place().Replace(pattern, place => place.Value.Contains(":guid", StringComparison.Ordinal) ? Guid.Empty.ToString() : "1");
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
            {
                using var answer = await browser.SendAsync(new HttpRequestMessage(method, path));
                if (answer.StatusCode != HttpStatusCode.Redirect || answer.Headers.Location?.OriginalString != "/account/change-password")
                    wrong.Add($"{method} {path}: {(int)answer.StatusCode} {answer.Headers.Location}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task The_change_needs_another_password_and_then_everything_is_open()
    {
        await DemandAsync("city1");
        using var browser = await server.BrowserAsync("city1");
        var page = await browser.ReadPageAsync("/account/change-password");
        Assert.DoesNotContain("href=\"/cases\"", page, StringComparison.Ordinal);

        using var same = await browser.PostFormAsync("/account/change-password", page, ("Current", AidServer.Password), ("New", AidServer.Password), ("Again", AidServer.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, same.StatusCode);
        Assert.Contains("新密码与当前密码相同", await same.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/tasks")).StatusCode);

        using var changed = await browser.PostFormAsync("/account/change-password", page, ("Current", AidServer.Password), ("New", New), ("Again", New));
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Contains("href=\"/cases\"", await browser.ReadPageAsync("/"), StringComparison.Ordinal);
        using var anonymous = server.CreateClient();
        using var login = await anonymous.PostAsJsonAsync("/api/v1/login", new { userName = "city1", password = New });
        Assert.Equal(HttpStatusCode.OK, login.StatusCode);
    }

    [Fact]
    public async Task Who_must_change_the_password_can_sign_out()
    {
        await DemandAsync("grassroots2");
        using var browser = await server.BrowserAsync("grassroots2");
        using var answer = await browser.PostFormAsync("/account/sign-out", await browser.ReadPageAsync("/account/change-password"));
        Assert.Equal("/account/sign-in", answer.Headers.Location?.OriginalString);
        Assert.StartsWith("/account/sign-in", (await browser.GetAsync("/account/change-password")).Headers.Location?.PathAndQuery, StringComparison.Ordinal);
    }

    /// <summary>The token was issued before the password was reset, and is still good for nothing.</summary>
    [Fact]
    public async Task Tokens_and_cookies_of_the_API_answer_403_and_say_what_to_do()
    {
        using var client = await server.SignInAsync("national1");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/me")).StatusCode);
        await DemandAsync("national1");

        foreach (var path in new[] { "/api/v1/me", "/api/v1/cases", "/api/v1/clock" })
        {
            using var answer = await client.GetAsync(path);
            Assert.Contains("/account/change-password", (string?)(await AidServer.ReadAsync(answer))["title"], StringComparison.Ordinal);
            Assert.Equal("403 password-change-required", await AidCalls.RefusalAsync(answer));
        }

        using var write = await client.PostAsync("/api/v1/applications", AidServer.Json("{}"));
        Assert.Equal("403 password-change-required", await AidCalls.RefusalAsync(write));
        using var browser = await server.BrowserAsync("national1");
        Assert.Equal("403 password-change-required", await AidCalls.RefusalAsync(await browser.GetAsync("/api/v1/me")));
        using var anonymous = server.CreateClient();
        anonymous.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        using var login = await anonymous.PostAsJsonAsync("/api/v1/login", new { userName = "national1", password = AidServer.Password });
        Assert.Equal("403 password-change-required", await AidCalls.RefusalAsync(login));

        // That the password must be changed is told to nobody who does not know it.
        using var wrong = await anonymous.PostAsJsonAsync("/api/v1/login", new { userName = "national1", password = "wrong" });
        Assert.Equal("401 sign-in-failed", await AidCalls.RefusalAsync(wrong));
    }

    [Fact]
    public async Task Studio_and_Elsas_clients_are_refused_and_told_in_Elsas_shape()
    {
        using var client = await server.SignInAsync("province1");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/elsa/api/workflow-definitions")).StatusCode);
        await DemandAsync("province1");

        Assert.Equal("403 password-change-required", await AidCalls.RefusalAsync(await client.GetAsync("/elsa/api/workflow-definitions")));
        Assert.Equal("403 password-change-required", await AidCalls.RefusalAsync(await client.PostAsync("/elsa/hubs/workflow-instance/negotiate?negotiateVersion=1", null)));
        using var anonymous = server.CreateClient();
        using var login = await anonymous.PostAsJsonAsync("/elsa/api/identity/login", new { username = "province1", password = AidServer.Password });
        var refusal = await AidServer.ReadAsync(login);
        Assert.Equal(HttpStatusCode.BadRequest, login.StatusCode);
        Assert.Equal(PasswordChange.Code, (string?)refusal["code"]);
        Assert.Contains("/account/change-password", (string?)refusal["errors"]!["generalErrors"]![0], StringComparison.Ordinal);
        Assert.Null(refusal["accessToken"]);
    }

    private async Task DemandAsync(string userName)
    {
        var changed = await server.InDatabaseAsync(db => db.Users.Where(user => user.UserName == userName).ExecuteUpdateAsync(user => user.SetProperty(row => row.MustChangePassword, true)));
        Assert.Equal(1, changed);
    }

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
