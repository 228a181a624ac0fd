using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.People;
using AidWorkflows.Host.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Tests.Host;

public sealed class SignInTests(AidServer server) : IClassFixture<AidServer>
{
    [Fact]
    public async Task Me_says_who_with_roles_organisation_and_level()
    {
        using var client = await server.SignInAsync("county1");

        var me = await client.GetFromJsonAsync<JsonObject>("/api/v1/me");

        Assert.Equal("county1", (string?)me!["userName"]);
        Assert.Equal("county", (string?)me["level"]);
        Assert.Equal("Reviewer", (string?)Assert.Single(me["roles"]!.AsArray()));
        Assert.Equal("金安区总工会", (string?)me["organisation"]!["name"]);
    }

    [Theory]
    [InlineData("county1", "wrong")]
    [InlineData("nobody", "wrong")]
    public async Task A_wrong_password_and_an_unknown_account_get_the_same_answer(string userName, string password)
    {
        using var client = server.CreateClient();
        using var answer = await client.PostAsJsonAsync("/api/v1/login", new { userName, password });

        Assert.Equal("401 sign-in-failed", await AidCalls.RefusalAsync(answer));
    }

    [Theory]
    [InlineData("city1")]
    [InlineData("somebody-unknown")]
    public async Task After_five_failures_the_account_has_to_wait_even_with_the_right_password(string userName)
    {
        using var client = server.CreateClient();
        for (var i = 0; i < 5; i++)
        {
            using var failed = await client.PostAsJsonAsync("/api/v1/login", new { userName, password = "wrong" });
            Assert.Equal(HttpStatusCode.Unauthorized, failed.StatusCode);
        }

        using var answer = await client.PostAsJsonAsync("/api/v1/login", new { userName, password = AidServer.Password });

        Assert.Equal("429 too-many-attempts", await AidCalls.RefusalAsync(answer));
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void The_wait_ends_with_the_window_and_other_accounts_of_the_address_go_on()
    {
        var clock = new SettableClock();
        var throttle = new SignInThrottle(Options.Create(new AccountOptions()), clock);
        for (var i = 0; i < 5; i++)
            throttle.Failed("A", "::1");

        Assert.NotNull(throttle.WaitFor(" a", "::1"));
        Assert.Null(throttle.WaitFor("b", "::1"));
        Assert.Null(throttle.WaitFor("a", "::2"));
        clock.Now += TimeSpan.FromMinutes(15);
        Assert.Null(throttle.WaitFor("a", "::1"));
    }

    [Fact]
    public void An_account_that_is_forgotten_may_try_again_from_everywhere_and_others_still_wait()
    {
        var clock = new SettableClock();
        var throttle = new SignInThrottle(Options.Create(new AccountOptions()), clock);
        foreach (var (account, address) in new[] { ("a", "::1"), ("a", "::2"), ("ab", "::1") })
        {
            for (var i = 0; i < 5; i++)
                throttle.Failed(account, address);
        }

        Assert.Equal(clock.Now.AddMinutes(15), throttle.WaitsUntil("A"));
        throttle.Forget("A");
        Assert.Null(throttle.WaitsUntil("a"));
        Assert.Null(throttle.WaitFor("a", "::1"));
        Assert.Null(throttle.WaitFor("a", "::2"));
        Assert.NotNull(throttle.WaitFor("ab", "::1"));
        clock.Now += TimeSpan.FromMinutes(15);
        Assert.Null(throttle.WaitsUntil("ab"));
    }

    [Fact]
    public async Task Deactivation_a_changed_role_and_a_new_stamp_are_effective_with_the_next_request()
    {
        using var national = await server.SignInAsync("national1");
        using var cashier = await server.SignInAsync("cashier");
        using var province = await server.SignInAsync("province1");
        Assert.Equal(HttpStatusCode.OK, (await cashier.GetAsync("/api/v1/payments")).StatusCode);

        await ChangeAsync(async (db, users) =>
        {
            var nationalUser = (await users.FindByNameAsync("national1"))!;
            await db.Set<StaffMember>().Where(person => person.Id == nationalUser.PersonId).ExecuteUpdateAsync(row => row.SetProperty(person => person.Active, false));
            var cashierUser = (await users.FindByNameAsync("cashier"))!;
            await db.UserRoles.Where(link => link.UserId == cashierUser.Id).ExecuteDeleteAsync();
            var clerk = await db.Roles.SingleAsync(role => role.Name == StaffRoles.Clerk);
            db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = cashierUser.Id, RoleId = clerk.Id });
            await db.SaveChangesAsync();
            await users.UpdateSecurityStampAsync((await users.FindByNameAsync("province1"))!);
        });

        Assert.Equal(HttpStatusCode.Unauthorized, (await national.GetAsync("/api/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await cashier.GetAsync("/api/v1/payments")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await cashier.GetAsync("/api/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await province.GetAsync("/api/v1/me")).StatusCode);
    }

    [Fact]
    public async Task A_token_that_was_tampered_with_is_no_sign_in()
    {
        using var client = await server.SignInAsync("auditor");
        var token = client.DefaultRequestHeaders.Authorization!.Parameter!;
        client.DefaultRequestHeaders.Authorization = new("Bearer", token[..^4] + "AAAA");

        Assert.Equal("401 sign-in-required", await AidCalls.RefusalAsync(await client.GetAsync("/api/v1/me")));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", true)]
    [InlineData("Sec-Fetch-Site", "same-site", true)]
    [InlineData("Sec-Fetch-Site", "same-origin", false)]
    [InlineData("Origin", "https://evil.example", true)]
    [InlineData("Origin", "http://localhost", false)]
    [InlineData("X-Nothing", "1", true)]
    public async Task A_write_with_the_session_cookie_must_come_from_this_site(string header, string value, bool refused)
    {
        using var client = server.CreateClient();
        client.DefaultRequestHeaders.Add("Cookie", await SessionCookieAsync("grassroots2"));
        client.DefaultRequestHeaders.Add(header, value);

        using var read = await client.GetAsync("/api/v1/me");
        using var write = await client.PostAsync("/api/v1/applications", AidServer.Json("{}"));

        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        if (refused)
            Assert.Equal("403 cross-site-request", await AidCalls.RefusalAsync(write));
        else
            Assert.Equal(HttpStatusCode.UnprocessableEntity, write.StatusCode);
    }

    private async Task<string> SessionCookieAsync(string userName)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var provider = scope.ServiceProvider;
        var user = (await provider.GetRequiredService<UserManager<AidUser>>().FindByNameAsync(userName))!;
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext { RequestServices = provider };
        var principal = await provider.GetRequiredService<SignInManager<AidUser>>().CreateUserPrincipalAsync(user);
        await provider.GetRequiredService<Microsoft.AspNetCore.Authentication.IAuthenticationService>()
            .SignInAsync(context, IdentityConstants.ApplicationScheme, principal, new());
        return context.Response.Headers.SetCookie.ToString().Split(';')[0];
    }

    private async Task ChangeAsync(Func<AidDbContext, UserManager<AidUser>, Task> change)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await change(scope.ServiceProvider.GetRequiredService<AidDbContext>(), scope.ServiceProvider.GetRequiredService<UserManager<AidUser>>());
    }

    private sealed class SettableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
