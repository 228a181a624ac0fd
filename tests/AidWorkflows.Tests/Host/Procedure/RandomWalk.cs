using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.Host.Procedure;

/// <summary>One household, and people who do anything that comes to their mind with its case: the right thing mostly, and the wrong thing often.</summary>
internal sealed class RandomWalk(AidServer server, IReadOnlyDictionary<string, HttpClient> people, Draws draws, int seed)
{
    private const int Steps = 60;

    private static readonly Dictionary<OrganisationLevel, string[]> Desks = new()
    {
        [OrganisationLevel.Grassroots] = ["grassroots1", "grassroots2"],
        [OrganisationLevel.County] = ["county1", "county2"],
        [OrganisationLevel.City] = ["city1"],
        [OrganisationLevel.Province] = ["province1"],
        [OrganisationLevel.National] = ["national1"],
    };

    private readonly Dictionary<Guid, JsonObject> forms = [];
    private string caseNumber = "";
    private Guid caseId;

    /// <summary>What was tried and what was answered, for whoever has to find out why a rule was broken.</summary>
    public List<string> Story { get; } = [];

    public async Task<Guid> RunAsync()
    {
        await ApplyAsync();
        for (var step = 0; step < Steps && !await IsOverAsync(); step++)
        {
            if (draws.Chance(5))
                await MisbehaveAsync();
            else if (await OpenTasksAsync() is { Count: > 0 } open && !draws.Chance(10))
                await AnswerAsync(open[draws.Below(open.Count)]);
            else
                await SendAsync("admin", "/api/v1/clock/advance", new { by = $"P{1 + draws.Below(6)}D" });
        }

        return caseId;
    }

    private async Task ApplyAsync()
    {
        var application = AidCalls.Application(seed, draws.Chance(2)
            ? [("medical", draws.Fen(100_00, 60_000_00), 80_000m)]
            : [("living", draws.Fen(1_000_00, 9_000_00), null), ("medical", draws.Fen(100_00, 30_000_00), 30_000m)]);
        application["household"]!["income"] = new JsonArray(new JsonObject { ["kind"] = "wage", ["annualAmount"] = draws.Fen(0, 25_000_00) });
        using var answer = await people["grassroots1"].PostAsJsonAsync("/api/v1/applications", application);
        var body = await AidServer.ReadAsync(answer);
        Assert.True(answer.IsSuccessStatusCode, body.ToJsonString());
        caseNumber = (string)body["caseNumber"]!;
        caseId = await server.InDatabaseAsync(db => db.Set<AidCase>().Where(aidCase => aidCase.CaseNumber == caseNumber).Select(aidCase => aidCase.Id).SingleAsync());
    }

    private async Task AnswerAsync(HumanTask task, string? who = null)
    {
        who ??= draws.Chance(5) ? people.Keys.ElementAt(draws.Below(people.Count)) : Pick(Desks[task.Level]);
        var outcome = draws.Chance(6) ? Pick(task.Outcomes) : task.Outcomes[0];
        // Both sign the same form, unless somebody insists on another.
        var form = forms.TryGetValue(task.Id, out var signed) && !draws.Chance(8) ? signed.DeepClone() : Fill(task.Form);
        if (await SendAsync(who, $"/api/v1/tasks/{task.Id}/complete", new JsonObject { ["outcome"] = outcome, ["comment"] = "情况属实", ["form"] = form }, task.Key))
            forms.TryAdd(task.Id, form.DeepClone().AsObject());
    }

    private async Task MisbehaveAsync()
    {
        var tasks = await server.InDatabaseAsync(db => db.Set<HumanTask>().AsNoTracking().Where(task => task.CaseId == caseId).OrderBy(task => task.Id).ToListAsync());
        var someone = people.Keys.ElementAt(draws.Below(people.Count));
        var notice = await server.InDatabaseAsync(db => db.Set<Notice>().Where(found => found.CaseId == caseId).Select(found => (Guid?)found.Id).FirstOrDefaultAsync());
        switch (draws.Below(6))
        {
            case 0 when notice is not null:
                await SendAsync("grassroots2", $"/api/v1/notices/{notice}/objections", new { text = "情况不符。" });
                break;
            case 1 when tasks.Count > 0:
                await AnswerAsync(tasks[draws.Below(tasks.Count)], someone);
                break;
            case 2 when tasks.Count > 0:
                await SendAsync(someone, $"/api/v1/tasks/{tasks[draws.Below(tasks.Count)].Id}/recall", new { });
                break;
            case 3 when tasks.Count > 0:
                await SendAsync(someone, $"/api/v1/tasks/{tasks[draws.Below(tasks.Count)].Id}/return", new { toStep = draws.Chance(4) ? "applicant" : Pick(tasks).Key, comment = "请核实" });
                break;
            case 4 when draws.Chance(4):
                await SendAsync(someone, $"/api/v1/cases/{caseNumber}/withdraw", new { });
                break;
            default:
                await SendAsync("grassroots2", "/api/v1/applications", AidCalls.Application(seed));
                break;
        }
    }

    /// <summary>Everything that the form asks for, with values that it allows.</summary>
    private JsonObject Fill(string? form)
    {
        var filled = new JsonObject();
        foreach (var (name, field) in form is null ? [] : JsonNode.Parse(form)!["properties"]!.AsObject())
        {
            if (name.StartsWith("amount", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Amount", StringComparison.Ordinal))
                continue;
            filled[name] = (string?)field!["type"] switch
            {
                "boolean" => !draws.Chance(12),
                "number" or "integer" => draws.Below(900),
                _ when field["enum"] is JsonArray choices => (draws.Chance(8) ? choices[draws.Below(choices.Count)] : choices[0])!.DeepClone(),
                _ when (string?)field["format"] == "date" => ChinaTime.DateOf(server.Services.GetRequiredService<TimeProvider>().GetUtcNow()).ToString("O"),
                _ => "情况属实",
            };
        }

        return filled;
    }

    private async Task<bool> SendAsync(string who, string path, object body, string? what = null)
    {
        using var answer = await people[who].PostAsJsonAsync(path, body);
        var refusal = answer.IsSuccessStatusCode ? "" : await AidCalls.RefusalAsync(answer);
        Story.Add($"{who} {what ?? path}: {(int)answer.StatusCode} {refusal}");
        Assert.True((int)answer.StatusCode < 500, string.Join('\n', Story));
        return answer.IsSuccessStatusCode;
    }

    private Task<List<HumanTask>> OpenTasksAsync() => server.InDatabaseAsync(db => db.Set<HumanTask>().AsNoTracking()
        .Where(task => task.CaseId == caseId && task.Status == HumanTaskStatus.Open).OrderBy(task => task.Id).ToListAsync());

    private Task<bool> IsOverAsync() => server.InDatabaseAsync(db => db.Set<AidCase>()
        .AnyAsync(aidCase => aidCase.Id == caseId && (aidCase.Status == CaseStatus.Approved || aidCase.Status == CaseStatus.Rejected || aidCase.Status == CaseStatus.Withdrawn)));

    private T Pick<T>(IReadOnlyList<T> choices) => choices[draws.Below(choices.Count)];
}
