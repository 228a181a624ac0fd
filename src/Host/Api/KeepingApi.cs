using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Accounts;
using AidWorkflows.Host.Archives;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AidWorkflows.Host.Api;

/// <summary>One household one archive, the union that keeps it, its ten years, and the lists to work off.</summary>
internal static class KeepingApi
{
    public static void MapKeeping(this RouteGroupBuilder api)
    {
        var lists = api.MapGroup("/archives/lists").RequireAuthorization(AidPolicies.ReadCases);
        lists.MapGet("/{list}", ListAsync).WithName("ListArchivesToWorkOff")
            .WithSummary("unchanged, never-aided, eligible-not-on-file, duplicates, retention, paper-behind.");
        api.MapGet("/transfers", PendingAsync).RequireAuthorization(AidPolicies.ReadCases).WithName("ListTransfers").WithSummary("Transfers that are not decided.");
        var archives = api.MapGroup("/archives/{archiveNumber}").RequireAuthorization(AidPolicies.ReadCases);
        archives.MapGet("/keeping", ReadAsync).WithName("GetKeeping").WithSummary("Until when an archive is kept, its paper, its destruction.");
        archives.MapGet("/merge", PreviewAsync).WithName("PreviewMerge").WithSummary("What taking in another archive would do.");
        var writes = api.MapGroup("/archives/{archiveNumber}").RequireAuthorization(AidPolicies.WorkOnTasks);
        writes.MapPost("/merge", MergeAsync).WithName("MergeArchives").WithSummary("Takes in another archive of the same household.");
        writes.MapPost("/transfers", ProposeAsync).WithName("ProposeTransfer").WithSummary("Proposes another union as keeper.");
        writes.MapPost("/transfers/{decision}", DecideAsync).WithName("DecideTransfer").WithSummary("accept or refuse by the other union, take-back by the proposing one.");
        writes.MapPost("/paper-in-step", PaperAsync).WithName("PaperInStep").WithSummary("The paper archive has been brought in step.");
        writes.MapPost("/destruction", DestroyAsync).WithName("ProposeDestruction").WithSummary("Proposes to destroy an archive whose ten years are over.");
        writes.MapPost("/destruction/confirm", ConfirmAsync).WithName("ConfirmDestruction").WithSummary("The second person confirms; personal data is gone.");
    }

    private static async Task<Ok<ArchiveListPage>> ListAsync(
        string list, string? organisation, int? page, int? pageSize, HttpContext context, ArchiveLists lists, CancellationToken cancellationToken)
    {
        var (number, size) = ApiCalls.Paging(page, pageSize, ArchiveLists.MaximumPageSize);
        var kind = ApiCalls.Choice<ArchiveListKind>(list, "list") ?? ArchiveListKind.Unchanged;
        return TypedResults.Ok(await lists.ReadAsync(kind, organisation, number, size, context.User.ToActor(), cancellationToken));
    }

    private static async Task<Ok<IReadOnlyList<TransferView>>> PendingAsync(HttpContext context, ArchiveTransfers transfers, CancellationToken cancellationToken) =>
        TypedResults.Ok(await transfers.PendingAsync(context.User.ToActor(), cancellationToken));

    private static async Task<Ok<KeepingView>> ReadAsync(string archiveNumber, HttpContext context, ArchiveKeeping keeping, CancellationToken cancellationToken) =>
        TypedResults.Ok(await keeping.ReadAsync(archiveNumber, context.User.ToActor(), cancellationToken));

    private static async Task<Ok<MergePreview>> PreviewAsync(string archiveNumber, string? other, HttpContext context, ArchiveMerges merges, CancellationToken cancellationToken) =>
        TypedResults.Ok(await merges.PreviewAsync(archiveNumber, other ?? "", context.User.ToActor(), cancellationToken));

    private static async Task<Ok<MergedArchives>> MergeAsync(string archiveNumber, ApiBody<MergeForm> body, HttpContext context, ArchiveMerges merges, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Ok(await merges.MergeAsync(archiveNumber, body.Value, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Created<TransferView>> ProposeAsync(string archiveNumber, ApiBody<TransferForm> body, HttpContext context, ArchiveTransfers transfers, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        return TypedResults.Created($"/api/v1/archives/{archiveNumber}", await transfers.ProposeAsync(archiveNumber, body.Value, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<TransferView>> DecideAsync(
        string archiveNumber, string decision, ApiBody<ReasonForm> body, HttpContext context, ArchiveTransfers transfers, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor();
        var state = decision switch
        {
            "accept" => TransferState.Accepted,
            "refuse" => TransferState.Refused,
            "take-back" => TransferState.TakenBack,
            _ => throw new RuleViolationException("not-found", "A transfer is decided by accept, refuse or take-back."),
        };
        return TypedResults.Ok(await transfers.DecideAsync(archiveNumber, state, body.Value.Reason, actor, ApiCalls.KeyOf(context, body, actor.PersonId), cancellationToken));
    }

    private static async Task<Ok<KeepingView>> PaperAsync(string archiveNumber, HttpContext context, ArchiveKeeping keeping, CancellationToken cancellationToken) =>
        TypedResults.Ok(await keeping.PaperIsInStepAsync(archiveNumber, context.User.ToActor(), cancellationToken));

    private static async Task<Ok<KeepingView>> DestroyAsync(string archiveNumber, ApiBody<ReasonForm> body, HttpContext context, ArchiveKeeping keeping, CancellationToken cancellationToken) =>
        TypedResults.Ok(await keeping.ProposeAsync(archiveNumber, body.Value.Reason, context.User.ToActor(), cancellationToken));

    private static async Task<Ok<KeepingView>> ConfirmAsync(string archiveNumber, HttpContext context, ArchiveKeeping keeping, CancellationToken cancellationToken) =>
        TypedResults.Ok(await keeping.ConfirmAsync(archiveNumber, context.User.ToActor(), cancellationToken));
}
