using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Tests.Host.HumanTasks;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Host.Registers;

/// <summary>S-050, S-051: a case compared with registers, by the workflow and by a clerk.</summary>
public abstract class ComparisonContract(AidServer server)
{
    [Fact]
    public async Task S050_the_workflow_compares_and_a_mismatch_makes_the_case_doubtful()
    {
        await server.ImportAsync("county1", "vehicles", $"身份证号,姓名,车辆数\n{RegisterCalls.Row(9701, "1")}\n");

        var flow = await StepWorkflow.StartAsync(server, 9701, Compare("vehicles"), StepWorkflow.Step("s-next"));

        var found = await server.CaseAsync(flow.CaseNumber);
        var comparison = Assert.Single(found["comparisons"]!.AsArray())!;
        Assert.Equal("mismatch", (string?)comparison["result"]);
        var line = Assert.Single(comparison["lines"]!.AsArray())!;
        Assert.Equal("vehicles mismatch no 1 found-undeclared", $"{line["register"]} {line["result"]} {line["declared"]} {line["found"]} {line["reason"]}");
        Assert.Single(line["extractIds"]!.AsArray());
        Assert.Equal("comparison-mismatch", (string?)Assert.Single(found["doubts"]!.AsArray())!["reason"]);
        var events = found["events"]!.AsArray().Select(entry => (string)entry!["code"]!).ToList();
        Assert.Contains("registers-compared", events);
        Assert.Contains("doubt-flagged", events);
        Assert.Equal("Suspended", await flow.SubStatusAsync());
    }

    [Fact]
    public async Task S051_a_register_that_has_not_answered_never_makes_a_match()
    {
        await server.ImportAsync("county1", "vehicles", $"身份证号,姓名,车辆数\n{RegisterCalls.Row(9712, "0")}\n");

        Assert.Equal("no-data", (string?)(await CompareAsync("grassroots1", await server.OpenCaseAsync(9711), "vehicles"))["result"]);
        var number = await server.OpenCaseAsync(9712);
        Assert.Equal("match", (string?)(await CompareAsync("grassroots1", number, "vehicles"))["result"]);
        Assert.Equal("no-data", (string?)(await CompareAsync("grassroots1", number, "vehicles", "tax-records"))["result"]);
        Assert.Equal([2, 1], (await server.CaseAsync(number))["comparisons"]!.AsArray().Select(comparison => (int)comparison!["number"]!));
    }

    [Fact]
    public async Task A_complete_list_without_the_household_is_an_answer()
    {
        var number = await server.OpenCaseAsync(9721);
        Assert.Equal("no-data", (string?)(await CompareAsync("county1", number, "business-licences"))["result"]);

        await server.ImportAsync("county1", "business-licences", $"身份证号,姓名,营业执照数\n{RegisterCalls.Row(9729, "1")}\n", isComplete: true);

        Assert.Equal("match", (string?)(await CompareAsync("county1", number, "business-licences"))["result"]);
    }

    [Fact]
    public async Task A_clerk_enters_an_answer_for_one_case_only()
    {
        var number = await server.OpenCaseAsync(9731);
        using var clerk = await server.SignInAsync("grassroots1");
        object entry = new { register = "social-insurance", facts = new { annualWage = "12000.01" }, asOf = RegisterCalls.Today, source = "社保函〔2026〕1号" };

        (await clerk.PostAsJsonAsync($"/api/v1/cases/{number}/register-answers", entry)).EnsureSuccessStatusCode();

        var comparison = await CompareAsync("grassroots1", number, "social-insurance");
        Assert.Equal("doubtful income-within-tolerance 12000.00 12000.01", Line(comparison));
        Assert.Contains((await server.CaseAsync(number))["events"]!.AsArray(), line => (string)line!["code"]! == "register-answer-entered");
        Assert.Equal("422 validation-failed register,asOf,source", await AidCalls.RefusalAsync(await clerk.PostAsJsonAsync($"/api/v1/cases/{number}/register-answers", new { asOf = "2999-01-01" })));
        Assert.Equal(
            "422 register-amount facts.annualWage", await AidCalls.RefusalAsync(await clerk.PostAsJsonAsync(
                $"/api/v1/cases/{number}/register-answers", new { register = "social-insurance", facts = new { annualWage = "12.345" }, asOf = RegisterCalls.Today, source = "函" })));
    }

    [Fact]
    public async Task S041_without_the_authorisation_nothing_is_compared()
    {
        var number = await server.OpenCaseAsync(9741);
        using var clerk = await server.SignInAsync("grassroots1");
        (await clerk.PostAsync($"/api/v1/cases/{number}/consent/withdraw", null)).EnsureSuccessStatusCode();

        Assert.Equal("409 consent-missing", await AidCalls.RefusalAsync(await clerk.PostAsJsonAsync($"/api/v1/cases/{number}/comparisons", new { registers = new[] { "vehicles" } })));

        Assert.Empty((await server.CaseAsync(number))["comparisons"]!.AsArray());
        Assert.Contains((await server.CaseAsync(number))["events"]!.AsArray(), line => (string)line!["code"]! == "consent-withdrawn");
    }

