using AidWorkflows.Data.Publishing;
using AidWorkflows.Domain.Rules;
using AidWorkflows.ElsaApi.Publishing;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Host.Languages;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Site;

/// <summary>The one place where a broken rule becomes messages in a page's form (the API has its own, for problem details).</summary>
internal sealed class RuleViolationFilter(ProblemWords words, IStringLocalizer<Words> texts) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var executed = await next();
        if (executed.ExceptionHandled || context.HandlerInstance is not FormPage page)
            return;

        switch (executed.Exception)
        {
            case InvalidInputException invalid:
                Show(page, invalid);
                page.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                break;
            case RuleViolationException violation:
                page.ModelState.AddModelError(violation.Field is null ? "" : page.FieldName(violation.Field), await words.OfAsync(violation));
                page.Response.StatusCode = violation.Field is null ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
                break;
            case PublicationRefusedException refused:
                page.ModelState.AddModelError(refused.Field is null ? "" : page.FieldName(refused.Field), texts[$"PublicationRefused.{refused.Code}"]);
                page.Response.StatusCode = refused.Field is null ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
                break;
            case PublicationForbiddenException forbidden:
                foreach (var message in forbidden.Messages)
                    page.ModelState.AddModelError("", message);
                page.Response.StatusCode = StatusCodes.Status409Conflict;
                break;
            case InstanceBusyException or StaleInstanceException or DbUpdateConcurrencyException:
                page.ModelState.AddModelError("", texts["Problem.TryAgain"]);
                page.Response.StatusCode = StatusCodes.Status409Conflict;
                break;
            default:
                return;
        }

        executed.ExceptionHandled = true;
        executed.Result = await page.ShowAgainAsync();
    }

    private void Show(FormPage page, InvalidInputException invalid)
    {
        // What could not be read at all has been said already; "missing" beside it would confuse.
        var unreadable = page.ModelState.Where(entry => entry.Value?.Errors.Count > 0).Select(entry => entry.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var problem in invalid.Problems)
        {
            var field = page.FieldName(problem.Field);
            if (!unreadable.Contains(field))
                page.ModelState.AddModelError(field, words.Of(problem));
        }
    }
}
