using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Host;

/// <summary>Each kind of bad input is a 4xx problem with a code and the field, and stores nothing.</summary>
public sealed class BadInputTests(AidServer server) : IClassFixture<AidServer>
{
    private static readonly string[] Tables =
    [
        "aid_cases", "applicants", "bank_accounts", "household_members", "income_lines", "rigid_expenses", "aid_requests", "case_events", "case_warnings",
        "awards", "payments", "human_tasks", "human_task_signatures", "wf_instance", "wf_bookmark", "wf_work", "wf_journal", "wf_idem", "number_counters",
    ];

    public static TheoryData<string, string> BadApplications => new()
    {
        { "negative", "422 amount-negative requests[0].amount" },
        { "three-decimals", "422 amount-decimals requests[0].amount" },
        { "zero", "422 amount-not-positive requests[0].amount" },
        { "too-large", "422 amount-too-large requests[0].amount" },
        { "many-digits", "400 field-type requests[0].amount" },
        { "text-amount", "400 field-type requests[0].amount" },
        { "exponent", "422 amount-too-large requests[0].amount" },
        { "id-checksum", "422 id-number-checksum applicant.idNumber" },
        { "card-checksum", "422 bank-card-checksum applicant.bank.accountNumber" },
        { "no-consent", "422 consent-required consent" },
        { "unknown-field", "400 unknown-field applicant.nickname" },
        { "unknown-kind", "400 field-type requests[0].kind" },
        { "number-for-kind", "400 field-type requests[0].kind" },
        { "other-name", "422 payee-not-applicant applicant.bank.accountName" },
        { "over-self-paid", "422 amount-over-self-paid requests[0].amount" },
        { "no-requests", "422 requests-missing requests" },
        { "no-self-paid", "422 field-required requests[0].selfPaidAmount" },
        { "unknown-programme", "422 unknown-programme programme" },
        { "member-unknown", "422 member-unknown household.income[0].memberIdNumber" },
        { "twice", "422 request-twice requests[1]" },
    };

    [Theory]
    [MemberData(nameof(BadApplications))]
    public async Task A_bad_application_is_refused_with_code_and_field_and_stores_nothing(string mistake, string refusal)
    {
        using var clerk = await server.SignInAsync("grassroots1");
        var before = await CountRowsAsync();
        var application = AidCalls.Application(2000, ("medical", 15000m, 30000m));
        Spoil(application, mistake);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/applications") { Content = JsonContent.Create(application) };
        request.Headers.Add("Idempotency-Key", "bad-" + mistake);

        using var answer = await clerk.SendAsync(request);

        Assert.Equal(refusal, await AidCalls.RefusalAsync(answer));
        Assert.Equal(before, await CountRowsAsync());
    }

    [Fact]
    public async Task All_mistakes_of_an_application_are_told_at_once_and_in_the_readers_language()
    {
        using var clerk = await server.SignInAsync("grassroots1");
        clerk.DefaultRequestHeaders.AcceptLanguage.Clear();
        clerk.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN,zh;q=0.9,en;q=0.8");

        using var answer = await clerk.PostAsync("/api/v1/applications", AidServer.Json("{}"));

        var problem = await AidServer.ReadAsync(answer);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("validation-failed", (string?)problem["code"]);
        Assert.Equal("有些填写项不正确。", (string?)problem["title"]);
        var fields = problem["errors"]!.AsArray().Select(error => (string)error!["field"]!).ToList();
        Assert.Equal(
            ["consent", "programme", "applicant.name", "applicant.idNumber", "applicant.phone", "applicant.employer", "applicant.bank.bankName", "applicant.bank.accountName", "applicant.bank.accountNumber", "requests"],
            fields);
        Assert.Contains(problem["errors"]!.AsArray(), error => (string)error!["message"]! == "必填。");
    }

