using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Tests.Host.HumanTasks;
using AidWorkflows.Tests.Host.Staff;

namespace AidWorkflows.Tests.Host.Organisations;

/// <summary>The tree of unions.</summary>
public abstract class UnionContract(AidServer server)
{
    [Fact]
    public async Task A_union_is_added_renamed_closed_and_reopened_and_all_of_it_is_in_its_history()
    {
        var id = await server.AddUnionAsync("jinan", "dongshan");
        Assert.Equal("200", await server.AsAdminAsync($"organisations/{id}/rename", new { name = "东山街道总工会" }));
        Assert.Equal("200", await server.AsAdminAsync($"organisations/{id}/close"));
        Assert.Equal("409 union-closed", await server.AsAdminAsync($"organisations/{id}/close"));
        Assert.Equal("409 union-closed organisationId", await server.AsAdminAsync("staff", await server.NewStaffAsync("too.late", "dongshan", "Clerk")));
        Assert.Equal("200", await server.AsAdminAsync($"organisations/{id}/reopen"));
        Assert.Equal("409 union-open", await server.AsAdminAsync($"organisations/{id}/reopen"));

        using var auditor = await server.SignInAsync("auditor");
        var read = (await auditor.GetFromJsonAsync<JsonObject>($"/api/v1/organisations/{id}"))!;
        Assert.Equal("dongshan 东山街道总工会 grassroots /china/anhui/luan/jinan/dongshan/", $"{read["organisation"]!["code"]} {read["organisation"]!["name"]} {read["organisation"]!["level"]} {read["organisation"]!["path"]}");
        Assert.Equal("reopened closed renamed added", string.Join(' ', read["history"]!.AsArray().Select(line => (string)line!["kind"]!)));
        Assert.Equal("周明远 dongshan工会 东山街道总工会", $"{read["history"]![2]!["by"]!["name"]} {read["history"]![2]!["nameBefore"]} {read["history"]![2]!["nameAfter"]}");
        using var browser = await server.BrowserAsync("auditor");
        Assert.Contains("由“dongshan工会”更名为“东山街道总工会”", WebUtility.HtmlDecode(await browser.ReadPageAsync("/organisations")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tree_counts_active_people_and_open_unions_below()
    {
        var id = await server.AddUnionAsync("jinan", "counted", "grassroots");
        var person = await server.CreateActiveAsync("counted.one", "counted", "Clerk");
        await server.CreateAsync("counted.two", "counted", "Clerk");
        Assert.Equal("200", await server.AsAdminAsync($"staff/{person}/deactivate"));
        using var client = await server.SignInAsync("auditor");
        var before = await RowAsync(client, "jinan");
        Assert.Equal(1, (int)(await RowAsync(client, "counted"))["people"]!);
        var gone = await server.AddUnionAsync("jinan", "short-lived");
        Assert.Equal("200", await server.AsAdminAsync($"organisations/{gone}/close"));
        Assert.Equal((int)before["unionsBelow"]!, (int)(await RowAsync(client, "jinan"))["unionsBelow"]!);
        Assert.Equal("409 union-has-people", await server.AsAdminAsync($"organisations/{id}/close"));
        var paths = (await client.GetFromJsonAsync<JsonObject>("/api/v1/organisations?pageSize=200"))!["items"]!.AsArray().Select(row => (string)row!["path"]!).ToList();
        Assert.Equal(paths.Order(StringComparer.Ordinal), paths);
    }

    [Fact]
    public async Task What_still_needs_a_union_keeps_it_open_and_says_so()
    {
        Assert.Equal("409 union-has-unions", await server.AsAdminAsync($"organisations/{await server.UnionAsync("jinan")}/close"));
        Assert.Equal("409 union-own", await server.AsAdminAsync($"organisations/{await server.UnionAsync("china")}/close"));

        // An archive and a case of Qingshan; its task is the county's.
        var caseNumber = await server.OpenCaseAsync(8801);
        Assert.StartsWith("409 union-has-cases", await server.AsAdminAsync($"organisations/{await server.UnionAsync("qingshan")}/close"), StringComparison.Ordinal);
        await server.DecideAsync("county1", caseNumber);
        Assert.StartsWith("409 union-has-", await server.AsAdminAsync($"organisations/{await server.UnionAsync("qingshan")}/close"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_union_is_not_offered_and_takes_no_archive()
    {
        var id = await server.AddUnionAsync("jinan", "closing");
        using var county = await server.BrowserAsync("county1");
        Assert.Contains("closing工会", WebUtility.HtmlDecode(await county.ReadPageAsync("/archives/enter")), StringComparison.Ordinal);
        Assert.Equal("200", await server.AsAdminAsync($"organisations/{id}/close"));

        Assert.DoesNotContain("closing工会", WebUtility.HtmlDecode(await county.ReadPageAsync("/archives/enter")), StringComparison.Ordinal);
        using var admin = await server.BrowserAsync("admin");
        foreach (var page in new[] { "/staff/new", $"/staff/{await server.PersonOfAsync("grassroots1")}", "/staff", "/outreach" })
            Assert.DoesNotContain("closing工会", WebUtility.HtmlDecode(await admin.ReadPageAsync(page)), StringComparison.Ordinal);
        Assert.Contains("closing工会", WebUtility.HtmlDecode(await admin.ReadPageAsync("/organisations?search=closing")), StringComparison.Ordinal);
        using var client = await server.SignInAsync("county1");
        using var entered = await client.PostAsJsonAsync("/api/v1/archives", new { paperNumber = "P-1", organisation = "closing" });
        Assert.Contains("organisation", await AidCalls.RefusalAsync(entered), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{}""", "422 field-required code,name,level,parentId")]
    [InlineData("""{"parentId":"{jinan}","code":"a/b","name":"某工会","level":"grassroots"}""", "422 union-code-characters code")]
    [InlineData("""{"parentId":"{jinan}","code":"somewhere","name":" ","level":"grassroots"}""", "422 field-required name")]
    [InlineData("""{"parentId":"{jinan}","code":"somewhere","name":"某工会","level":"county"}""", "422 union-level level")]
    [InlineData("""{"parentId":"{jinan}","code":"somewhere","name":"某工会","level":"village"}""", "400 field-type level")]
    [InlineData("""{"parentId":"00000000-0000-0000-0000-000000000001","code":"somewhere","name":"某工会","level":"grassroots"}""", "404 not-found parentId")]
    [InlineData("""{"parentId":"{luan}","code":"qingshan","name":"某工会","level":"county"}""", "409 union-code-taken code")]
    public async Task A_bad_union_is_refused_with_its_fields(string body, string refusal)
    {
        using var admin = await server.SignInAsync("admin");
        var filled = body.Replace("{jinan}", await server.UnionAsync("jinan"), StringComparison.Ordinal).Replace("{luan}", await server.UnionAsync("luan"), StringComparison.Ordinal);
        using var answer = await admin.PostAsync("/api/v1/organisations", AidServer.Json(filled));

        Assert.Equal(refusal, await AidCalls.RefusalAsync(answer));
        Assert.Empty((await admin.GetFromJsonAsync<JsonObject>("/api/v1/organisations?search=somewhere"))!["items"]!.AsArray());
    }

    [Fact]
    public async Task Two_requests_for_one_code_at_the_same_moment_make_one_union()
    {
        using var admin = await server.SignInAsync("admin");
        var (one, other) = (await server.UnionAsync("jinan"), await server.UnionAsync("luan"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => admin.SendAsync("organisations", new { parentId = i % 2 == 0 ? one : other, code = "contested", name = "争抢工会", level = "grassroots" })));

        Assert.Equal(["201", "409 union-code-taken code", "409 union-code-taken code", "409 union-code-taken code"], answers.Order(StringComparer.Ordinal));
    }

    /// <summary>Whichever comes first: there is never somebody in a closed union.</summary>
    [Fact]
    public async Task A_union_that_is_closed_while_somebody_is_put_into_it_is_closed_or_has_the_person()
    {
        for (var round = 0; round < 4; round++)
        {
            var id = await server.AddUnionAsync("jinan", $"raced{round}");
            var person = await server.NewStaffAsync($"racer{round}", $"raced{round}", "Clerk");
            using var admin = await server.SignInAsync("admin");

            var answers = await Task.WhenAll(admin.SendAsync($"organisations/{id}/close"), admin.SendAsync("staff", person));

            Assert.Contains($"{answers[0]} | {answers[1]}", (string[])["200 | 409 union-closed organisationId", "409 union-has-people | 201"]);
        }
    }

    [Fact]
    public async Task Outside_the_own_tree_there_is_nothing()
    {
        await server.CreateActiveAsync("tree.admin", "jinan", "Administrator");
        using var admin = (await server.LogInAsync("tree.admin"))!;
        var above = await server.UnionAsync("luan");

        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/api/v1/organisations/{above}")).StatusCode);
        foreach (var call in new[] { "rename", "close", "reopen" })
            Assert.Equal("404 not-found", await admin.SendAsync($"organisations/{above}/{call}", call == "rename" ? new { name = "新名" } : (object)new { }));
        Assert.Equal("404 not-found parentId", await admin.SendAsync("organisations", new { parentId = above, code = "elsewhere", name = "外面的工会", level = "county" }));
        Assert.Equal("409 union-own", await admin.SendAsync($"organisations/{await server.UnionAsync("jinan")}/close"));
        Assert.Equal("200", await admin.SendAsync($"organisations/{await server.UnionAsync("jinan")}/rename", new { name = "金安区总工会" }));
        var list = (await admin.GetFromJsonAsync<JsonObject>("/api/v1/organisations?pageSize=200"))!["items"]!.AsArray();
        Assert.All(list, row => Assert.StartsWith("/china/anhui/luan/jinan/", (string)row!["path"]!, StringComparison.Ordinal));
        using var browser = await server.BrowserAsync("tree.admin", StaffCalls.Chosen);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/organisations/{above}")).StatusCode);
        Assert.DoesNotContain("六安市总工会", WebUtility.HtmlDecode(await browser.ReadPageAsync("/organisations")), StringComparison.Ordinal);
    }

    private static async Task<JsonObject> RowAsync(HttpClient client, string code) =>
        (await client.GetFromJsonAsync<JsonObject>($"/api/v1/organisations?search={code}"))!["items"]!.AsArray().Single(row => (string)row!["code"]! == code)!.AsObject();
}

public sealed class SqliteUnionTests(AidServer server) : UnionContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlUnionTests(PostgreSqlAidServer server) : UnionContract(server.Server), IClassFixture<PostgreSqlAidServer>;
