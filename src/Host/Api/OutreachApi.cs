using AidWorkflows.Domain.Outreach;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Outreach;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AidWorkflows.Host.Api;

/// <summary>Responsible persons, outreach, help with applications, and the survey.</summary>
internal static class OutreachApi
{
    public static void MapOutreach(this RouteGroupBuilder api)
    {
        var reads = api.MapGroup("").RequireAuthorization(AidPolicies.ReadCases);
        reads.MapGet("/contacts", ContactsAsync).WithName("ListContacts").WithSummary("The responsible person of each union (S-090).");
        reads.MapGet("/outreach", ListAsync).WithName("ListOutreach").WithSummary("Screening, training and publicity.");
        reads.MapGet("/surveys", ResultsAsync).WithName("GetSurveyResults").WithSummary("Satisfaction by month and union.");
        var writes = api.MapGroup("").RequireAuthorization(AidPolicies.WorkOnTasks);
        writes.MapPut("/contacts/{union}", NameAsync).RequireAuthorization(AidPolicies.Administer).WithName("NameContact").WithSummary("Names the responsible person of a union.");
        writes.MapPost("/outreach", RecordAsync).WithName("RecordOutreach").WithSummary("Records a screening, a training or publicity.");
        writes.MapPost("/cases/{caseNumber}/assistance", AssistAsync).WithName("RecordAssistance").WithSummary("Records who helped the worker to apply.");
        writes.MapPost("/cases/{caseNumber}/survey-code", IssueAsync).WithName("IssueSurveyCode").WithSummary("A one-time code for the survey, shown once.");
        api.MapPost("/surveys", AnswerAsync).AllowAnonymous().WithName("AnswerSurvey").WithSummary("Answers the survey with a one-time code.");
    }

    private static async Task<Ok<IReadOnlyList<ContactRow>>> ContactsAsync(HttpContext context, OutreachDesk desk, CancellationToken cancellationToken) =>
        TypedResults.Ok(await desk.ContactsAsync(context.User.ToActor().OrganisationPath, cancellationToken));

    private static async Task<Ok<OutreachPage>> ListAsync(string? kind, int? page, int? pageSize, HttpContext context, OutreachDesk desk, CancellationToken cancellationToken)
    {
        var (number, size) = ApiCalls.Paging(page, pageSize, OutreachDesk.MaximumPageSize);
        return TypedResults.Ok(await desk.ListAsync(ApiCalls.Choice<OutreachKind>(kind, "kind"), number, size, context.User.ToActor(), cancellationToken));
    }

    private static async Task<Ok<IReadOnlyList<SurveyMonth>>> ResultsAsync(HttpContext context, SurveyDesk desk, CancellationToken cancellationToken) =>
        TypedResults.Ok(await desk.ResultsAsync(context.User.ToActor(), cancellationToken));

    private static async Task<Ok<ContactRow>> NameAsync(string union, ApiBody<ContactForm> body, HttpContext context, OutreachDesk desk, CancellationToken cancellationToken) =>
        TypedResults.Ok(await desk.NameContactAsync(union, body.Value, context.User.ToActor(), cancellationToken));

    private static async Task<Created<OutreachRow>> RecordAsync(ApiBody<OutreachForm> body, HttpContext context, OutreachDesk desk, CancellationToken cancellationToken) =>
        TypedResults.Created("/api/v1/outreach", await desk.RecordAsync(body.Value, context.User.ToActor(), cancellationToken));

    private static async Task<Created<AssistanceView>> AssistAsync(string caseNumber, ApiBody<AssistanceForm> body, HttpContext context, OutreachDesk desk, CancellationToken cancellationToken) =>
        TypedResults.Created($"/api/v1/cases/{caseNumber}", await desk.AssistAsync(caseNumber, body.Value, context.User.ToActor(), cancellationToken));

    private static async Task<Ok<SurveyTicket>> IssueAsync(string caseNumber, HttpContext context, SurveyDesk desk, CancellationToken cancellationToken) =>
        TypedResults.Ok(await desk.IssueAsync(caseNumber, context.User.ToActor(), cancellationToken));

    private static async Task<NoContent> AnswerAsync(ApiBody<SurveyForm> body, SurveyDesk desk, CancellationToken cancellationToken)
    {
        await desk.AnswerAsync(body.Value, cancellationToken);
        return TypedResults.NoContent();
    }
}
