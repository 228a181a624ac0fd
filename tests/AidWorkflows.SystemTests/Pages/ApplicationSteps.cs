using System.Globalization;
using AidWorkflows.SystemTests.Studio;
using AidWorkflows.Tests.TestData;
using Microsoft.Playwright;

namespace AidWorkflows.SystemTests.Pages;

/// <summary>Filling in and deciding an application, as several tests do it.</summary>
internal static class ApplicationSteps
{
    public static async Task FillAsync(IPage page, SyntheticPerson person, string amount)
    {
        await page.GotoAsync("/applications/new");
        await page.FillAsync("#Form_Applicant_Name", person.Name);
        await page.FillAsync("#Form_Applicant_IdNumber", person.IdNumber);
        await page.FillAsync("#Form_Applicant_Phone", person.Phone);
        await page.FillAsync("#Form_Applicant_Employer", "东风纺织厂");
        await page.FillAsync("#Form_Applicant_Bank_BankName", "中国工商银行");
        await page.FillAsync("#Form_Applicant_Bank_AccountName", person.Name);
        await page.FillAsync("#Form_Applicant_Bank_AccountNumber", person.BankCard);
        await page.SelectOptionAsync("#Form_Requests_0__Kind", "Medical");
        await page.FillAsync("#Form_Requests_0__Amount", amount);
        await page.FillAsync("#Form_Requests_0__SelfPaidAmount", "60000");
        await page.CheckAsync("#Form_Consent");
    }

    public static async Task<string> SubmitAsync(IPage page)
    {
        await page.ClickAsync("form button.btn-primary[type=submit]");
        await page.WaitForURLAsync("**/cases/*");
        return page.Url[(page.Url.LastIndexOf('/') + 1)..];
    }

    public static async Task<string> OpenCaseAsync(WebSite site, decimal amount, bool javaScript = true)
    {
        var person = SyntheticPeople.Person(site.NextPerson());
        using var county = await SiteApi.SignInAsync(site, "county1");
        await county.EnterArchiveAsync(person);
        await using var clerk = await Visit.SignInAsync(site, "grassroots1", javaScript);
        await FillAsync(clerk.Page, person, amount.ToString(CultureInfo.InvariantCulture));
        return await SubmitAsync(clerk.Page);
    }

    /// <summary>Opens the group's task of a case.</summary>
    public static async Task OpenTaskAsync(IPage page, string caseNumber)
    {
        await page.GotoAsync($"/tasks?view=group&caseNumber={caseNumber}");
        await page.ClickAsync("main table a.fw-bold");
        await page.WaitForURLAsync("**/tasks/*");
    }

    public static async Task DecideAsync(WebSite site, string userName, string caseNumber, string outcome = "同意", bool javaScript = true)
    {
        await using var reviewer = await Visit.SignInAsync(site, userName, javaScript);
        await OpenTaskAsync(reviewer.Page, caseNumber);
        await reviewer.Page.FillAsync("#Comment", "材料齐全，情况属实。");
        await reviewer.Page.ClickAsync($"button[name=Outcome][value={outcome}]");
        await Assertions.Expect(reviewer.Page.Locator("[role=status]")).ToContainTextAsync("任务已办结");
    }
}
