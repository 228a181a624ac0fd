using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AidWorkflows.Tests.Host.HumanTasks;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Host.Staff;

/// <summary>New accounts, first passwords, resets and lock-outs.</summary>
public abstract partial class StaffAccountContract(AidServer server)
{
    [Fact]
    public async Task A_new_clerk_signs_in_with_the_shown_password_and_has_to_replace_it_before_anything_else()
    {
        var (id, password) = await server.CreateAsync("new.clerk", "qingshan", "Clerk");
        using var anonymous = server.CreateClient();
        using var early = await anonymous.PostAsJsonAsync("/api/v1/login", new { userName = "new.clerk", password });
        Assert.Equal("403 password-change-required", await AidCalls.RefusalAsync(early));
        Assert.True((bool)(await server.StaffAsync(id))["staff"]!["mustChangePassword"]!);

        await server.ReplaceAsync("new.clerk", password);

        using var clerk = (await server.LogInAsync("NEW.Clerk"))!;
        var me = (await clerk.GetFromJsonAsync<JsonObject>("/api/v1/me"))!;
        Assert.Equal("钱小雨 青山乡工会联合会 Clerk", $"{me["name"]} {me["organisation"]!["name"]} {Assert.Single(me["roles"]!.AsArray())}");
        Assert.False((bool)(await server.StaffAsync(id))["staff"]!["mustChangePassword"]!);
        Assert.Null(await server.LogInAsync("new.clerk", password));
    }

    [Fact]
    public async Task The_first_password_is_in_one_answer_only_and_nowhere_in_the_database()
    {
        using var admin = await server.SignInAsync("admin");
        var body = await server.NewStaffAsync("once.only", "jinan", "Reviewer");
        var first = await PostAsync(admin, "/api/v1/staff", body, "create-once");
        var password = (string)first["initialPassword"]!;
        Assert.Equal(16, password.Length);
        Assert.Matches("^[a-hj-km-np-z2-9]+$", password);
        Assert.True(password.Distinct().Count() > 5);

        var again = await PostAsync(admin, "/api/v1/staff", body, "create-once");

        Assert.Null(again["initialPassword"]);
        Assert.Contains("once", (string)again["note"]!, StringComparison.Ordinal);
        Assert.Equal((string)first["staff"]!["id"]!, (string)again["staff"]!["id"]!);
        var reset = $"/api/v1/staff/{first["staff"]!["id"]}/reset-password";
        var second = (string)(await PostAsync(admin, reset, [], "reset-once"))["initialPassword"]!;
        Assert.NotEqual(password, second);
        Assert.Null((await PostAsync(admin, reset, [], "reset-once"))["initialPassword"]);
        await server.ReplaceAsync("once.only", second);
        var everything = await DatabaseContent.TextAsync(server, _ => true);
        Assert.Contains("once.only", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(password, everything, StringComparison.Ordinal);
        Assert.DoesNotContain(second, everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_requests_for_one_user_name_at_the_same_moment_make_one_account()
    {
        using var admin = await server.SignInAsync("admin");
        var body = await server.NewStaffAsync("same.name", "jinan", "Clerk");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => admin.SendAsync("staff", body.DeepClone())));

        Assert.Equal(["201", "409 user-name-taken userName", "409 user-name-taken userName", "409 user-name-taken userName"], answers.Order(StringComparer.Ordinal));
        Assert.Equal("409 user-name-taken userName", await server.AsAdminAsync("staff", await server.NewStaffAsync("Same.Name", "qingshan", "Clerk")));
    }

    [Fact]
    public async Task Copies_of_one_request_at_the_same_moment_make_one_account_and_show_one_password()
    {
        using var admin = await server.SignInAsync("admin");
        var body = await server.NewStaffAsync("twin.copy", "jinan", "Cashier");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostAsync(admin, "/api/v1/staff", body, "twin-copy")));

