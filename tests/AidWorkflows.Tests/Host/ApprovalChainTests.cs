using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Host;

/// <summary>The shipped approval chain through the API, on its boundary values (S-025, S-026, Q-05).</summary>
public sealed class ApprovalChainTests(AidServer server) : IClassFixture<AidServer>
{
    [Theory]
    [InlineData("19999.99", "county", false, 1001)]
    [InlineData("20000.00", "county", true, 1002)]
    [InlineData("20000.01", "province", false, 1003)]
    [InlineData("49999.99", "province", false, 1004)]
    [InlineData("50000.00", "province", true, 1005)]
    [InlineData("50000.01", "national", false, 1006)]
    public async Task The_amount_decides_how_far_up_a_case_goes(string amountText, string decidedBy, bool onThreshold, int seed)
    {
        var amount = decimal.Parse(amountText, CultureInfo.InvariantCulture);
        var number = await server.OpenCaseAsync(seed, ("medical", amount, 90000m));

        await server.DecideAsync("county1", number);
        if (decidedBy != "county")
            await server.DecideAsync("province1", number);
        if (decidedBy == "national")
            await server.DecideAsync("national1", number);

        var aidCase = await server.CaseAsync(number);
        Assert.Equal("approved", (string?)aidCase["status"]);
        var award = Assert.Single(aidCase["awards"]!.AsArray())!;
        Assert.Equal(amount, (decimal)award["amount"]!);
        Assert.Equal(decidedBy, (string?)award["decidedLevel"]);
        var payment = Assert.Single(aidCase["payments"]!.AsArray())!;
        Assert.Equal(amount, (decimal)payment["amount"]!);
        Assert.Equal("pending", (string?)payment["status"]);
        Assert.Equal(onThreshold ? ["amount-on-threshold"] : [], aidCase["warnings"]!.AsArray().Select(warning => (string)warning!["code"]!));
    }

    [Fact]
    public async Task Several_requests_have_an_approval_each_and_the_case_is_decided_with_the_last()
    {
        var number = await server.OpenCaseAsync(1010, ("medical", 100m, 100m), ("living", 6000m, null));
        using var county = await server.SignInAsync("county1");
        var tasks = await WaitForTasksAsync(county, number, 2);

        using var first = await county.CompleteAsync(tasks[0]);
        Assert.Equal("in-review", (string?)(await server.CaseAsync(number))["status"]);
        using var second = await county.CompleteAsync(tasks[1], "不同意");

        var aidCase = await server.CaseAsync(number);
        Assert.Equal("approved", (string?)aidCase["status"]);
        Assert.Equal(["approved", "rejected"], aidCase["requests"]!.AsArray().Select(request => (string)request!["status"]!).Order());
        Assert.Single(aidCase["payments"]!.AsArray());
    }

    [Fact]
    public async Task A_supplement_goes_back_to_the_grassroots_and_then_to_the_county_again()
    {
        var number = await server.OpenCaseAsync(1011);
        await server.DecideAsync("county1", number, "退回补充");
        Assert.Equal("awaiting-supplement", (string?)(await server.CaseAsync(number))["status"]);

        await server.DecideAsync("grassroots2", number, "已补充");
        Assert.Equal("in-review", (string?)(await server.CaseAsync(number))["status"]);
        await server.DecideAsync("county2", number);

        Assert.Equal("approved", (string?)(await server.CaseAsync(number))["status"]);
    }

    /// <summary>Q-07: the amount that is proposed decides on the next level, also when it was lowered.</summary>
    [Fact]
    public async Task A_lower_proposed_amount_is_what_is_awarded()
    {
        var number = await server.OpenCaseAsync(1012, ("medical", 25000m, 30000m));

        await server.DecideAsync("county1", number, form: new JsonObject { ["proposedAmount"] = 19999.99m });

        var award = Assert.Single((await server.CaseAsync(number))["awards"]!.AsArray())!;
        Assert.Equal(19999.99m, (decimal)award["amount"]!);
        Assert.Equal("county", (string?)award["decidedLevel"]);
    }

    [Fact]
    public async Task The_timeline_tells_who_did_what_and_numbers_of_people_are_masked()
    {
        var number = await server.OpenCaseAsync(1013);
        await server.DecideAsync("county1", number);

        var aidCase = await server.CaseAsync(number);
        var events = aidCase["events"]!.AsArray().Select(entry => $"{entry!["code"]} {entry["person"]}").ToList();
        Assert.Equal(
            [
                "case-opened 李秀兰", "archive-linked ", "request-status-changed 李秀兰", "case-status-changed 李秀兰", "task-created ", "task-completed 王建华", "award-granted ", "payment-created ",
                "request-status-changed 王建华", "case-status-changed 王建华",
            ],
            events);
        var person = TestData.SyntheticPeople.Person(1013);
        Assert.DoesNotContain(person.IdNumber, aidCase.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(person.BankCard, aidCase.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(person.Phone, aidCase.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_column_of_the_database_has_an_id_number_an_account_or_a_phone_in_the_clear()
    {
        var number = await server.OpenCaseAsync(1014, ("medical", 100m, 100m));
        await server.DecideAsync("county1", number);
        var person = TestData.SyntheticPeople.Person(1014);

        var path = server.InDatabaseAsync(db => Task.FromResult(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource));
        var bytes = new List<byte>();
        foreach (var file in (string[])[await path, await path + "-wal"])
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            bytes.AddRange(copy.ToArray());
        }

        var text = System.Text.Encoding.Latin1.GetString([.. bytes]);
        Assert.Contains(number, text, StringComparison.Ordinal);
        foreach (var secret in (string[])[person.IdNumber, person.BankCard, person.Phone])
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
    }

    // Further requests are started by the pump, right after the commit.
    private static async Task<IReadOnlyList<JsonObject>> WaitForTasksAsync(HttpClient client, string number, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var tasks = await client.TasksAsync(number);
            if (tasks.Count == count)
                return tasks;
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }
}