    [Fact]
    public async Task A_comparison_without_registers_is_refused()
    {
        var number = await server.OpenCaseAsync(9751);
        using var clerk = await server.SignInAsync("grassroots1");

        Assert.Equal("422 registers-missing registers", await AidCalls.RefusalAsync(await clerk.PostAsJsonAsync($"/api/v1/cases/{number}/comparisons", new { registers = Array.Empty<string>() })));
    }

    [Fact]
    public async Task Another_union_neither_compares_the_case_nor_lends_it_its_extracts()
    {
        var number = await server.OpenCaseAsync(9761);
        await MoveAsync("赵国庆", "xinghe");
        try
        {
            await server.ImportAsync("grassroots2", "vehicles", $"身份证号,姓名,车辆数\n{RegisterCalls.Row(9761, "1")}\n");
            using var stranger = await server.SignInAsync("grassroots2");

            Assert.Equal("404 not-found", await AidCalls.RefusalAsync(await stranger.PostAsJsonAsync($"/api/v1/cases/{number}/comparisons", new { registers = new[] { "vehicles" } })));
            Assert.Equal("no-data", (string?)(await CompareAsync("county1", number, "vehicles"))["result"]);
        }
        finally
        {
            await MoveAsync("赵国庆", "qingshan");
        }
    }

    [Theory]
    [InlineData("auditor", 403)]
    [InlineData("province1", 403)]
    public async Task Who_only_reads_does_not_compare(string userName, int status)
    {
        using var client = await server.SignInAsync(userName);

        Assert.Equal(status, (int)(await client.PostAsJsonAsync("/api/v1/cases/AW-2026-000001/comparisons", new { registers = new[] { "vehicles" } })).StatusCode);
    }

    [Fact]
    public async Task Q17_a_shared_bank_account_and_a_person_in_two_open_cases_are_flagged_at_intake()
    {
        var member = AidCalls.Application(9779)["applicant"]!;
        var first = await ApplyAsync(AidCalls.Application(9771), member);
        var second = AidCalls.Application(9772);
        second["applicant"]!["bank"]!["accountNumber"] = (string)AidCalls.Application(9771)["applicant"]!["bank"]!["accountNumber"]!;

        var number = await ApplyAsync(second, member);

        Assert.Empty((await server.CaseAsync(first))["doubts"]!.AsArray());
        Assert.Equal(["duplicate-id", "shared-bank-account"], (await server.CaseAsync(number))["doubts"]!.AsArray().Select(doubt => (string)doubt!["reason"]!).Order());
    }

    private async Task<string> ApplyAsync(JsonObject application, JsonNode member)
    {
        application["household"]!["members"]!.AsArray().Add(new JsonObject { ["name"] = (string)member["name"]!, ["idNumber"] = (string)member["idNumber"]!, ["relation"] = "parent" });
        using var clerk = await server.SignInAsync("grassroots1");
        using var opened = await clerk.PostAsJsonAsync("/api/v1/applications", application);
        var body = await AidServer.ReadAsync(opened);
        Assert.True(opened.IsSuccessStatusCode, body.ToJsonString());
        return (string)body["caseNumber"]!;
    }

    private async Task<JsonObject> CompareAsync(string userName, string caseNumber, params string[] registers)
    {
        using var client = await server.SignInAsync(userName);
        using var answer = await client.PostAsJsonAsync($"/api/v1/cases/{caseNumber}/comparisons", new { registers });
        var body = await AidServer.ReadAsync(answer);
        Assert.True(answer.IsSuccessStatusCode, body.ToJsonString());
        return body;
    }

    private Task<int> MoveAsync(string person, string organisation) => server.InDatabaseAsync(async db =>
    {
        var target = await db.Set<Organisation>().SingleAsync(candidate => candidate.Code == organisation);
        return await db.Set<StaffMember>().Where(candidate => candidate.Name == person).ExecuteUpdateAsync(row => row.SetProperty(candidate => candidate.OrganisationId, target.Id));
    });

    private static string Line(JsonObject comparison)
    {
        var line = Assert.Single(comparison["lines"]!.AsArray())!;
        return $"{line["result"]} {line["reason"]} {line["declared"]} {line["found"]}";
    }

    private static JsonObject Compare(params string[] registers) => new()
    {
        ["id"] = "compare",
        ["type"] = "Aid.CompareRegisters",
        ["version"] = 1,
        ["registers"] = new JsonObject
        {
            ["typeName"] = "String[]",
            ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = new JsonArray([.. registers.Select(name => JsonValue.Create(name))]).ToJsonString() },
        },
    };
}

public sealed class SqliteComparisonTests(AidServer server) : ComparisonContract(server), IClassFixture<AidServer>;

public sealed class PostgreSqlComparisonTests(PostgreSqlAidServer server) : ComparisonContract(server.Server), IClassFixture<PostgreSqlAidServer>;
