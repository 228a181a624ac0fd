using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Tests.Host.HumanTasks;
using AidWorkflows.Tests.Host.Procedure;
using Microsoft.EntityFrameworkCore;
using static AidWorkflows.Tests.Host.HumanTasks.StepWorkflow;

namespace AidWorkflows.Tests.Host.Visits;

/// <summary>Visits as workflows record them, doubts, quotas and samples.</summary>
public abstract class VisitContract(AidServer server)
{
    private const string Form =
        """{"type":"object","properties":{"visitedOn":{"type":"string"},"housing":{"type":"string"},"incomeSeen":{"type":"number"},"causeConfirmed":{"type":"boolean"},"peopleMet":{"type":"string"},"conclusion":{"type":"string","enum":["符合","不符合","存疑"]},"note":{"type":"string"}},"required":["conclusion"]}""";

    [Fact]
    public async Task S043_S044_two_signatures_and_the_form_make_a_visit()
    {
        var flow = await StartAsync(server, 9801, Step("s-visit", ("level", "grassroots"), ("role", "Clerk"), ("signRule", "two-person"), ("form", Form)), Record("first-review"));
        object form = new { visitedOn = "2026-03-02", housing = "两间平房", incomeSeen = 12000.5, causeConfirmed = true, peopleMet = "本人及配偶", conclusion = "符合", note = "属实" };
        var task = await flow.TaskAsync("grassroots1");

        Assert.Equal("200 open", await flow.CompleteAsync("grassroots1", task, "yes", form));
        Assert.Equal("200 completed", await flow.CompleteAsync("grassroots2", task, "yes", form));

        var visit = Assert.Single((await server.CaseAsync(flow.CaseNumber))["visits"]!.AsArray())!;
        Assert.Equal("first-review 2026-03-02", $"{visit["purpose"]} {visit["visitedOn"]}");
        Assert.Equal(["李秀兰", "赵国庆"], visit["visitors"]!.AsArray().Select(name => (string)name!));
        var findings = visit["findings"]!;
        Assert.Equal("eligible 两间平房 12000.5 true 本人及配偶 属实", $"{findings["conclusion"]} {findings["housing"]} {findings["incomeSeen"]} {findings["causeConfirmed"]} {findings["peopleMet"]} {findings["note"]}");
        Assert.Equal("Finished", await flow.SubStatusAsync());
    }

    [Fact]
    public async Task S043_one_signature_is_an_incident_and_no_visit()
    {
        var flow = await StartAsync(server, 9802, Step("s-visit", ("level", "grassroots"), ("role", "Clerk")), Record("first-review"));

        await flow.CompleteAsync("grassroots1", await flow.TaskAsync("grassroots1"));

        Assert.Equal(["AW3112"], await IncidentsAsync(flow));
        Assert.Empty((await server.CaseAsync(flow.CaseNumber))["visits"]!.AsArray());
    }

    [Fact]
    public async Task S084_an_exit_visit_needs_two_as_well_and_a_refusal_finds_the_household_still_in_hardship()
    {
        var flow = await StartAsync(server, 9803, Step("s-visit", ("level", "grassroots"), ("role", "Clerk"), ("signRule", "two-person")), Record("exit"));
        var task = await flow.TaskAsync("grassroots1");
        await flow.CompleteAsync("grassroots1", task, "no");
        await flow.CompleteAsync("grassroots2", task, "no");

        var visit = Assert.Single((await server.CaseAsync(flow.CaseNumber))["visits"]!.AsArray())!;
        Assert.Equal("exit still-in-hardship", $"{visit["purpose"]} {visit["findings"]!["conclusion"]}");
    }

    [Fact]
    public async Task Q15_the_registrar_can_be_kept_from_visiting()
    {
        var record = Record("first-review");
        record["excludedPersons"] = Input("Object", """["registrar"]""");
        var flow = await StartAsync(server, 9804, Step("s-visit", ("level", "grassroots"), ("role", "Clerk"), ("signRule", "two-person")), record);
        var task = await flow.TaskAsync("grassroots1");
        await flow.CompleteAsync("grassroots1", task);
        await flow.CompleteAsync("grassroots2", task);

        Assert.Equal(["AW3112"], await IncidentsAsync(flow));
    }

    [Fact]
    public async Task A_visit_without_its_task_is_an_incident()
    {
        var flow = await StartAsync(server, 9805, Record("first-review"));

        Assert.Equal(["AW3111"], await IncidentsAsync(flow));
    }