    [Theory]
    [InlineData("{", 1)]
    [InlineData("{\n  \"consent\": tru\n}", 2)]
    [InlineData("", 0)]
    public async Task Malformed_json_is_refused_with_its_position(string body, long line)
    {
        using var clerk = await server.SignInAsync("grassroots1");
        var before = await CountRowsAsync();

        using var answer = await clerk.PostAsync("/api/v1/applications", AidServer.Json(body));

        var problem = await AidServer.ReadAsync(answer);
        if (line > 0)
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal("malformed-json", (string?)problem["code"]);
            Assert.Equal(line, (long)problem["line"]!);
            Assert.True((long)problem["column"]! > 0);
        }
        else
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }

        Assert.Equal(before, await CountRowsAsync());
    }

    [Fact]
    public async Task A_second_open_case_of_the_same_person_is_refused()
    {
        var number = await server.OpenCaseAsync(2100);
        using var clerk = await server.SignInAsync("grassroots2");
        var before = await CountRowsAsync();

        using var answer = await clerk.PostAsJsonAsync("/api/v1/applications", AidCalls.Application(2100));

        Assert.Equal("409 applicant-has-open-case applicant.idNumber", await AidCalls.RefusalAsync(answer));
        Assert.Contains(number, (string)(await AidServer.ReadAsync(answer))["title"]!, StringComparison.Ordinal);
        Assert.Equal(before, await CountRowsAsync());
    }

    [Fact]
    public async Task Two_clerks_who_register_the_same_person_at_once_open_one_case()
    {
        using var first = await server.SignInAsync("grassroots1");
        using var second = await server.SignInAsync("grassroots2");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? first : second).PostAsJsonAsync("/api/v1/applications", AidCalls.Application(2101))));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.All(answers.Where(answer => answer.StatusCode != HttpStatusCode.Created), answer => Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode));
        var name = SyntheticPeople.Person(2101).Name;
        Assert.Equal(1, await server.InDatabaseAsync(db => db.Set<AidCase>().CountAsync(aidCase => aidCase.Applicant.Name == name && aidCase.OpenApplicantIndex != null)));
    }

    [Theory]
    [InlineData("{\"outcome\":\"maybe\"}", "422 unknown-outcome outcome")]
    [InlineData("{\"outcome\":\"同意\",\"form\":{\"proposedAmount\":-1}}", "422 field-not-above form.proposedAmount")]
    [InlineData("{\"outcome\":\"同意\",\"form\":{\"proposedAmount\":0.001}}", "422 field-not-multiple form.proposedAmount")]
    [InlineData("{\"outcome\":\"同意\",\"form\":{\"proposedAmount\":15000.01}}", "422 field-above-maximum form.proposedAmount")]
    [InlineData("{\"outcome\":\"同意\",\"form\":{\"proposedAmount\":\"1\"}}", "422 field-type form.proposedAmount")]
    [InlineData("{\"outcome\":\"同意\",\"form\":{\"note\":1}}", "422 unknown-field form.note")]
    [InlineData("{\"outcome\":\"同意\",\"form\":[]}", "422 form-not-object form")]
    [InlineData("{\"result\":\"同意\"}", "400 unknown-field result")]
    [InlineData("{}", "422 field-required outcome")]
    public async Task A_bad_answer_to_a_task_is_refused_and_stores_nothing(string body, string refusal)
    {
        var number = await SharedCaseAsync();
        using var county = await server.SignInAsync("county1");
        var task = Assert.Single(await county.TasksAsync(number));
        var before = await CountRowsAsync();

        using var answer = await county.PostAsync($"/api/v1/tasks/{task["id"]}/complete", AidServer.Json(body));

        Assert.Equal(refusal, await AidCalls.RefusalAsync(answer));
        Assert.Equal(before, await CountRowsAsync());
        Assert.Equal("open", (string?)Assert.Single(await county.TasksAsync(number))["status"]);
    }

    private async Task<string> SharedCaseAsync()
    {
        var name = SyntheticPeople.Person(2200).Name;
        return await server.InDatabaseAsync(db => db.Set<AidCase>().Where(aidCase => aidCase.Applicant.Name == name).Select(aidCase => aidCase.CaseNumber).FirstOrDefaultAsync())
            ?? await server.OpenCaseAsync(2200, ("medical", 15000m, 30000m));
    }

    private async Task<string> CountRowsAsync() => await server.InDatabaseAsync(async db =>
    {
        var counts = new List<string>();
        foreach (var table in Tables)
        {
#pragma warning disable EF1002 // The names are the constants above.
            var count = await db.Database.SqlQueryRaw<long>($"SELECT COUNT(*) AS \"Value\" FROM {table}").SingleAsync();
#pragma warning restore EF1002
            counts.Add($"{table}={count}");
        }

        return string.Join(' ', counts);
    });

    private static void Spoil(JsonObject application, string mistake)
    {
        var applicant = application["applicant"]!.AsObject();
        var bank = applicant["bank"]!.AsObject();
        var request = application["requests"]![0]!.AsObject();
        switch (mistake)
        {
            case "negative": request["amount"] = -0.01m; break;
            case "three-decimals": request["amount"] = 100.001m; break;
            case "zero": request["amount"] = 0m; break;
            case "too-large": request["amount"] = 100_000_000.01m; break;
            case "many-digits": request["amount"] = JsonNode.Parse("20000.00000000000000000000000000001"); break;
            case "text-amount": request["amount"] = "15000"; break;
            case "exponent": request["amount"] = JsonNode.Parse("1e20"); break;
            case "id-checksum":
                var idNumber = (string)applicant["idNumber"]!;
                applicant["idNumber"] = idNumber[..17] + (idNumber[17] == '1' ? '2' : '1');
                break;
            case "card-checksum":
                var card = (string)bank["accountNumber"]!;
                bank["accountNumber"] = card[..^1] + (card[^1] == '1' ? '2' : '1');
                break;
            case "no-consent": application["consent"] = false; break;
            case "unknown-field": applicant["nickname"] = "x"; break;
            case "unknown-kind": request["kind"] = "holiday"; break;
            case "number-for-kind": request["kind"] = 1; break;
            case "other-name": bank["accountName"] = "李四"; break;
            case "over-self-paid": request["selfPaidAmount"] = 14999.99m; break;
            case "no-requests": application["requests"] = new JsonArray(); break;
            case "no-self-paid": request.Remove("selfPaidAmount"); break;
            case "unknown-programme": application["programme"] = "lottery"; break;
            case "member-unknown": application["household"]!["income"]![0]!["memberIdNumber"] = SyntheticPeople.IdNumber(99); break;
            case "twice": application["requests"]!.AsArray().Add(request.DeepClone()); break;
            default: throw new ArgumentOutOfRangeException(nameof(mistake), mistake, null);
        }
    }
}
