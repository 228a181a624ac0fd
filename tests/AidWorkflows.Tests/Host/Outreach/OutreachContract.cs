using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.Outreach;
using AidWorkflows.Domain.People;
using AidWorkflows.Tests.Host.HumanTasks;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Host.Outreach;

/// <summary>What unions do beyond their cases, and what people say about it.</summary>
public abstract class OutreachContract(AidServer server)
{
    [Fact]
    public async Task S090_a_named_person_is_responsible_at_each_union_and_shown_to_the_public()
    {
        var person = await PersonAsync("李秀兰");
        Assert.Equal("403 forbidden", await PutAsync("county1", "qingshan", new { person, phone = "0564-3312345" }));
        Assert.Equal("422 contact-not-of-union person", await PutAsync("admin", "xinghe", new { person, phone = "0564-3312345" }));
        Assert.Equal("422 contact-phone phone", await PutAsync("admin", "qingshan", new { person, phone = "call me" }));
        Assert.Equal("404 not-found", await PutAsync("admin", "nowhere", new { person, phone = "0564-3312345" }));
        Assert.Equal("200", await PutAsync("admin", "qingshan", new { person, phone = "0564-3312345" }));
        using var county = await server.SignInAsync("county1");
        var contacts = (await county.GetFromJsonAsync<JsonArray>("/api/v1/contacts"))!;
        Assert.Contains(contacts, row => (string)row!["code"]! == "qingshan" && (string?)row["person"] == "李秀兰");
        Assert.Contains(contacts, row => (string)row!["code"]! == "xinghe" && row["person"] is null);
        using var anybody = server.CreateClient();
        Assert.Contains("0564-3312345", await anybody.ReadPageAsync("/policy"), StringComparison.Ordinal);
    }

    /// <summary>S-091: screening with the number of persons found, and who helped with an application, once.</summary>
    [Fact]
    public async Task S091_screening_and_help_with_an_application_are_recorded()
    {
        Assert.Equal("201", await PostAsync("grassroots1", "outreach", new { kind = "screening", heldOn = "2026-01-05", topic = "困难企业摸排", reached = 40, found = 3 }));
        Assert.Equal("422 found-over-reached found", await PostAsync("grassroots1", "outreach", new { kind = "screening", heldOn = "2026-01-05", topic = "摸排", reached = 2, found = 3 }));
        Assert.Equal("403 forbidden", await PostAsync("cashier", "outreach", new { kind = "screening", heldOn = "2026-01-05", topic = "摸排", reached = 2 }));
        var number = await server.OpenCaseAsync(9801);
        Assert.Equal("403 forbidden", await PostAsync("county1", $"cases/{number}/assistance", new { manner = "at-home" }));
        Assert.Equal("422 field-required manner", await PostAsync("grassroots1", $"cases/{number}/assistance", new { }));
        Assert.Equal("201", await PostAsync("grassroots1", $"cases/{number}/assistance", new { manner = "at-home" }));
        Assert.Equal("409 assistance-exists case", await PostAsync("grassroots2", $"cases/{number}/assistance", new { manner = "at-home" }));
        using var county = await server.SignInAsync("county1");
        var list = (await county.GetFromJsonAsync<JsonObject>("/api/v1/outreach?kind=screening"))!;
        Assert.Equal((3, 1), ((int)list["items"]![0]!["found"]!, (int)list["assisted"]!));
    }

    [Fact]
    public async Task S093_trainings_are_recorded_with_day_topic_and_participants()
    {
        Assert.Equal("201", await PostAsync("county1", "outreach", new { kind = "training", heldOn = "2026-01-06", topic = "帮扶系统操作培训", reached = 25 }));
        Assert.Equal("422 validation-failed heldOn,topic,reached", await PostAsync("county1", "outreach", new { kind = "training", heldOn = "2999-01-01" }));
        using var city = await server.SignInAsync("city1");
        var list = (await city.GetFromJsonAsync<JsonObject>("/api/v1/outreach?kind=training"))!;
        Assert.Contains(list["items"]!.AsArray(), row => (string)row!["topic"]! == "帮扶系统操作培训" && (int)row["reached"]! == 25);
        using var other = await server.SignInAsync("grassroots1");
        Assert.DoesNotContain((await other.GetFromJsonAsync<JsonObject>("/api/v1/outreach?kind=training"))!["items"]!.AsArray(), row => (string)row!["topic"]! == "帮扶系统操作培训");
    }

