using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.People;
using AidWorkflows.Tests.Host.HumanTasks;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Host.Staff;

/// <summary>Roles, moves, deactivation; who may do it to whom.</summary>
public abstract class StaffPostContract(AidServer server)
{
    private static int seed = 8600;

    [Fact]
    public async Task An_administrator_sees_and_changes_only_what_is_at_or_below_the_own_union()
    {
        await server.CreateActiveAsync("jinan.admin", "jinan", "Administrator");
        using var admin = (await server.LogInAsync("jinan.admin"))!;
        var above = await server.PersonOfAsync("city1");
        var below = await server.PersonOfAsync("grassroots2");

        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/api/v1/staff/{above}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync($"/api/v1/staff/{below}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/api/v1/staff?organisationId={await server.UnionAsync("luan")}")).StatusCode);
        var list = (await admin.GetFromJsonAsync<JsonObject>("/api/v1/staff?pageSize=200"))!["items"]!.AsArray();
        Assert.Contains(list, row => (string)row!["userName"]! == "grassroots1");
        Assert.DoesNotContain(list, row => (string)row!["organisation"]!["level"]! is "city" or "province" or "national");
        foreach (var call in new[] { "roles", "move", "rename", "deactivate", "reactivate", "reset-password", "unlock" })
            Assert.StartsWith("404 not-found", await admin.SendAsync($"staff/{above}/{call}", Body(call, await server.UnionAsync("jinan"))), StringComparison.Ordinal);
        Assert.Equal("404 not-found organisationId", await admin.SendAsync("staff", await server.NewStaffAsync("from.below", "luan", "Reviewer")));
        Assert.Equal("404 not-found organisationId", await admin.SendAsync($"staff/{below}/move", new { organisationId = await server.UnionAsync("luan"), roles = new[] { "Reviewer" } }));
        Assert.Equal("201", await admin.SendAsync("staff", await server.NewStaffAsync("from.jinan", "qingshan", "Clerk")));
    }

    [Theory]
    [InlineData("auditor", HttpStatusCode.OK)]
    [InlineData("county1", HttpStatusCode.Forbidden)]
    [InlineData("grassroots1", HttpStatusCode.Forbidden)]
    [InlineData("cashier", HttpStatusCode.Forbidden)]
    public async Task Auditors_read_others_do_not_and_none_of_them_writes(string userName, HttpStatusCode reading)
    {
        using var client = await server.SignInAsync(userName);
        var somebody = await server.PersonOfAsync("grassroots2");
        foreach (var path in new[] { "staff", $"staff/{somebody}", "organisations", $"organisations/{await server.UnionAsync("jinan")}" })
            Assert.Equal(reading, (await client.GetAsync($"/api/v1/{path}")).StatusCode);
        foreach (var call in new[] { "roles", "move", "rename", "deactivate", "reactivate", "reset-password", "unlock" })
            Assert.Equal("403 forbidden", await client.SendAsync($"staff/{somebody}/{call}"));
        Assert.Equal("403 forbidden", await client.SendAsync("staff"));
        using var browser = await server.BrowserAsync(userName);
        using var page = await browser.GetAsync($"/staff/{somebody}");
        Assert.Equal(reading == HttpStatusCode.OK ? HttpStatusCode.OK : HttpStatusCode.Redirect, page.StatusCode);
        Assert.DoesNotContain("handler=Deactivate", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_does_nothing_to_the_own_account()
    {
        var self = await server.PersonOfAsync("admin");

        foreach (var call in new[] { "roles", "move", "deactivate", "reset-password" })
            Assert.Equal("403 staff-self", await server.AsAdminAsync($"staff/{self}/{call}", Body(call, await server.UnionAsync("anhui"))));
        Assert.Equal("Administrator", (string)Assert.Single((await server.StaffAsync(self))["staff"]!["roles"]!.AsArray())!);
    }

    [Fact]
    public async Task Of_two_administrators_who_deactivate_each_other_at_the_same_moment_one_remains()
    {
        for (var round = 0; round < 4; round++)
        {
            var (left, right) = (await server.CreateActiveAsync($"left{round}", "xinghe", "Administrator"), await server.CreateActiveAsync($"right{round}", "xinghe", "Administrator"));
            using var one = (await server.LogInAsync($"left{round}"))!;
            using var other = (await server.LogInAsync($"right{round}"))!;

            var answers = await Task.WhenAll(one.SendAsync($"staff/{right}/deactivate"), other.SendAsync($"staff/{left}/deactivate"));

            Assert.Single(answers, "200");
            var (first, second) = (Guid.Parse(left), Guid.Parse(right));
            Assert.Equal(1, await server.InDatabaseAsync(db => db.Set<StaffMember>().CountAsync(person => (person.Id == first || person.Id == second) && person.Active)));
        }
    }

    [Fact]
    public async Task Deactivation_is_effective_at_once_and_says_how_many_tasks_are_left_to_hand_over()
    {
        var id = await server.CreateActiveAsync("leaver", "jinan", "Reviewer");
        using var leaver = (await server.LogInAsync("leaver"))!;
        using var browser = await server.BrowserAsync("leaver", StaffCalls.Chosen);
        var task = await server.OnlyTaskAsync("county1", await server.OpenCaseAsync(Interlocked.Increment(ref seed)));
        Assert.Equal("200", await leaver.SendAsync($"tasks/{task["id"]}/claim"));
        Assert.Equal("409 staff-holds-tasks", await server.AsAdminAsync($"staff/{id}/move", new { organisationId = await server.UnionAsync("luan") }));

        using var admin = await server.SignInAsync("admin");
        using var answer = await admin.PostAsJsonAsync($"/api/v1/staff/{id}/deactivate", new { });

        var left = await AidServer.ReadAsync(answer);
        Assert.Equal("1 false", $"{left["openTasks"]} {left["staff"]!["active"]!.ToJsonString()}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await leaver.GetAsync("/api/v1/me")).StatusCode);
        Assert.Equal("/account/sign-in", (await browser.GetAsync("/tasks")).Headers.Location?.AbsolutePath);
        Assert.Null(await server.LogInAsync("leaver"));
        using var adminBrowser = await server.BrowserAsync("admin");
        Assert.Contains($"/tasks/hand-over?from={id}", await adminBrowser.ReadPageAsync($"/staff/{id}"), StringComparison.Ordinal);
        Assert.Equal("409 staff-inactive", await server.AsAdminAsync($"staff/{id}/deactivate"));
        Assert.Equal("409 staff-inactive", await server.AsAdminAsync($"staff/{id}/reset-password"));

        Assert.Equal("200", await server.AsAdminAsync($"staff/{id}/hand-over", new { toPersonId = await server.PersonOfAsync("county2") }));
        Assert.Equal(0, (int)(await server.StaffAsync(id))["openTasks"]!);
        Assert.Equal("200", await server.AsAdminAsync($"staff/{id}/reactivate"));
        Assert.Equal("409 staff-active", await server.AsAdminAsync($"staff/{id}/reactivate"));
        Assert.NotNull(await server.LogInAsync("leaver"));
        Assert.Equal("reactivated deactivated created", await server.HistoryAsync(id));
    }

    [Fact]
    public async Task A_move_takes_roles_that_fit_and_is_effective_with_a_new_sign_in()
    {
        var id = await server.CreateActiveAsync("mover", "qingshan", "Clerk");
        using var session = (await server.LogInAsync("mover"))!;
        var luan = await server.UnionAsync("luan");
        Assert.Equal("422 role-not-at-this-level roles", await server.AsAdminAsync($"staff/{id}/move", new { organisationId = luan }));
        Assert.Equal("422 field-required organisationId", await server.AsAdminAsync($"staff/{id}/move"));
        Assert.Equal("409 staff-same-union organisationId", await server.AsAdminAsync($"staff/{id}/move", new { organisationId = await server.UnionAsync("qingshan") }));
        Assert.Equal(HttpStatusCode.OK, (await session.GetAsync("/api/v1/me")).StatusCode);

        Assert.Equal("200", await session.SendAsync("stand-ins", new { standInPersonId = await server.PersonOfAsync("grassroots1"), firstDay = "2026-01-01", lastDay = $"{await TodayAsync():yyyy-MM-dd}" }));

        Assert.Equal("200", await server.AsAdminAsync($"staff/{id}/move", new { organisationId = luan, roles = new[] { "Reviewer" } }));

        Assert.Equal(1, await server.InDatabaseAsync(db => db.Set<StandIn>().CountAsync(standIn => standIn.AbsentPersonId == Guid.Parse(id) && standIn.EndedAt != null)));

        Assert.Equal(HttpStatusCode.Unauthorized, (await session.GetAsync("/api/v1/me")).StatusCode);
        using var again = (await server.LogInAsync("mover"))!;
        var me = (await again.GetFromJsonAsync<JsonObject>("/api/v1/me"))!;
        Assert.Equal("city Reviewer", $"{me["level"]} {Assert.Single(me["roles"]!.AsArray())}");
        var line = (await server.StaffAsync(id, "auditor"))["history"]![0]!;
        Assert.Equal("moved 周明远 青山乡工会联合会 六安市总工会 Clerk Reviewer", $"{line["kind"]} {line["by"]!["name"]} {line["organisationBefore"]} {line["organisationAfter"]} {line["rolesBefore"]![0]} {line["rolesAfter"]![0]}");
    }

    [Fact]
    public async Task New_roles_hold_at_once_and_a_new_name_ends_no_session()
    {
        var id = await server.CreateActiveAsync("two.hats", "jinan", "Clerk");
        using var session = (await server.LogInAsync("two.hats"))!;
        Assert.Equal("200", await server.AsAdminAsync($"staff/{id}/rename", new { name = "钱大雨" }));
        Assert.Equal("钱大雨", (string)(await session.GetFromJsonAsync<JsonObject>("/api/v1/me"))!["name"]!);
        Assert.Equal("422 person-name-length name", await server.AsAdminAsync($"staff/{id}/rename", new { name = "" }));
        foreach (var (roles, refusal) in new[] { ("Cashier,Reviewer", "422 cashier-not-reviewer roles"), ("Auditor,Clerk", "422 auditor-alone roles"), ("", "422 roles-required roles") })
            Assert.Equal(refusal, await server.AsAdminAsync($"staff/{id}/roles", new { roles = roles.Split(',', StringSplitOptions.RemoveEmptyEntries) }));

        Assert.Equal("200", await server.AsAdminAsync($"staff/{id}/roles", new { roles = new[] { "Cashier", "Clerk" } }));

        Assert.Equal(HttpStatusCode.Unauthorized, (await session.GetAsync("/api/v1/me")).StatusCode);
        using var again = (await server.LogInAsync("two.hats"))!;
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/api/v1/payments")).StatusCode);
        Assert.Equal("roles-changed renamed created", await server.HistoryAsync(id));
    }

    [Fact]
    public async Task The_list_finds_by_name_user_name_union_role_and_state_page_by_page()
    {
        var id = await server.CreateActiveAsync("find.me", "qingshan", "Clerk");
        using var client = await server.SignInAsync("auditor");
        foreach (var filter in new[] { "search=FIND.me", $"search=find&organisationId={await server.UnionAsync("jinan")}&role=Clerk&active=true" })
            Assert.Equal(id, (string)Assert.Single((await client.GetFromJsonAsync<JsonObject>($"/api/v1/staff?{filter}"))!["items"]!.AsArray())!["id"]!);
        foreach (var filter in new[] { "search=find.me&role=Cashier", "search=find.me&active=false", $"search=find.me&organisationId={await server.UnionAsync("xinghe")}", "search=%25" })
            Assert.Equal(0, (int)(await client.GetFromJsonAsync<JsonObject>($"/api/v1/staff?{filter}"))!["totalCount"]!);
        Assert.Equal("422 unknown-choice role", await AidCalls.RefusalAsync(await client.GetAsync("/api/v1/staff?role=Boss")));
        Assert.Equal("422 page-size-out-of-range pageSize", await AidCalls.RefusalAsync(await client.GetAsync("/api/v1/staff?pageSize=500")));

        using var browser = await server.BrowserAsync("auditor");
        Assert.Contains("find.me", await browser.ReadPageAsync("/staff?search=find.me&state=Active"), StringComparison.Ordinal);
        Assert.Contains("没有找到工作人员", WebUtility.HtmlDecode(await browser.ReadPageAsync("/staff?search=nobody-has-this")), StringComparison.Ordinal);
        Assert.DoesNotContain("/staff/new", await browser.ReadPageAsync("/staff"), StringComparison.Ordinal);
    }

    private async Task<DateOnly> TodayAsync()
    {
        using var admin = await server.SignInAsync("admin");
        return AidWorkflows.Domain.Calendar.ChinaTime.DateOf((DateTimeOffset)(await admin.GetFromJsonAsync<JsonObject>("/api/v1/clock"))!["now"]!);
    }

    private static object Body(string call, string union) => call switch
    {
        "roles" => new { roles = new[] { "Reviewer" } },
        "move" => new { organisationId = union, roles = new[] { "Reviewer" } },
        "rename" => new { name = "张三" },
        _ => new { },
    };
}

public sealed class SqliteStaffPostTests(AidServer server) : StaffPostContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlStaffPostTests(PostgreSqlAidServer server) : StaffPostContract(server.Server), IClassFixture<PostgreSqlAidServer>;
