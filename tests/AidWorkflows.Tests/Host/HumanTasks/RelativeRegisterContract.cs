using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.Visits;
using AidWorkflows.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using static AidWorkflows.Tests.Host.HumanTasks.StepWorkflow;

namespace AidWorkflows.Tests.Host.HumanTasks;

/// <summary>Q-15: the register of relatives itself, with the exclusion switched off, so that it alone is seen.</summary>
public abstract class RelativeRegisterContract
{
    private readonly AidServer server;

    protected RelativeRegisterContract(AidServer server)
    {
        this.server = server;
        server.Settings["Visits:ExcludeRelatives"] = "false";
    }

    [Fact]
    public async Task Q15_switched_off_a_declaration_keeps_nobody_out()
    {
        await server.DeclareAsync("county1", 9921);
        var record = new JsonObject { ["id"] = "record", ["type"] = "Aid.RecordVisit", ["version"] = 1 };
        foreach (var (name, value) in new[] { ("purpose", "county-review"), ("taskKey", "s-visit") })
            record[name] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
        var flow = await StartAsync(server, 9921, Step("s-visit", ("signRule", "two-person")), record);
        var task = await flow.TaskAsync("county1");

        Assert.Equal("200 open", await flow.PostAsync("county1", task, "claim"));
        Assert.Equal("200 open", await flow.CompleteAsync("county1", task));
        Assert.Equal("200 completed", await flow.CompleteAsync("county2", task));
        Assert.Equal("Finished", await flow.SubStatusAsync());
        var one = Guid.Parse(await flow.PersonAsync("county1"));
        Assert.Contains(await server.InDatabaseAsync(db => db.Set<Visit>().AsNoTracking().ToListAsync()), visit => visit.Visitors.Contains(one));
        using var browser = await server.BrowserAsync("county1");
        Assert.Contains("没有启用近亲属回避", WebUtility.HtmlDecode(await browser.ReadPageAsync("/relatives")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Q15_everybody_writes_for_themselves_and_reviewers_for_those_they_oversee()
    {
        var (clerk, colleague, above) = (await PersonAsync("grassroots1"), await PersonAsync("grassroots2"), await PersonAsync("city1"));
        await server.DeclareAsync("grassroots1", 9931);
        await server.DeclareAsync("grassroots1", 9932, clerk);
        await server.DeclareAsync("cashier", 9931);
        var byReviewer = await server.DeclareAsync("county1", 9933, colleague);
        await server.DeclareAsync("county1", 9934, await PersonAsync("county2"));

        Assert.Equal("403 forbidden personId", await DeclareAsync("grassroots1", colleague));
        Assert.Equal("403 forbidden personId", await DeclareAsync("cashier", clerk));
        Assert.Equal("403 forbidden personId", await DeclareAsync("county1", above));
        Assert.Equal("404 not-found personId", await DeclareAsync("county1", Guid.NewGuid().ToString()));
        Assert.Equal("403 forbidden", await DeclareAsync("auditor", null));
        Assert.Equal("403 forbidden", await DeclareAsync("admin", null));
        Assert.Equal("403 forbidden", await DeclareAsync("admin", clerk));

        Assert.Equal("404 not-found", await server.RemoveAsync("grassroots1", byReviewer));
        Assert.Equal("404 not-found", await server.RemoveAsync("cashier", byReviewer));
        Assert.Equal("403 forbidden", await server.RemoveAsync("auditor", byReviewer));
        Assert.Equal("403 forbidden", await server.RemoveAsync("admin", byReviewer));
        Assert.Equal("200", await server.RemoveAsync("city1", byReviewer));
    }

    [Fact]
    public async Task Q15_one_sees_ones_own_and_overseers_what_is_below_with_masks_only()
    {
        await server.DeclareAsync("grassroots1", 9941);
        await server.DeclareAsync("city1", 9942);
        var (low, high) = (Mask(9941), Mask(9942));

        foreach (var (userName, seesLow, seesHigh) in new[] { ("grassroots1", true, false), ("grassroots2", false, false), ("cashier", false, false), ("county2", true, false), ("city1", true, true), ("admin", true, true), ("auditor", true, true) })
        {
            var seen = (await server.RelativesAsync(userName)).Select(row => (string)row["idNumber"]!).ToList();
            Assert.True(seen.Contains(low) == seesLow && seen.Contains(high) == seesHigh, userName);
        }

        var row = (await server.RelativesAsync("auditor")).Single(entry => (string)entry["idNumber"]! == low);
        Assert.Equal("李秀兰 青山乡工会联合会 sibling 李秀兰", $"{row["staff"]!["name"]} {row["organisationName"]} {row["relation"]} {row["declaredBy"]!["name"]}");
        Assert.DoesNotContain(SyntheticPeople.IdNumber(9941), row.ToJsonString(), StringComparison.Ordinal);
        using var browser = await server.BrowserAsync("auditor");
        var page = await browser.ReadPageAsync("/relatives");
        Assert.Contains(low, page, StringComparison.Ordinal);
        Assert.DoesNotContain(SyntheticPeople.IdNumber(9941), page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"IdNumber\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Q15_a_removed_declaration_stays_with_its_reason_and_may_be_made_again()
    {
        var id = await server.DeclareAsync("county2", 9951);
        Assert.Equal("409 relative-known idNumber", await server.RelativeAsync("county2", "", new { relation = "child", idNumber = SyntheticPeople.IdNumber(9951).ToLowerInvariant() }));
        Assert.Equal("422 reason-required reason", await server.RemoveAsync("county2", id, " "));
        Assert.Equal("422 reason-too-long reason", await server.RemoveAsync("county2", id, new string('长', 501)));
        Assert.Equal("404 not-found", await server.RemoveAsync("county2", Guid.NewGuid().ToString()));

        Assert.Equal("200", await server.RemoveAsync("county1", id, "号码登记有误"));

        Assert.Equal("409 relative-removed", await server.RemoveAsync("county2", id));
        var row = (await server.RelativesAsync("auditor")).Single(entry => (string)entry["id"]! == id);
        Assert.Equal("王建华 号码登记有误", $"{row["removedBy"]!["name"]} {row["removedBecause"]}");
        Assert.NotNull(row["removedAt"]);
        await server.DeclareAsync("county2", 9951);
    }

    [Theory]
    [InlineData("{}", "422 field-required relation,idNumber")]
    [InlineData("""{"relation":"spouse","idNumber":" "}""", "422 field-required idNumber")]
    [InlineData("""{"relation":"spouse","idNumber":"123"}""", "422 id-number-length idNumber")]
    [InlineData("""{"relation":"spouse","idNumber":"110000199001011230"}""", "422 id-number-checksum idNumber")]
    [InlineData("""{"relation":"friend","idNumber":"110000199001011230"}""", "400 field-type relation")]
    [InlineData("""{"relation":"spouse","name":"x"}""", "400 unknown-field name")]
    public async Task Q15_a_bad_declaration_is_refused_with_its_fields(string body, string refusal)
    {
        using var client = await server.SignInAsync("cashier2");
        using var answer = await client.PostAsync("/api/v1/relatives", AidServer.Json(body));

        Assert.Equal(refusal, await AidCalls.RefusalAsync(answer));
        Assert.Empty(await server.RelativesAsync("cashier2"));
    }

    [Fact]
    public async Task Q15_the_number_is_nowhere_in_plain_text_in_the_database()
    {
        var number = SyntheticPeople.IdNumber(9961);
        using var client = await server.SignInAsync("county1");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/relatives") { Content = JsonContent.Create(new { relation = "parent", idNumber = number }) };
        request.Headers.Add("Idempotency-Key", "relative-9961");
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);

        var content = await DatabaseContent.TextAsync(server, _ => true);

        Assert.Contains($"|{Mask(9961)}|", content, StringComparison.Ordinal);
        foreach (var plain in new[] { number, number[6..14], Convert.ToHexString(Encoding.UTF8.GetBytes(number)) })
            Assert.DoesNotContain(content.Split('\n'), line => line.StartsWith("staff_relatives ", StringComparison.Ordinal) && line.Contains(plain, StringComparison.Ordinal));
        Assert.DoesNotContain(number, content, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(Encoding.UTF8.GetBytes(number)), content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Q15_two_declarations_of_one_relative_at_the_same_moment_are_one()
    {
        var body = new { relation = "spouse", idNumber = SyntheticPeople.IdNumber(9971) };
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.RelativeAsync("province1", "", body)));

        Assert.Equal(["201", "409 relative-known idNumber", "409 relative-known idNumber", "409 relative-known idNumber"], answers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Q15_the_page_declares_and_removes_and_says_what_is_wrong()
    {
        using var browser = await server.BrowserAsync("grassroots2");
        var empty = await browser.ReadPageAsync("/relatives");
        Assert.Contains("还没有登记近亲属", WebUtility.HtmlDecode(empty), StringComparison.Ordinal);
        using var wrong = await browser.PostFormAsync("/relatives", empty, ("Relation", ""), ("IdNumber", "123"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("身份证号应为 18 位，现为 3 位", WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync()), StringComparison.Ordinal);

        using var declared = await browser.PostFormAsync("/relatives", empty, ("Relation", "Spouse"), ("IdNumber", SyntheticPeople.IdNumber(9981)));
        Assert.Equal(HttpStatusCode.Redirect, declared.StatusCode);
        var id = (string)Assert.Single(await server.RelativesAsync("grassroots2"))["id"]!;
        var asked = await browser.ReadPageAsync($"/relatives?remove={id}");
        Assert.Contains(Mask(9981), asked, StringComparison.Ordinal);
        using var unknown = await browser.GetAsync($"/relatives?remove={Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var without = await browser.PostFormAsync("/relatives?handler=Remove", asked, ("remove", id), ("Reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        Assert.Contains("请写明理由", WebUtility.HtmlDecode(await without.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var removed = await browser.PostFormAsync("/relatives?handler=Remove", asked, ("remove", id), ("Reason", "已离婚"));
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.Contains("已离婚", WebUtility.HtmlDecode(await browser.ReadPageAsync("/relatives")), StringComparison.Ordinal);
    }

    private static string Mask(int seed) => SyntheticPeople.IdNumber(seed) is var number ? $"{number[..3]}***********{number[^4..]}" : "";

    private Task<string> DeclareAsync(string userName, string? personId) =>
        server.RelativeAsync(userName, "", new { personId, relation = "spouse", idNumber = SyntheticPeople.IdNumber(9939) });

    private async Task<string> PersonAsync(string userName)
    {
        using var client = await server.SignInAsync(userName);
        return (string)(await client.GetFromJsonAsync<JsonObject>("/api/v1/me"))!["personId"]!;
    }
}

public sealed class SqliteRelativeRegisterTests(AidServer server) : RelativeRegisterContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlRelativeRegisterTests(PostgreSqlAidServer server) : RelativeRegisterContract(server.Server), IClassFixture<PostgreSqlAidServer>;
