using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Tests.Host.Accounts;

/// <summary>Ways in that other engines of this kind have left open. The numbers are those of the table in docs/security.md.</summary>
public sealed class ForgedSignInTests(AidServer server) : IClassFixture<AidServer>
{
    private static readonly string[] Guarded = ["/api/v1/me", "/elsa/api/workflow-definitions", "/elsa/api/bookmarks/resume"];

    /// <summary>Findings 3 and 6.</summary>
    [Theory]
    [InlineData("Authorization", "ApiKey 00000000-0000-0000-0000-000000000000")]
    [InlineData("Authorization", "Bearer 00000000-0000-0000-0000-000000000000")]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("Authorization", "Basic YWRtaW46cGFzc3dvcmQ=")]
    [InlineData("X-Api-Key", "00000000-0000-0000-0000-000000000000")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Real-IP", "::1")]
    [InlineData("Host", "localhost")]
    public async Task No_key_and_no_address_of_the_caller_stands_for_a_sign_in(string header, string value)
    {
        using var client = server.CreateClient();
        Assert.True(client.DefaultRequestHeaders.TryAddWithoutValidation(header, value));
        foreach (var path in Guarded)
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(path)).StatusCode);
    }

    /// <summary>Finding 4.</summary>
    [Theory]
    [InlineData("admin")]
    [InlineData("auditor")]
    [InlineData("cashier")]
    public async Task The_word_password_opens_no_account(string userName)
    {
        using var client = server.CreateClient();
        using var ours = await client.PostAsJsonAsync("/api/v1/login", new { userName, password = "password" });
        using var elsas = await client.PostAsJsonAsync("/elsa/api/identity/login", new { username = userName, password = "password" });
        Assert.Equal(HttpStatusCode.Unauthorized, ours.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, elsas.StatusCode);
        Assert.Equal("""{"isAuthenticated":false}""", await elsas.Content.ReadAsStringAsync());
    }

    /// <summary>Finding 5: keys are made at the first start of an installation, none is shipped.</summary>
    [Fact]
    public async Task A_token_of_another_installation_is_no_sign_in_here()
    {
        await using var other = new AidServer();
        await other.InitializeAsync();
        using var there = await other.SignInAsync("admin");
        using var here = server.CreateClient();
        here.DefaultRequestHeaders.Authorization = there.DefaultRequestHeaders.Authorization;

        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/api/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await here.GetAsync("/api/v1/me")).StatusCode);
    }

    /// <summary>Findings 7 and 8: roles are the database's; what a request says of them is refused or is nothing.</summary>
    [Fact]
    public async Task A_request_cannot_bring_roles_or_ids_of_its_own()
    {
        using var client = server.CreateClient();
        var ours = new { userName = "grassroots1", password = AidServer.Password, roles = new[] { "Administrator" } };
        using var refused = await client.PostAsJsonAsync("/api/v1/login", ours);
        Assert.Equal("400 unknown-field roles", await AidCalls.RefusalAsync(refused));

        using var login = await client.PostAsJsonAsync("/elsa/api/identity/login", new { username = "grassroots1", password = AidServer.Password, roles = new[] { "Administrator" }, id = Guid.Empty, permissions = "*" });
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string)(await AidServer.ReadAsync(login))["accessToken"]!);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/elsa/api/workflow-definitions")).StatusCode);
    }

    /// <summary>Findings 7 and 8: a token is opened by us only, and even then it says no more than which account it is.</summary>
    [Fact]
    public async Task A_role_in_a_token_counts_for_nothing()
    {
        using var client = server.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", await IssueAsync("grassroots2", DateTimeOffset.MaxValue, new Claim(ClaimTypes.Role, StaffRoles.Administrator)));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/elsa/api/workflow-definitions")).StatusCode);
    }

    /// <summary>Finding 9: PBKDF2-HMAC-SHA512 with a salt of its own and 210,000 rounds.</summary>
    [Fact]
    public async Task Passwords_are_kept_salted_and_stretched()
    {
        var hashes = await server.InDatabaseAsync(db => db.Users.Select(user => user.PasswordHash!).ToListAsync());
        Assert.True(hashes.Count >= 10);
        Assert.Equal(hashes.Count, hashes.Distinct().Count());
        foreach (var hash in hashes.Select(Convert.FromBase64String))
        {
            Assert.Equal(1, hash[0]);
            Assert.Equal(2u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)));
            Assert.Equal(210_000u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)));
            Assert.Equal(16u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(9)));
        }
    }

    /// <summary>Finding 10.</summary>
    [Fact]
    public async Task There_is_no_refresh_token_and_nothing_else_that_we_sealed_passes_for_an_access_token()
    {
        using var anonymous = server.CreateClient();
        using var ours = await anonymous.PostAsJsonAsync("/api/v1/login", new { userName = "auditor", password = AidServer.Password });
        using var elsas = await anonymous.PostAsJsonAsync("/elsa/api/identity/login", new { username = "auditor", password = AidServer.Password });
        Assert.Equal(["accessToken", "expiresIn", "tokenType"], (await AidServer.ReadAsync(ours)).Select(property => property.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["accessToken", "isAuthenticated"], (await AidServer.ReadAsync(elsas)).Select(property => property.Key).Order(StringComparer.Ordinal));
        using var refresh = await anonymous.PostAsJsonAsync("/elsa/api/identity/refresh-token", new { });
        Assert.Equal(HttpStatusCode.Unauthorized, refresh.StatusCode);

        using var browser = server.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        using var form = await browser.GetAsync("/account/sign-in");
        var antiforgery = form.Headers.GetValues("Set-Cookie").First().Split('=', 2)[1].Split(';')[0];
        foreach (var other in new[] { antiforgery, await IssueAsync("auditor", DateTimeOffset.MaxValue, purpose: "RefreshToken") })
        {
            anonymous.DefaultRequestHeaders.Authorization = new("Bearer", other);
            Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync("/api/v1/me")).StatusCode);
        }

        // The other way round: a token of the API is no session of the pages.
        browser.DefaultRequestHeaders.Add("Cookie", $"aid={(await server.SignInAsync("auditor")).DefaultRequestHeaders.Authorization!.Parameter}");
        Assert.StartsWith("/account/sign-in", (await browser.GetAsync("/tasks")).Headers.Location!.AbsolutePath, StringComparison.Ordinal);
    }

    /// <summary>Finding 14.</summary>
    [Theory]
    [InlineData(1, HttpStatusCode.OK)]
    [InlineData(-1, HttpStatusCode.Unauthorized)]
    public async Task A_token_ends_at_its_time(int minutes, HttpStatusCode status)
    {
        using var client = server.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", await IssueAsync("auditor", TimeProvider.System.GetUtcNow().AddMinutes(minutes)));
        Assert.Equal(status, (await client.GetAsync("/api/v1/me")).StatusCode);
        Assert.Equal(status, (await client.GetAsync("/elsa/api/workflow-definitions")).StatusCode);
        Assert.Equal(status, (await client.PostAsync($"/elsa/hubs/workflow-instance/negotiate?negotiateVersion=1", null)).StatusCode);
    }

    /// <summary>A token with the installation's own keys, which nobody outside has.</summary>
    private async Task<string> IssueAsync(string userName, DateTimeOffset expires, Claim? further = null, string purpose = "AccessToken")
    {
        await using var scope = server.Services.CreateAsyncScope();
        var user = (await scope.ServiceProvider.GetRequiredService<UserManager<AidUser>>().FindByNameAsync(userName))!;
        var principal = await scope.ServiceProvider.GetRequiredService<SignInManager<AidUser>>().CreateUserPrincipalAsync(user);
        var identity = new ClaimsIdentity(principal.Claims.Concat(further is null ? [] : [further]), IdentityConstants.BearerScheme);
        var options = server.Services.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>().Get(IdentityConstants.BearerScheme);
        var ticket = new AuthenticationTicket(new ClaimsPrincipal(identity), new AuthenticationProperties { ExpiresUtc = expires }, $"{IdentityConstants.BearerScheme}:{purpose}");
        return (purpose == "AccessToken" ? options.BearerTokenProtector : options.RefreshTokenProtector).Protect(ticket);
    }
}
