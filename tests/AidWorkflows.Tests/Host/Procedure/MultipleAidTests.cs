using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Tests.TestData;

namespace AidWorkflows.Tests.Host.Procedure;

/// <summary>More than one aid for one household: each is decided by how it stands with those before (S-029, S-031).</summary>
public sealed class MultipleAidTests(AidServer server) : IClassFixture<AidServer>
{
    /// <summary>1,000 yuan a month, between one and two times the standard of 740: one aid only, whatever the second is.</summary>
    [Fact]
    public async Task S031_a_relative_household_gets_one_aid_and_the_second_is_refused_to_whoever_signs_it()
    {
        var caseNumber = await OpenAsync(9101, annualIncome: 12_000m, ("living", 5_000m, null), ("medical", 9_000m, 9_000m));
        await SignFirstAsync(caseNumber, "living");

        Assert.Equal("422 award-not-entitled requestId", await SignLastAsync(caseNumber));
        await RefuseLastAsync(caseNumber);

        var found = await server.CaseAsync(caseNumber);
        Assert.Equal((1, 1), (found["awards"]!.AsArray().Count, found["payments"]!.AsArray().Count));
    }

    /// <summary>300 yuan a month; 8,880 yuan of aid make it 957 after the illness: not below 740 any more.</summary>
    [Fact]
    public async Task S029_aid_that_was_given_counts_as_income_when_the_next_is_decided()
    {
        var caseNumber = await OpenAsync(9102, annualIncome: 3_600m, ("living", 8_880m, null), ("medical", 1_000m, 1_000m));
        await SignFirstAsync(caseNumber, "living");

        Assert.Equal("422 award-not-entitled requestId", await SignLastAsync(caseNumber));
        Assert.Single((await server.CaseAsync(caseNumber))["awards"]!.AsArray());
    }

    [Fact]
    public async Task S029_a_household_that_still_qualifies_gets_the_second_aid_as_well()
    {
        var caseNumber = await OpenAsync(9103, annualIncome: 0m, ("living", 5_920m, null), ("medical", 2_000m, 2_000m));
        await SignFirstAsync(caseNumber, "living");

        Assert.Equal("200", await SignLastAsync(caseNumber));
        Assert.Equal(2, (await server.CaseAsync(caseNumber))["awards"]!.AsArray().Count);
    }

    private async Task<string> OpenAsync(int seed, decimal annualIncome, params (string Kind, decimal Amount, decimal? SelfPaid)[] requests)
    {
        using var county = await server.SignInAsync("county1");
        await PaperArchives.EnterAsync(county, SyntheticPeople.Person(seed));
        var application = AidCalls.Application(seed, requests);
        application["household"]!["income"] = annualIncome == 0 ? new JsonArray() : new JsonArray(new JsonObject { ["kind"] = "wage", ["annualAmount"] = annualIncome });
        application["household"]!["rigidExpenses"] = new JsonArray();
        using var clerk = await server.SignInAsync("grassroots1");
        using var answer = await clerk.PostAsJsonAsync("/api/v1/applications", application);
        var body = await AidServer.ReadAsync(answer);
        Assert.True(answer.IsSuccessStatusCode, body.ToJsonString());
        return (string)body["caseNumber"]!;
    }

    private async Task SignFirstAsync(string caseNumber, string kind)
    {
        var requests = (await server.CaseAsync(caseNumber))["requests"]!.AsArray();
        var instance = (string)requests.Single(request => (string)request!["kind"]! == kind)!["workflowInstanceId"]!;
        using var reviewer = await server.SignInAsync("county1");
        var task = (await reviewer.TasksAsync(caseNumber)).Single(task => (string)task["workflowInstanceId"]! == instance);
        using var answer = await reviewer.CompleteAsync(task);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> SignLastAsync(string caseNumber)
    {
        using var reviewer = await server.SignInAsync("county1");
        using var answer = await reviewer.CompleteAsync(Assert.Single(await reviewer.TasksAsync(caseNumber)));
        return answer.IsSuccessStatusCode ? "200" : await AidCalls.RefusalAsync(answer);
    }

    private async Task RefuseLastAsync(string caseNumber)
    {
        using var reviewer = await server.SignInAsync("county1");
        using var answer = await reviewer.CompleteAsync(Assert.Single(await reviewer.TasksAsync(caseNumber)), "不同意");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