    /// <summary>S-096: one code for a finished case, one answer for a code, and nothing in the answer that leads back.</summary>
    [Fact]
    public async Task S096_a_finished_case_answers_the_survey_once_and_without_a_name()
    {
        var number = await server.OpenCaseAsync(9802);
        Assert.Equal("409 survey-case-open case", await PostAsync("grassroots1", $"cases/{number}/survey-code", new { }));
        await server.DecideAsync("county2", number, "不同意");
        var lost = await CodeAsync(number);
        var code = await CodeAsync(number);
        Assert.Equal("422 survey-code-unknown code", await AnswerAsync(lost, 5));
        Assert.Equal("422 rating-range overall", await AnswerAsync(code, 6));
        Assert.Equal("204", await AnswerAsync(code.ToLowerInvariant().Replace('-', ' '), 5));
        Assert.Equal("409 survey-answered code", await AnswerAsync(code, 1));
        Assert.Equal("409 survey-answered code", await PostAsync("grassroots1", $"cases/{number}/survey-code", new { }));
        using var county = await server.SignInAsync("county1");
        var results = (await county.GetFromJsonAsync<JsonArray>("/api/v1/surveys"))!;
        Assert.Equal((1, 1, 5m), ((int)results[0]!["answers"]!, (int)results[0]!["satisfied"]!, (decimal)results[0]!["overall"]!));
        var columns = await server.InDatabaseAsync(db => Task.FromResult(db.Model.FindEntityType(typeof(SurveyAnswer))!.GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal).ToList()));
        Assert.Equal(["Attitude", "Id", "Month", "OrganisationId", "OrganisationPath", "Overall", "Speed"], columns);
        using var anybody = server.CreateClient();
        Assert.Contains("name=\"Code\"", await anybody.ReadPageAsync("/survey"), StringComparison.Ordinal);
    }

    /// <summary>S-097: the public page tells policy and procedure from the packs in force, and its views are counted.</summary>
    [Fact]
    public async Task S097_the_policy_page_is_public_tells_the_procedure_and_counts_its_views()
    {
        using var anybody = server.CreateClient();
        var page = await anybody.ReadPageAsync("/policy");
        Assert.Contains("先建档、后帮扶", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("总工", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        var before = await ViewsAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => anybody.ReadPageAsync("/policy")));
        Assert.Equal(before + 8, await ViewsAsync());
    }

    private Task<long> ViewsAsync() => server.InDatabaseAsync(db => db.Set<AidWorkflows.Data.Outreach.PolicyPageViews>().SumAsync(views => views.Views));

    private Task<Guid> PersonAsync(string name) => server.InDatabaseAsync(db => db.Set<StaffMember>().Where(person => person.Name == name).Select(person => person.Id).SingleAsync());

    private async Task<string> CodeAsync(string number)
    {
        using var client = await server.SignInAsync("grassroots1");
        using var answer = await client.PostAsJsonAsync($"/api/v1/cases/{number}/survey-code", new { });
        return (string)(await AidServer.ReadAsync(answer))["code"]!;
    }

    private async Task<string> AnswerAsync(string code, int overall)
    {
        using var anybody = server.CreateClient();
        using var answer = await anybody.PostAsJsonAsync("/api/v1/surveys", new { code, overall, speed = 4, attitude = 5 });
        return answer.IsSuccessStatusCode ? $"{(int)answer.StatusCode}" : await AidCalls.RefusalAsync(answer);
    }

    private Task<string> PutAsync(string userName, string union, object body) => SendAsync(userName, client => client.PutAsJsonAsync($"/api/v1/contacts/{union}", body));

    private Task<string> PostAsync(string userName, string what, object body) => SendAsync(userName, client => client.PostAsJsonAsync($"/api/v1/{what}", body));

    private async Task<string> SendAsync(string userName, Func<HttpClient, Task<HttpResponseMessage>> send)
    {
        using var client = await server.SignInAsync(userName);
        using var answer = await send(client);
        return answer.IsSuccessStatusCode ? $"{(int)answer.StatusCode}" : await AidCalls.RefusalAsync(answer);
    }
}

public sealed class SqliteOutreachTests(AidServer server) : OutreachContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlOutreachTests(PostgreSqlAidServer server) : OutreachContract(server.Server), IClassFixture<PostgreSqlAidServer>;
