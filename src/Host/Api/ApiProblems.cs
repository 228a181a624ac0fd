using System.Globalization;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Resources;
using Microsoft.AspNetCore.Mvc;

namespace AidWorkflows.Host.Api;

/// <summary>The one place where refusals become problem documents.</summary>
internal static class ApiProblems
{
    /// <summary>Rules whose refusal is not "correct your input" (422).</summary>
    private static readonly Dictionary<string, int> Statuses = new(StringComparer.Ordinal)
    {
        ["applicant-has-open-case"] = StatusCodes.Status409Conflict,
        ["household-has-archive"] = StatusCodes.Status409Conflict,
        ["archive-elsewhere"] = StatusCodes.Status409Conflict,
        ["archive-needed"] = StatusCodes.Status409Conflict,
        ["archive-not-active"] = StatusCodes.Status409Conflict,
        ["archive-closed"] = StatusCodes.Status409Conflict,
        ["notice-over"] = StatusCodes.Status409Conflict,
        ["objection-decided"] = StatusCodes.Status409Conflict,
        ["objection-own-case"] = StatusCodes.Status403Forbidden,
        ["too-many-objections"] = StatusCodes.Status429TooManyRequests,
        ["letter-delivered"] = StatusCodes.Status409Conflict,
        ["task-already-completed"] = StatusCodes.Status409Conflict,
        ["task-assigned-to-other"] = StatusCodes.Status409Conflict,
        ["task-cancelled"] = StatusCodes.Status409Conflict,
        ["task-not-assigned-to-you"] = StatusCodes.Status409Conflict,
        ["task-answer-failed"] = StatusCodes.Status409Conflict,
        ["task-changed"] = StatusCodes.Status409Conflict,
        ["outcomes-differ"] = StatusCodes.Status409Conflict,
        ["forms-differ"] = StatusCodes.Status409Conflict,
        ["task-waiting"] = StatusCodes.Status409Conflict,
        ["task-signer-named"] = StatusCodes.Status409Conflict,
        ["task-signed-already"] = StatusCodes.Status409Conflict,
        ["opinion-awaited"] = StatusCodes.Status409Conflict,
        ["opinion-not-asked"] = StatusCodes.Status409Conflict,
        ["signer-not-needed"] = StatusCodes.Status409Conflict,
        ["recall-too-late"] = StatusCodes.Status409Conflict,
        ["recall-shared"] = StatusCodes.Status409Conflict,
        ["recall-not-yours"] = StatusCodes.Status403Forbidden,
        ["urged-already"] = StatusCodes.Status409Conflict,
        ["urge-yourself"] = StatusCodes.Status409Conflict,
        ["draft-not-possible"] = StatusCodes.Status409Conflict,
        ["withdraw-decided"] = StatusCodes.Status409Conflict,
        ["withdraw-not-started"] = StatusCodes.Status409Conflict,
        ["withdraw-not-yours"] = StatusCodes.Status403Forbidden,
        ["second-person-required"] = StatusCodes.Status403Forbidden,
        ["task-not-claimed"] = StatusCodes.Status409Conflict,
        ["task-not-yours"] = StatusCodes.Status403Forbidden,
        ["four-eyes"] = StatusCodes.Status403Forbidden,
        ["person-excluded"] = StatusCodes.Status403Forbidden,
        ["household-relative"] = StatusCodes.Status403Forbidden,
        ["signer-household-relative"] = StatusCodes.Status409Conflict,
        ["union-closed"] = StatusCodes.Status409Conflict,
        ["union-open"] = StatusCodes.Status409Conflict,
        ["union-above-closed"] = StatusCodes.Status409Conflict,
        ["union-own"] = StatusCodes.Status409Conflict,
        ["union-code-taken"] = StatusCodes.Status409Conflict,
        ["union-has-unions"] = StatusCodes.Status409Conflict,
        ["union-has-tasks"] = StatusCodes.Status409Conflict,
        ["union-has-cases"] = StatusCodes.Status409Conflict,
        ["union-has-archives"] = StatusCodes.Status409Conflict,
        ["union-has-people"] = StatusCodes.Status409Conflict,
        ["user-name-taken"] = StatusCodes.Status409Conflict,
        ["staff-self"] = StatusCodes.Status403Forbidden,
        ["staff-active"] = StatusCodes.Status409Conflict,
        ["staff-inactive"] = StatusCodes.Status409Conflict,
        ["staff-same-union"] = StatusCodes.Status409Conflict,
        ["staff-holds-tasks"] = StatusCodes.Status409Conflict,
        ["relative-known"] = StatusCodes.Status409Conflict,
        ["relative-removed"] = StatusCodes.Status409Conflict,
        ["forbidden"] = StatusCodes.Status403Forbidden,
        ["not-found"] = StatusCodes.Status404NotFound,
        ["register-import-state"] = StatusCodes.Status409Conflict,
        ["doubt-cleared"] = StatusCodes.Status409Conflict,
        ["consent-missing"] = StatusCodes.Status409Conflict,
        ["register-file-too-large"] = StatusCodes.Status413PayloadTooLarge,
        ["assistance-exists"] = StatusCodes.Status409Conflict,
        ["survey-case-open"] = StatusCodes.Status409Conflict,
        ["survey-answered"] = StatusCodes.Status409Conflict,
        ["merge-case-open"] = StatusCodes.Status409Conflict,
        ["merge-not-possible"] = StatusCodes.Status409Conflict,
        ["merge-survivor-closed"] = StatusCodes.Status409Conflict,
        ["transfer-pending"] = StatusCodes.Status409Conflict,
        ["transfer-case-open"] = StatusCodes.Status409Conflict,
        ["transfer-decided"] = StatusCodes.Status409Conflict,
        ["archive-erased"] = StatusCodes.Status409Conflict,
        ["retention-open"] = StatusCodes.Status409Conflict,
        ["retention-not-over"] = StatusCodes.Status409Conflict,
        ["destruction-proposed"] = StatusCodes.Status409Conflict,
        ["destruction-not-proposed"] = StatusCodes.Status409Conflict,
        ["exit-pending"] = StatusCodes.Status409Conflict,
        ["exit-not-possible"] = StatusCodes.Status409Conflict,
        ["appeal-exists"] = StatusCodes.Status409Conflict,
        ["appeal-not-open"] = StatusCodes.Status409Conflict,
        ["appeal-too-late"] = StatusCodes.Status409Conflict,
        ["appeal-own-finding"] = StatusCodes.Status403Forbidden,
        ["appeal-own-receipt"] = StatusCodes.Status403Forbidden,
        ["payment-not-pending"] = StatusCodes.Status409Conflict,
        ["payment-not-failed"] = StatusCodes.Status409Conflict,
        ["payment-over-balance"] = StatusCodes.Status409Conflict,
        ["payment-approver"] = StatusCodes.Status403Forbidden,
        ["account-not-corrected"] = StatusCodes.Status409Conflict,
        ["batch-own"] = StatusCodes.Status403Forbidden,
        ["batch-state"] = StatusCodes.Status409Conflict,
        ["result-file-known"] = StatusCodes.Status409Conflict,
        ["result-file-too-large"] = StatusCodes.Status413PayloadTooLarge,
        ["fund-exists"] = StatusCodes.Status409Conflict,
        ["policy-in-force"] = StatusCodes.Status409Conflict,
        ["template-published"] = StatusCodes.Status409Conflict,
        ["template-changed"] = StatusCodes.Status409Conflict,
        ["template-not-previewed"] = StatusCodes.Status409Conflict,
        ["template-no-draft"] = StatusCodes.Status409Conflict,
        ["attachment-decided"] = StatusCodes.Status409Conflict,
        ["upload-too-many"] = StatusCodes.Status409Conflict,
        ["upload-known"] = StatusCodes.Status409Conflict,
        ["upload-too-large"] = StatusCodes.Status413PayloadTooLarge,
        ["paper-nothing-to-list"] = StatusCodes.Status409Conflict,
        ["request-in-progress"] = StatusCodes.Status409Conflict,
    };