    [Fact]
    public async Task Q17_a_doubt_is_flagged_once_and_cleared_by_the_county_with_a_reason()
    {
        var flow = await StartAsync(server, 9811, Flag("missing-evidence"), Flag("missing-evidence"), Step("s-next"));
        var doubt = Assert.Single((await server.CaseAsync(flow.CaseNumber))["doubts"]!.AsArray())!;
        using var clerk = await server.SignInAsync("grassroots1");
        using var county = await server.SignInAsync("county1");
        var address = $"/api/v1/cases/{flow.CaseNumber}/doubts/{doubt["id"]}/clear";

        Assert.Equal("403 forbidden", await AidCalls.RefusalAsync(await clerk.PostAsJsonAsync(address, new { reason = "已补齐" })));
        Assert.Equal("422 field-required reason", await AidCalls.RefusalAsync(await county.PostAsJsonAsync(address, new { reason = " " })));
        (await county.PostAsJsonAsync(address, new { reason = "已补齐" })).EnsureSuccessStatusCode();
        Assert.Equal("409 doubt-cleared", await AidCalls.RefusalAsync(await county.PostAsJsonAsync(address, new { reason = "再次" })));

        var after = await server.CaseAsync(flow.CaseNumber);
        Assert.Equal("已补齐", (string?)Assert.Single(after["doubts"]!.AsArray())!["clearedBecause"]);
        Assert.Equal(["doubt-flagged", "doubt-cleared"], after["events"]!.AsArray().Select(line => (string)line!["code"]!).Where(code => code.StartsWith("doubt", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_complaint_is_raised_by_hand()
    {
        var number = await server.OpenCaseAsync(9812);
        using var clerk = await server.SignInAsync("grassroots1");

        (await clerk.PostAsJsonAsync($"/api/v1/cases/{number}/doubts", new { reason = "complaint", note = "来信举报" })).EnsureSuccessStatusCode();

        Assert.Equal("complaint 来信举报 李秀兰", Assert.Single((await server.CaseAsync(number))["doubts"]!.AsArray()) is { } doubt ? $"{doubt["reason"]} {doubt["note"]} {doubt["raisedBy"]}" : "");
    }

    /// <summary>One walk, because all figures are of the same county.</summary>
    [Fact]
    public async Task S048_S049_the_quota_is_live_gates_and_is_filled_by_lot()
    {
        var before = await QuotaAsync();
        var doubtful = await OfCaseAsync(server, await ApplyAsync(9821), Flag("complaint"), Visit(), Record("county-review"), Gate());
        var unvisited = await OfCaseAsync(server, await ApplyAsync(9822), Step("s-review"));

        var open = await QuotaAsync();
        Assert.Equal(Count(before, "new") + 2, Count(open, "new"));
        Assert.Equal(Count(before, "doubtful") + 1, Count(open, "doubtful"));
        Assert.Equal((Count(open, "new") + 1) / 2, Count(open, "newNeeded"));
        Assert.Equal(Count(open, "doubtful"), Count(open, "doubtfulNeeded"));
        Assert.Contains(open["toVisit"]!.AsArray(), file => (string)file!["caseNumber"]! == doubtful.CaseNumber && (bool)file["isDoubtful"]!);

        await SampleAsync(unvisited.CaseNumber, doubtful.CaseNumber);

        var task = await doubtful.TaskAsync("county1");
        await doubtful.CompleteAsync("county1", task);
        await doubtful.CompleteAsync("county2", task);
        var visited = await QuotaAsync();
        Assert.Equal(Count(open, "newVisited") + 1, Count(visited, "newVisited"));
        Assert.Equal(Count(open, "doubtfulVisited") + 1, Count(visited, "doubtfulVisited"));
        Assert.DoesNotContain(visited["toVisit"]!.AsArray(), file => (string)file!["caseNumber"]! == doubtful.CaseNumber);
        Assert.Equal("Finished", await doubtful.SubStatusAsync());
    }

    /// <summary>The county's share is of visits before a file is opened; what later procedures visit is not counted.</summary>
    [Theory]
    [InlineData("recheck", 9841)]
    [InlineData("exit", 9842)]
    [InlineData("re-examination", 9843)]
    public async Task S049_visits_of_rechecks_exits_and_re_examinations_fill_no_quota(string purpose, int seed)
    {
        var flow = await OfCaseAsync(server, await ApplyAsync(seed), Flag("complaint"), Visit(), Record(purpose), Step("s-after"));
        var before = await QuotaAsync();
        var task = await flow.TaskAsync("county1");
        await flow.CompleteAsync("county1", task);
        await flow.CompleteAsync("county2", task);

        Assert.Equal([purpose], (await server.CaseAsync(flow.CaseNumber))["visits"]!.AsArray().Select(visit => (string)visit!["purpose"]!));
        var after = await QuotaAsync();
        Assert.Equal(before["counts"]!.ToJsonString(), after["counts"]!.ToJsonString());
        Assert.Contains(after["toVisit"]!.AsArray(), file => (string)file!["caseNumber"]! == flow.CaseNumber);
    }

    [Fact]
    public async Task S048_the_gate_sends_an_unvisited_doubtful_case_to_the_county()
    {
        var gate = Gate();
        var flow = await StartAsync(server, 9831, Flag("complaint"), gate, Step("s-after"));

        var outputs = await server.InDatabaseAsync(db => db.Journal.Where(line => line.InstanceId == flow.InstanceId).Select(line => line.Data).ToListAsync());
        Assert.Contains(outputs, data => data?.Contains("\"Doubtful\":true", StringComparison.Ordinal) == true && data.Contains("\"CanStillBeMet\":false", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cashier", 403)]
    [InlineData("auditor", 200)]
    [InlineData("grassroots1", 200)]
    [InlineData("admin", 200)]
    public async Task Who_may_see_the_quota(string userName, int status)
    {
        using var client = await server.SignInAsync(userName);

        Assert.Equal(status, (int)(await client.GetAsync("/api/v1/visits/quota")).StatusCode);
    }

    [Fact]
    public async Task A_year_outside_of_time_and_an_unknown_county_are_refused()
    {
        using var client = await server.SignInAsync("auditor");

        Assert.Equal("422 visit-year year", await AidCalls.RefusalAsync(await client.GetAsync("/api/v1/visits/quota?year=1")));
        Assert.Equal("404 not-found", await AidCalls.RefusalAsync(await client.GetAsync("/api/v1/visits/quota?county=nowhere")));
    }

    /// <summary>Of somebody without an archive, so that the case opens a file.</summary>
    private async Task<string> ApplyAsync(int seed) => (await ProcedureWalk.ApplyAsync(server, AidCalls.Application(seed))).CaseNumber;

    private async Task SampleAsync(string candidate, string doubtful)
    {
        using var county = await server.SignInAsync("county1");
        using var auditor = await server.SignInAsync("auditor");
        using var clerk = await server.SignInAsync("grassroots1");
        Assert.Equal("403 forbidden", await AidCalls.RefusalAsync(await clerk.PostAsJsonAsync("/api/v1/visits/samples", new { count = 1 })));
        Assert.Equal(403, (int)(await auditor.PostAsJsonAsync("/api/v1/visits/samples", new { count = 1 })).StatusCode);
        Assert.Equal("422 sample-count count", await AidCalls.RefusalAsync(await county.PostAsJsonAsync("/api/v1/visits/samples", new { count = 100_000 })));

        using var drawn = await county.PostAsJsonAsync("/api/v1/visits/samples", new { count = 1 });

        var sample = await AidServer.ReadAsync(drawn);
        Assert.Equal(32, ((string)sample["seed"]!).Length);
        var candidates = sample["candidates"]!.AsArray().Select(number => (string)number!).ToList();
        Assert.Contains(candidate, candidates);
        Assert.DoesNotContain(doubtful, candidates);
        var again = (await auditor.GetFromJsonAsync<JsonObject>($"/api/v1/visits/samples/{sample["id"]}/draw-again"))!;
        Assert.True((bool)again["isSame"]!);
        Assert.Equal(sample["drawn"]!.ToJsonString(), again["drawn"]!.ToJsonString());
        Assert.Equal((string?)sample["candidatesHash"], (string?)again["candidatesHash"]);
    }

    private async Task<JsonObject> QuotaAsync()
    {
        using var county = await server.SignInAsync("county1");
        return (await county.GetFromJsonAsync<JsonObject>("/api/v1/visits/quota"))!;
    }

    private Task<List<string>> IncidentsAsync(StepWorkflow flow) => server.InDatabaseAsync(db => db.Incidents.Where(incident => incident.InstanceId == flow.InstanceId).Select(incident => incident.Code).ToListAsync());

    private static int Count(JsonObject plan, string name) => (int)plan["counts"]![name]!;

    private static JsonObject Visit() => Step("s-visit", ("signRule", "two-person"));

    private static JsonObject Record(string purpose) => Activity("record", "Aid.RecordVisit", ("purpose", purpose), ("taskKey", "s-visit"));

    private static JsonObject Flag(string reason) => Activity("flag" + Guid.NewGuid().ToString("N"), "Aid.FlagDoubt", ("reason", reason));

    private static JsonObject Gate() => Activity("gate", "Aid.VisitQuota");

    private static JsonObject Activity(string id, string type, params (string Name, string Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in inputs)
            activity[name] = Input("Literal", value);
        return activity;
    }

    private static JsonObject Input(string type, string value) => new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };
}

public sealed class SqliteVisitTests(AidServer server) : VisitContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlVisitTests(PostgreSqlAidServer server) : VisitContract(server.Server), IClassFixture<PostgreSqlAidServer>;
