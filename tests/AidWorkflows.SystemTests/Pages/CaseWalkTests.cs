using AidWorkflows.Tests.TestData;
using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Pages;

[Collection(nameof(WebSite))]
public sealed class CaseWalkTests(WebSite site)
{
    /// <summary>S-025: medical aid over 20,000 yuan is decided by the provincial union.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Medical_aid_over_the_threshold_goes_from_clerk_to_county_to_province_to_payment(bool javaScript)
    {
        var caseNumber = await ApplicationSteps.OpenCaseAsync(site, 20000.01m, javaScript);
        await ApplicationSteps.DecideAsync(site, "county1", caseNumber, javaScript: javaScript);
        await ApplicationSteps.DecideAsync(site, "province1", caseNumber, javaScript: javaScript);

        await using var cashier = await Visit.SignInAsync(site, "cashier", javaScript);
        await cashier.Page.GotoAsync($"/payments?caseNumber={caseNumber}");
        var row = cashier.Page.Locator("main tbody tr");
        await Assertions.Expect(row).ToHaveCountAsync(1);
        await Assertions.Expect(row).ToContainTextAsync("20,000.01 元");
        await Assertions.Expect(row).ToContainTextAsync("待付款");

        await cashier.Page.GotoAsync($"/cases/{caseNumber}");
        await Assertions.Expect(cashier.Page.Locator(".timeline")).ToContainTextAsync("省级工会批准 20,000.01 元");
    }