    public static ApiProblem From(RuleViolationException violation)
    {
        var status = Statuses.GetValueOrDefault(violation.Code, StatusCodes.Status422UnprocessableEntity);
        var problem = new ApiProblem(status, violation.Code, violation.Message, violation.Arguments);
        if (violation.Code is "task-already-completed" or "task-assigned-to-other" && violation.Arguments is [var by, var at])
            problem = problem with { Facts = new Dictionary<string, object?> { ["by"] = by, ["at"] = at } };
        return violation.Field is { } field
            ? problem with { Errors = [new ValidationProblem(violation.Code, field, violation.Message, violation.Arguments)] }
            : problem;
    }

    /// <summary>One wrong field names the problem; several are "validation-failed" with the fields in the list.</summary>
    public static ApiProblem From(InvalidInputException invalid)
    {
        var code = invalid.Problems.Select(problem => problem.Code).Distinct().Count() == 1 ? invalid.Problems[0].Code : "validation-failed";
        var first = invalid.Problems[0];
        return new ApiProblem(
            StatusCodes.Status422UnprocessableEntity,
            code,
            code == first.Code ? first.Message : "Some fields are not valid.",
            code == first.Code ? first.Arguments : [])
        {
            Errors = invalid.Problems,
        };
    }

    public static async Task WriteAsync(HttpContext context, ApiProblem problem)
    {
        var culture = ProblemTexts.CultureOf(context);
        var document = new ProblemDetails
        {
            Status = problem.Status,
            Title = ProblemTexts.Find(problem.Code, culture, problem.Message, problem.Arguments),
            Instance = context.Request.Path,
        };
        document.Extensions["code"] = problem.Code;
        document.Extensions["traceId"] = System.Diagnostics.Activity.Current?.Id ?? context.TraceIdentifier;
        if (problem.Errors.Count > 0)
        {
            document.Extensions["errors"] = problem.Errors
                .Select(error => new ApiFieldError(error.Field, error.Code, ProblemTexts.Find(error.Code, culture, error.Message, error.Arguments)))
                .ToArray();
        }

        foreach (var (name, value) in problem.Facts ?? new Dictionary<string, object?>())
            document.Extensions[name] = value;
        if (problem.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        context.Response.StatusCode = problem.Status;
        context.Response.Headers.ContentLanguage = culture.Name;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsJsonAsync(document, ApiJson.Options, "application/problem+json", context.RequestAborted);
    }
}

/// <summary>What is wrong with one field.</summary>
internal sealed record ApiFieldError(string Field, string Code, string Message);
