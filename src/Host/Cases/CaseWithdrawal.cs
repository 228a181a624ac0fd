using AidWorkflows.Data;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Host.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Cases;

/// <summary>
/// The union that took an application takes it back before it is decided: each aid item with its workflow, its open tasks and
/// timers in one commit.
/// </summary>
public sealed class CaseWithdrawal(AidDbContext db, WorkflowRuntime runtime, IdempotentWrites writes, CaseQueries cases, TimeProvider clock)
{
    /// <param name="requestId">One aid item, or null for all that are undecided.</param>
    public async Task<CaseDetails> WithdrawAsync(string caseNumber, Guid? requestId, Actor actor, CancellationToken cancellationToken)
    {
        var found = await db.Set<AidCase>().AsNoTracking().Include(aidCase => aidCase.Requests)
            .SingleOrDefaultAsync(aidCase => aidCase.CaseNumber == caseNumber, cancellationToken);
        if (found is null || !actor.Oversees(found.OrganisationPath))
            throw new RuleViolationException("not-found", "There is no such case.");
        if (!MayWithdraw(found, actor))
            throw new RuleViolationException("withdraw-not-yours", "An application is withdrawn by the union that took it.");

        var asked = found.Requests.Where(request => requestId is null || request.Id == requestId).ToList();
        if (asked.Count == 0)
            throw new RuleViolationException("request-not-found", "The case has no such aid request.", "requestId", caseNumber);

        // Said again after a lost answer: it is as it was asked for.
        var open = asked.Where(request => !request.IsDecided).ToList();
        if (open.Count == 0 && asked.Exists(request => request.Status != RequestStatus.Withdrawn))
            throw new RuleViolationException("withdraw-decided", "It has been decided already and cannot be withdrawn any more.");
        foreach (var request in open)
            await writes.RunAsync<AidRequest>(null, _ => WithdrawAsync(found.Id, request.Id, actor, cancellationToken), cancellationToken);
        db.ChangeTracker.Clear();
        return await cases.GetAsync(caseNumber, actor, cancellationToken);
    }

    public static bool MayWithdraw(AidCase aidCase, Actor actor) => actor.Has(StaffRoles.Clerk) && actor.OrganisationId == aidCase.OrganisationId;

    private async Task<AidRequest> WithdrawAsync(Guid caseId, Guid requestId, Actor actor, CancellationToken cancellationToken)
    {
        string? ended = null;
        while (true)
        {
            var (aidCase, request) = await TrackAsync(caseId, requestId, actor, cancellationToken);
            var instanceId = InstanceToCancel(aidCase, request);
            if (instanceId is null || instanceId == ended)
            {
                // Nothing runs, or what ran has ended without deciding: only the request is left to withdraw.
                await db.SaveChangesAsync(cancellationToken);
                return request;
            }

            try
            {
                // Commits what is tracked as well.
                await runtime.CancelAsync(instanceId, actor.PersonId.ToString(), cancellationToken);
                return request;
            }
            catch (InstanceStateException)
            {
                // It has ended, perhaps at this very moment, and perhaps by starting the next one: look again.
                ended = instanceId;
            }
            catch (WorkflowInstanceNotFoundException)
            {
                throw new RuleViolationException("withdraw-not-started", "The request is just being started. Try again in a moment.");
            }
        }
    }

    /// <summary>The aid item's own workflow; before there is one, the way to the archive, once nothing is left to go it for.</summary>
    private static string? InstanceToCancel(AidCase aidCase, AidRequest request) =>
        request.WorkflowInstanceId.Length > 0 ? request.WorkflowInstanceId
        : aidCase.IsOpen ? null
        : aidCase.IntakeInstanceId;

    private async Task<(AidCase Case, AidRequest Request)> TrackAsync(Guid caseId, Guid requestId, Actor actor, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var aidCase = await db.Set<AidCase>().Include(candidate => candidate.Requests).SingleAsync(candidate => candidate.Id == caseId, cancellationToken);
        aidCase.Withdraw(requestId, actor.PersonId, clock.GetUtcNow());
        if (!aidCase.IsOpen && await db.Set<HouseholdArchive>().Include(archive => archive.People).SingleOrDefaultAsync(archive => archive.CaseId == caseId && archive.State == ArchiveState.Temporary, cancellationToken) is { } begun)
            begun.MoveTo(ArchiveState.Withdrawn, actor.PersonId, clock.GetUtcNow());
        return (aidCase, aidCase.Requests.Single(request => request.Id == requestId));
    }
}