    /// <summary>Q-05: exactly 20,000 stays in the county, with a warning for the decider.</summary>
    [Fact]
    public async Task An_amount_exactly_on_the_threshold_is_decided_by_the_county_and_carries_a_warning()
    {
        var caseNumber = await ApplicationSteps.OpenCaseAsync(site, 20000m);
        await ApplicationSteps.DecideAsync(site, "county1", caseNumber);

        await using var clerk = await Visit.SignInAsync(site, "county2");
        await clerk.Page.GotoAsync($"/cases/{caseNumber}");
        await Assertions.Expect(clerk.Page.Locator("main")).ToContainTextAsync("金额恰好等于审批限额");
        await Assertions.Expect(clerk.Page.Locator(".timeline")).ToContainTextAsync("县级工会批准 20,000.00 元");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rows_are_added_and_removed_and_nothing_typed_is_lost(bool javaScript)
    {
        await using var clerk = await Visit.SignInAsync(site, "grassroots1", javaScript);
        var page = clerk.Page;
        var (person, child) = (SyntheticPeople.Person(site.NextPerson()), SyntheticPeople.Person(site.NextPerson()));
        await ApplicationSteps.FillAsync(page, person, "5000");
        await page.ClickAsync("#members button[value=add]");
        await page.FillAsync("#Form_Household_Members_0__Name", "多余的人");
        await page.ClickAsync("#members button[value=add]");
        await Assertions.Expect(page.Locator("#Form_Household_Members_1__Name")).ToBeVisibleAsync();
        await page.FillAsync("#Form_Household_Members_1__Name", child.Name);
        await page.FillAsync("#Form_Household_Members_1__IdNumber", child.IdNumber);
        await page.SelectOptionAsync("#Form_Household_Members_1__Relation", "Child");
        await page.ClickAsync("#members button[value=remove-0]");
        await Assertions.Expect(page.Locator("#Form_Household_Members_0__Name")).ToHaveValueAsync(child.Name);
        await page.ClickAsync("#expenses button[value=add]");
        await page.SelectOptionAsync("#Form_Household_RigidExpenses_0__Member", "0");
        await page.SelectOptionAsync("#Form_Household_RigidExpenses_0__Kind", "Schooling");
        await page.FillAsync("#Form_Household_RigidExpenses_0__AnnualAmount", "１２，０００");
        await Assertions.Expect(page.Locator("#Form_Applicant_Name")).ToHaveValueAsync(person.Name);

        await ApplicationSteps.SubmitAsync(page);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync($"{child.Name} · 子女就学支出");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("12,000.00 元");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wrong_entries_are_named_beside_their_fields_and_kept(bool javaScript)
    {
        await using var clerk = await Visit.SignInAsync(site, "grassroots1", javaScript);
        var page = clerk.Page;
        await ApplicationSteps.FillAsync(page, SyntheticPeople.Person(site.NextPerson()), "两万");
        await page.FillAsync("#Form_Applicant_IdNumber", "123");
        await page.ClickAsync("form button.btn-primary[type=submit]");

        await Assertions.Expect(page.Locator("#Form_Requests_0__Amount-error")).ToContainTextAsync("请填写数字");
        await Assertions.Expect(page.Locator("#Form_Applicant_IdNumber-error")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#Form_Requests_0__Amount")).ToHaveValueAsync("两万");
        await Assertions.Expect(page.Locator("#Form_Applicant_IdNumber")).ToHaveValueAsync("123");
        await Assertions.Expect(page.Locator("#Form_Applicant_Employer")).ToHaveValueAsync("东风纺织厂");
        await Assertions.Expect(page.Locator(".validation-summary-errors a[href='#Form_Applicant_IdNumber']")).ToBeVisibleAsync();
        if (javaScript)
            await clerk.CheckAccessibilityAsync();
        await clerk.ScreenshotAsync($"application-errors-{(javaScript ? "script" : "plain")}");
    }

    /// <summary>Both at the same moment, as a double click or an impatient proxy does it.</summary>
    [Fact]
    public async Task A_form_that_is_sent_twice_opens_one_case()
    {
        await using var clerk = await Visit.SignInAsync(site, "grassroots2");
        var person = SyntheticPeople.Person(site.NextPerson());
        await ApplicationSteps.FillAsync(clerk.Page, person, "3000");
        var answers = await clerk.Page.EvaluateAsync<string[]>(
            """
            () => {
              const body = new URLSearchParams(new FormData(document.querySelector("main form")));
              const send = () => fetch("/applications/new", { method: "POST", body }).then(answer => `${answer.status} ${answer.url}`);
              return Promise.all([send(), send()]);
            }
            """);

        Assert.StartsWith("200 ", answers[0], StringComparison.Ordinal);
        Assert.Contains("/cases/", answers[0], StringComparison.Ordinal);
        Assert.Equal(answers[0], answers[1]);
        await clerk.Page.GotoAsync($"/cases?search={Uri.EscapeDataString(person.Name)}");
        Assert.Equal(1, await clerk.Page.Locator("main tbody tr").CountAsync());
    }

    [Fact]
    public async Task A_comment_is_kept_when_somebody_else_was_faster_and_the_page_says_who()
    {
        var caseNumber = await ApplicationSteps.OpenCaseAsync(site, 1000m);
        await using var slow = await Visit.SignInAsync(site, "county2");
        await ApplicationSteps.OpenTaskAsync(slow.Page, caseNumber);
        await slow.Page.FillAsync("#Comment", "我写了很久的意见");
        await ApplicationSteps.DecideAsync(site, "county1", caseNumber);

        await slow.Page.ClickAsync("button[name=Outcome][value=同意]");
        await Assertions.Expect(slow.Page.Locator("#Comment")).ToHaveValueAsync("我写了很久的意见");
        await Assertions.Expect(slow.Page.Locator(".validation-summary-errors")).ToBeVisibleAsync();
        await Assertions.Expect(slow.Page.Locator("main")).ToContainTextAsync("办结，意见：同意");
        await slow.ScreenshotAsync("task-conflict");
    }

    [Fact]
    public async Task A_task_is_claimed_given_back_and_transferred()
    {
        var caseNumber = await ApplicationSteps.OpenCaseAsync(site, 2000m);
        await using var reviewer = await Visit.SignInAsync(site, "county1");
        var page = reviewer.Page;
        await ApplicationSteps.OpenTaskAsync(page, caseNumber);
        await page.ClickAsync("form[action*=Claim] button >> nth=0");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("任务已领取");
        await page.ClickAsync("form[action*=Unclaim] button");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("任务已退回");
        await page.ClickAsync("details summary >> text=转办");
        await page.ClickAsync("form[action*=Transfer] button");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("任务已转办");
        await using var colleague = await Visit.SignInAsync(site, "county2");
        await colleague.Page.GotoAsync($"/tasks?view=mine&caseNumber={caseNumber}");
        await Assertions.Expect(colleague.Page.Locator("main tbody tr")).ToHaveCountAsync(1);
    }
}