        Assert.Single(answers.Select(answer => (string)answer["staff"]!["id"]!).Distinct());
        Assert.Single(answers, answer => answer["initialPassword"] is not null);
    }

    [Theory]
    [InlineData("""{}""", "422 field-required name,userName,organisationId")]
    [InlineData("""{"name":"钱","userName":"q.x","organisationId":"{qingshan}","roles":["Clerk"]}""", "422 person-name-length name")]
    [InlineData("""{"name":"钱雨","userName":"钱雨雨","organisationId":"{qingshan}","roles":["Clerk"]}""", "422 user-name-characters userName")]
    [InlineData("""{"name":"钱雨","userName":"qian","organisationId":"{qingshan}"}""", "422 roles-required roles")]
    [InlineData("""{"name":"钱雨","userName":"qian","organisationId":"{qingshan}","roles":["Boss"]}""", "422 role-unknown roles")]
    [InlineData("""{"name":"钱雨","userName":"qian","organisationId":"{qingshan}","roles":["Reviewer"]}""", "422 role-not-at-this-level roles")]
    [InlineData("""{"name":"钱雨","userName":"qian","organisationId":"{jinan}","roles":["Reviewer","Cashier"]}""", "422 cashier-not-reviewer roles")]
    [InlineData("""{"name":"钱雨","userName":"qian","organisationId":"{jinan}","roles":["Administrator","Clerk"]}""", "422 administrator-alone roles")]
    [InlineData("""{"name":"钱雨","userName":"qian","organisationId":"00000000-0000-0000-0000-000000000001","roles":["Clerk"]}""", "404 not-found organisationId")]
    [InlineData("""{"name":"钱雨","userName":"qian","password":"chosen-by-admin"}""", "400 unknown-field password")]
    public async Task A_bad_account_is_refused_with_its_fields(string body, string refusal)
    {
        using var admin = await server.SignInAsync("admin");
        var filled = body.Replace("{qingshan}", await server.UnionAsync("qingshan"), StringComparison.Ordinal).Replace("{jinan}", await server.UnionAsync("jinan"), StringComparison.Ordinal);
        using var answer = await admin.PostAsync("/api/v1/staff", AidServer.Json(filled));

        Assert.Equal(refusal, await AidCalls.RefusalAsync(answer));
        Assert.False(await server.InDatabaseAsync(db => db.Users.AnyAsync(user => user.UserName == "qian")));
    }

    [Fact]
    public async Task A_reset_ends_sessions_and_the_old_password()
    {
        var id = await server.CreateActiveAsync("reset.me", "jinan", "Clerk");
        using var session = (await server.LogInAsync("reset.me"))!;
        using var browser = await server.BrowserAsync("reset.me", StaffCalls.Chosen);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/tasks")).StatusCode);

        Assert.Equal("200", await server.AsAdminAsync($"staff/{id}/reset-password"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await session.GetAsync("/api/v1/me")).StatusCode);
        Assert.Equal("/account/sign-in", (await browser.GetAsync("/tasks")).Headers.Location?.AbsolutePath);
        Assert.Null(await server.LogInAsync("reset.me"));
        Assert.Equal("password-reset created", await server.HistoryAsync(id));
    }

    [Fact]
    public async Task A_lock_out_is_shown_and_ended_here_and_in_the_database()
    {
        var id = await server.CreateActiveAsync("locked.out", "jinan", "Clerk");
        for (var i = 0; i < 5; i++)
            Assert.Null(await server.LogInAsync("locked.out", "wrong"));
        var now = TimeProvider.System.GetUtcNow();
        await server.InDatabaseAsync(db => db.Users.Where(user => user.UserName == "locked.out")
            .ExecuteUpdateAsync(row => row.SetProperty(user => user.LockoutEnd, now.AddMinutes(30)).SetProperty(user => user.AccessFailedCount, 7)));
        Assert.Null(await server.LogInAsync("locked.out"));
        var until = (DateTimeOffset)(await server.StaffAsync(id))["staff"]!["lockedUntil"]!;
        Assert.InRange(until, now.AddMinutes(29), now.AddMinutes(31));

        Assert.Equal("200", await server.AsAdminAsync($"staff/{id}/unlock"));

        Assert.Null((await server.StaffAsync(id))["staff"]!["lockedUntil"]);
        Assert.NotNull(await server.LogInAsync("locked.out"));
        Assert.Equal("unlocked created", await server.HistoryAsync(id));
    }

    [Fact]
    public async Task The_wait_after_failures_on_this_node_alone_is_shown_too_and_a_reset_ends_it()
    {
        var id = await server.CreateActiveAsync("must.wait", "jinan", "Clerk");
        for (var i = 0; i < 5; i++)
            Assert.Null(await server.LogInAsync("must.wait", "wrong"));
        Assert.NotNull((await server.StaffAsync(id))["staff"]!["lockedUntil"]);
        using var admin = await server.SignInAsync("admin");
        var password = (string)(await PostAsync(admin, $"/api/v1/staff/{id}/reset-password", [], "wait-reset"))["initialPassword"]!;

        await server.ReplaceAsync("must.wait", password);

        Assert.Null((await server.StaffAsync(id))["staff"]!["lockedUntil"]);
    }

    [Fact]
    public async Task The_page_shows_the_password_once_in_an_answer_that_is_not_kept()
    {
        using var browser = await server.BrowserAsync("admin");
        var form = await browser.ReadPageAsync($"/staff/new?union={await server.UnionAsync("qingshan")}");
        (string, string)[] fields = [("Name", "钱小雨"), ("UserName", "page.made"), ("Union", await server.UnionAsync("qingshan")), ("Roles", "Clerk"), ("Operation", Guid.NewGuid().ToString())];
        using var wrong = await browser.PostFormAsync("/staff/new", form, ("Name", "钱小雨"), ("UserName", "page.made"), ("Union", await server.UnionAsync("qingshan")), ("Roles", "Cashier"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("出纳在这一层级（基层工会）无事可办。这一层级可以是：管理员、审计员、经办人。", WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync()), StringComparison.Ordinal);

        using var created = await browser.PostFormAsync("/staff/new", form, fields);
        using var repeated = await browser.PostFormAsync("/staff/new", form, fields);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (created.StatusCode, repeated.StatusCode));
        Assert.True(created.Headers.CacheControl!.NoStore);

        // The one cookie in it is emptied.
        Assert.All(created.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], cookie => Assert.StartsWith(".AspNetCore.Mvc.CookieTempDataProvider=;", cookie, StringComparison.Ordinal));
        var password = Issued().Match(await created.Content.ReadAsStringAsync()).Groups["password"].Value;
        Assert.Equal(16, password.Length);
        var second = WebUtility.HtmlDecode(await repeated.Content.ReadAsStringAsync());
        Assert.DoesNotContain(password, second, StringComparison.Ordinal);
        Assert.Contains("初始密码已经显示过一次", second, StringComparison.Ordinal);
        await server.ReplaceAsync("page.made", password);
    }

    [GeneratedRegex("<code class=\"issued\"[^>]*>(?<password>[a-z2-9]{16})</code>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Issued();

    private static async Task<JsonObject> PostAsync(HttpClient client, string path, JsonObject body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body.DeepClone()) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        return await AidServer.ReadAsync(answer);
    }
}

public sealed class SqliteStaffAccountTests(AidServer server) : StaffAccountContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlStaffAccountTests(PostgreSqlAidServer server) : StaffAccountContract(server.Server), IClassFixture<PostgreSqlAidServer>;
