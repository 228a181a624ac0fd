using System.Text.Json.Nodes;
using AidWorkflows.Activities.Archives;
using AidWorkflows.Data;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Host.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Archives;

/// <summary>What people enter about exits: that a household leaves (S-083, S-084), and that a worker objects (S-086).</summary>
public sealed class ArchiveExits(
    AidDbContext db, WorkflowRuntime runtime, AppealSubmission submission, FieldProtector protector, IdempotentWrites writes, ExitQueries exits, TimeProvider clock)
{
    public const string ExitDefinition = "exit";
    private const int LongestGrounds = 1000;

    /// <summary>S-090: the clerks of the union that keeps the archive.</summary>
    public static bool MayBegin(Actor actor, string organisationPath) => actor.Has(StaffRoles.Clerk) && actor.OrganisationPath == organisationPath;

    /// <summary>S-086: the employer's union, the grass-roots union or the county union.</summary>
    public static bool MayReceive(Actor actor) => actor.Level is OrganisationLevel.Grassroots or OrganisationLevel.County && (actor.Has(StaffRoles.Clerk) || actor.Has(StaffRoles.Reviewer));

    /// <summary>Enters a signed request to leave, or begins the investigation of a finding, and starts the procedure in one commit.</summary>
    /// <exception cref="RuleViolationException">not-found, forbidden, exit-not-possible, exit-pending, request-not-signed.</exception>
    public Task<ExitView> BeginAsync(string archiveNumber, ExitRequestForm form, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        writes.RunAsync<ExitView>(key, async slot =>
        {
            var archive = await db.Set<HouseholdArchive>().FindOverseenAsync(archiveNumber, actor, cancellationToken);
            if (!MayBegin(actor, archive.OrganisationPath))
                throw new RuleViolationException("forbidden", "An exit is begun by the clerks of the union that keeps the archive.");

            await RefuseSecondAsync(archive, cancellationToken);
            var exit = ArchiveExit.Begin(archive, form.Route ?? ExitRoute.Request, form.SignedOn, actor.PersonId, clock.GetUtcNow());
            db.Add(exit);
            slot.Is(() => ExitQueries.View(exit, null, clock.GetUtcNow()));
            var caseNumber = await db.Set<AidCase>().Where(aidCase => aidCase.Id == archive.CaseId).Select(aidCase => aidCase.CaseNumber).SingleOrDefaultAsync(cancellationToken);
            try
            {
                await runtime.StartAsync(StartOf(archive, exit, caseNumber, actor), cancellationToken);
            }
            catch (DbUpdateException e) when (e is not DbUpdateConcurrencyException)
            {
                // Two clerks at the same moment: the unique index let one pass.
                db.ChangeTracker.Clear();
                await RefuseSecondAsync(archive, cancellationToken);
                throw;
            }

            return ExitQueries.View(exit, null, clock.GetUtcNow());
        }, cancellationToken);

    /// <summary>Enters a worker's objection; the re-examination begins with it.</summary>
    /// <exception cref="RuleViolationException">not-found, forbidden, appeal-not-open, appeal-exists, appeal-too-late. Nothing is stored then.</exception>
    public Task<ExitView> AppealAsync(string archiveNumber, AppealForm form, Actor actor, WriteKey? key, CancellationToken cancellationToken)
    {
        List<ValidationProblem> problems = [];
        if (form.Receiver is null)
            problems.Add(new("field-required", "receiver", "This field is required."));
        if (string.IsNullOrWhiteSpace(form.Grounds))
            problems.Add(new("field-required", "grounds", "This field is required."));
        else if (form.Grounds.Trim().Length > LongestGrounds)
            problems.Add(new("field-too-long", "grounds", $"At most {LongestGrounds} characters.", LongestGrounds));
        if (problems.Count > 0)
            throw new InvalidInputException(problems);

        return writes.RunAsync<ExitView>(key, async slot =>
        {
            var archive = await db.Set<HouseholdArchive>().FindOverseenAsync(archiveNumber, actor, cancellationToken);
            if (!MayReceive(actor))
                throw new RuleViolationException("forbidden", "Objections are received by the employer's, the grass-roots or the county union.");

            var exit = await LatestAsync(archive.Id, cancellationToken);
            exit.RequireAppealable(clock.GetUtcNow());
            var id = RisingId.New(clock.GetUtcNow());
            submission.Submit(exit.Id, new ReceivedAppeal(id, form.Receiver!.Value, actor.PersonId, protector.Seal(SealedColumns.AppealGrounds, id, form.Grounds!.Trim())));
            slot.Is(() => ExitQueries.View(Tracked(exit), db.Set<ExitAppeal>().Local.FirstOrDefault(appeal => appeal.Id == id), clock.GetUtcNow()));
            try
            {
                await runtime.ResumeAsync(new ResumeWorkflow(exit.BookmarkId, null, actor.PersonId.ToString()), cancellationToken);
            }
            catch (StimulusConsumedException)
            {
                // The end of the period, or another objection, was faster; the row says which.
                (await LatestAsync(archive.Id, cancellationToken)).RequireAppealable(clock.GetUtcNow());
                throw new RuleViolationException("appeal-too-late", "The period for an objection is over.", "archive");
            }

            return await exits.LatestAsync(archive.Id, cancellationToken) ?? throw new InvalidOperationException($"Exit {exit.Id} is gone.");
        }, cancellationToken);
    }

    private ArchiveExit Tracked(ArchiveExit read) => db.Set<ArchiveExit>().Local.FirstOrDefault(exit => exit.Id == read.Id) ?? read;

    private async Task<ArchiveExit> LatestAsync(Guid archiveId, CancellationToken cancellationToken) =>
        await db.Set<ArchiveExit>().AsNoTracking().Where(exit => exit.ArchiveId == archiveId).OrderByDescending(exit => exit.BegunAt).FirstOrDefaultAsync(cancellationToken)
        ?? throw new RuleViolationException("appeal-not-open", "There is nothing to object to: no notice of an exit has been delivered.", "archive");

    private async Task RefuseSecondAsync(HouseholdArchive archive, CancellationToken cancellationToken)
    {
        if (await db.Set<ArchiveExit>().AnyAsync(exit => exit.PendingArchiveId == archive.Id, cancellationToken))
            throw new RuleViolationException("exit-pending", $"An exit of archive {archive.ArchiveNumber} is under way; another one can begin after it.", "archive", archive.ArchiveNumber);
    }

    private static StartWorkflow StartOf(HouseholdArchive archive, ArchiveExit exit, string? caseNumber, Actor actor) => new(ExitDefinition)
    {
        CorrelationId = caseNumber ?? archive.ArchiveNumber,
        Name = $"{archive.ArchiveNumber} {exit.Route}",
        Actor = actor.PersonId.ToString(),
        Input = new JsonObject
        {
            ["CaseId"] = archive.CaseId?.ToString(),
            ["ArchiveId"] = archive.Id.ToString(),
            ["ExitRequestId"] = exit.Id.ToString(),
        },
    };
}
