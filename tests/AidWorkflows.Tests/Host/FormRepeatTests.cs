using System.Net;
using System.Text.RegularExpressions;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;
using static AidWorkflows.Tests.Host.HumanTasks.StepWorkflow;

namespace AidWorkflows.Tests.Host;

/// <summary>Forms that a double click or the back button sends twice.</summary>
public sealed partial class FormRepeatTests(AidServer server) : IClassFixture<AidServer>
{
    [Fact]
    public async Task Every_form_that_posts_names_an_operation_of_its_own()
    {
        var flow = await StartAsync(server, 7901, Step("s-county", ("batchApproval", "true"), ("returnTo", """["applicant"]""")));
        var task = await flow.TaskAsync("county1");
        var (from, to) = (await flow.PersonAsync("county1"), await flow.PersonAsync("county2"));
        (string User, string Path)[] pages =
        [
            ("county1", "/tasks/batch"), ("county1", $"/tasks/{task["id"]}"), ("county1", "/account/stand-in"), ("county1", "/relatives"), ("grassroots1", $"/cases/{flow.CaseNumber}"),
            ("grassroots1", "/applications/new"), ("cashier", "/payments/batches"), ("admin", $"/tasks/hand-over?from={from}&to={to}"), ("admin", "/policies/new"),
        ];
        var seen = new List<string>();
        foreach (var (user, path) in pages)
        {
            using var browser = await server.BrowserAsync(user);
            var forms = Posting().Matches(await browser.ReadPageAsync(path)).Select(match => Operations().Matches(match.Value)).ToList();
            Assert.True(forms.Count > 0, path);
            Assert.All(forms, operations => Assert.True(operations.Count == 1, $"{path}: {operations.Count}"));
            seen.AddRange(forms.Select(operations => operations[0].Groups["id"].Value));
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.DoesNotContain(Guid.Empty.ToString(), seen);
    }

    [Fact]
    public async Task A_batch_that_is_sent_twice_is_told_the_same_and_signs_once()
    {
        var flow = await StartAsync(server, 7902, Step("s-county", ("batchApproval", "true")));
        var task = await flow.TaskAsync("county1");
        using var browser = await server.BrowserAsync("county1");
        var page = await browser.ReadPageAsync("/tasks/batch");
        (string, string)[] fields = [("Operation", OperationOf(page)), ("Chosen", (string)task["id"]!)];

        var first = await PostAsync(browser, "/tasks/batch", page, fields);
        var second = await PostAsync(browser, "/tasks/batch", page, fields);

        Assert.Contains("已同意", first, StringComparison.Ordinal);
        Assert.Contains("已同意", second, StringComparison.Ordinal);
        Assert.NotEqual(OperationOf(page), OperationOf(second));
        Assert.Single(await flow.EventsAsync(), code => code == "task-batch-completed");
    }

    [Fact]
    public async Task A_hand_over_that_is_sent_twice_tells_the_same_moves()
    {
        var flow = await StartAsync(server, 7903, Step("s-county"));
        var task = await flow.TaskAsync("county1");
        Assert.Equal("200 open", await flow.PostAsync("county1", task, "claim"));
        var (from, to) = (await flow.PersonAsync("county1"), await flow.PersonAsync("county2"));
        using var admin = await server.BrowserAsync("admin");
        var page = await admin.ReadPageAsync($"/tasks/hand-over?from={from}&to={to}");
        var form = Posting().Matches(page).Select(match => match.Value).Single(text => text.Contains("""name="from""", StringComparison.Ordinal));
        (string, string)[] fields = [("Operation", OperationOf(form)), ("from", from), ("to", to)];

        var first = await PostAsync(admin, "/tasks/hand-over", page, fields);
        var second = await PostAsync(admin, "/tasks/hand-over", page, fields);

        Assert.Contains("已移交", first, StringComparison.Ordinal);
        Assert.Equal(Moves().Count(first), Moves().Count(second));
        Assert.Contains($"/tasks/{task["id"]}", second, StringComparison.Ordinal);
        Assert.Single(await flow.EventsAsync(), code => code == "task-handed-over");
    }

    [Fact]
    public async Task A_stand_in_that_is_set_twice_is_one_and_so_is_a_relative()
    {
        using var browser = await server.BrowserAsync("county1");
        var colleague = await server.InDatabaseAsync(db => db.Set<StaffMember>().Where(person => person.Id != default
            && db.Users.Any(user => user.PersonId == person.Id && user.UserName == "county2")).Select(person => person.Id).SingleAsync());
        var page = await browser.ReadPageAsync("/account/stand-in");
        var day = DayField().Match(page).Groups["day"].Value;
        (string, string)[] fields = [("Operation", OperationOf(page)), ("StandInPersonId", colleague.ToString()), ("FirstDay", day), ("LastDay", day)];
        await RedirectedTwiceAsync(browser, "/account/stand-in", page, fields);
        Assert.Equal(1, await server.InDatabaseAsync(db => db.Set<StandIn>().CountAsync(row => row.StandInPersonId == colleague)));

        page = await browser.ReadPageAsync("/relatives");
        (string, string)[] declared = [("Operation", OperationOf(page)), ("Relation", "Sibling"), ("IdNumber", TestData.SyntheticPeople.IdNumber(7904))];
        await RedirectedTwiceAsync(browser, "/relatives", page, declared);
        Assert.Equal(1, await server.InDatabaseAsync(db => db.Set<StaffRelative>().CountAsync()));
    }

    private static async Task RedirectedTwiceAsync(HttpClient browser, string path, string page, (string, string)[] fields)
    {
        for (var i = 0; i < 2; i++)
        {
            using var answer = await browser.PostFormAsync(path, page, fields);
            Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{i}: {answer.StatusCode}");
        }
    }

    private static async Task<string> PostAsync(HttpClient browser, string path, string page, (string, string)[] fields)
    {
        using var answer = await browser.PostFormAsync(path, page, fields);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Of the page's own form, which comes after those of the heading.</summary>
    private static string OperationOf(string page) => Operations().Matches(page)[^1].Groups["id"].Value;

    [GeneratedRegex("""<form[^>]*method="post".*?</form>""", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Posting();

    [GeneratedRegex("""name="Operation"[^>]*value="(?<id>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Operations();

    [GeneratedRegex("已移交</span>", RegexOptions.None, 1000)]
    private static partial Regex Moves();

    [GeneratedRegex("""name="FirstDay"[^>]*value="(?<day>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DayField();
}
