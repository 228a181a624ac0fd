using System.Net;
using System.Text.RegularExpressions;

namespace AidWorkflows.SystemTests.Pages;

[Collection(nameof(WebSite))]
public sealed partial class SiteSecurityTests(WebSite site)
{
    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/error/404")]
    [InlineData("/site.css")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        using var client = Client();
        using var answer = await client.GetAsync(path);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Pages_are_never_stored_by_browsers_or_proxies()
    {
        using var client = Client();
        using var answer = await client.GetAsync("/account/sign-in");
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/tasks")]
    [InlineData("/cases")]
    [InlineData("/payments")]
    [InlineData("/applications/new")]
    [InlineData("/account/change-password")]
    public async Task Pages_ask_strangers_to_sign_in(string path)
    {
        using var client = Client();
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/account/sign-in", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_in_does_not_send_people_to_another_site()
    {
        using var client = Client();
        using var answer = await SignInAsync(client, "county1", "https://example.org/");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_with_an_explaining_page()
    {
        using var client = Client();
        using var fields = new FormUrlEncodedContent(new Dictionary<string, string> { ["UserName"] = "county1", ["Password"] = WebSite.Password });
        using var answer = await client.PostAsync("/account/sign-in", fields);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("请求编号", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_password_and_unknown_account_get_the_same_answer()
    {
        using var client = Client();
        using var known = await SignInAsync(client, "city1", "/", "wrong-password-1");
        using var unknown = await SignInAsync(client, "nobody", "/", "wrong-password-1");
        Assert.Equal(HttpStatusCode.Unauthorized, known.StatusCode);
        Assert.Equal(known.StatusCode, unknown.StatusCode);
    }

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient client, string userName, string returnUrl, string password = WebSite.Password)
    {
        var page = await client.GetStringAsync($"/account/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        using var fields = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["UserName"] = userName,
            ["Password"] = password,
            ["ReturnUrl"] = returnUrl,
            ["__RequestVerificationToken"] = Token().Matches(page)[^1].Groups["token"].Value,
        });
        return await client.PostAsync("/account/sign-in", fields);
    }

    private HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = site.Address };

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
