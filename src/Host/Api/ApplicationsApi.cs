using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Applications;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AidWorkflows.Host.Api;

internal static class ApplicationsApi
{
    public static void MapApplications(this RouteGroupBuilder api) =>
        api.MapPost("/applications", OpenAsync)
            .RequireAuthorization(AidPolicies.RegisterApplications)
            .WithName("OpenCase")
            .WithSummary("Takes an application and opens its case.");

    private static async Task<Created<OpenedCase>> OpenAsync(
        ApiBody<ApplicationForm> body, HttpContext context, ApplicationIntake intake, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        var opened = await intake.OpenAsync(body.Value, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken);
        return TypedResults.Created($"/api/v1/cases/{opened.CaseNumber}", opened);
    }
}
