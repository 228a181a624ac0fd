using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Languages;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Site;

/// <summary>The one place where a broken rule becomes messages in a page's form (the API has its own, for problem details).</summary>
internal sealed class RuleViolationFilter(ProblemWords words) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var executed = await next();
        if (executed.ExceptionHandled || context.HandlerInstance is not FormPage page)
            return;
        if (executed.Exception is not (InvalidInputException or RuleViolationException))
            return;

        switch (executed.Exception)
        {
            case InvalidInputException invalid:
                foreach (var problem in invalid.Problems)
                    page.ModelState.AddModelError(page.FieldPrefix + problem.Field, words.Of(problem));
                page.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                break;
            case RuleViolationException violation:
                page.ModelState.AddModelError(violation.Field is null ? "" : page.FieldPrefix + violation.Field, await words.OfAsync(violation));
                page.Response.StatusCode = violation.Field is null ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
                break;
        }

        executed.ExceptionHandled = true;
        executed.Result = await page.ShowAgainAsync();
    }
}
