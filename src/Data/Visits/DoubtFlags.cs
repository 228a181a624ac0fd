using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Visits;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Visits;

/// <summary>Raises doubts about cases; the caller saves.</summary>
public sealed class DoubtFlags(AidDbContext db)
{
    /// <summary>The same doubt is raised once while it is open.</summary>
    public async Task<bool> RaiseAsync(Guid caseId, DoubtReason reason, string note, Guid? personId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (db.ChangeTracker.Entries<DoubtFlag>().Any(entry => entry.Entity.CaseId == caseId && entry.Entity.Reason == reason && entry.Entity.IsOpen)
            || await db.Set<DoubtFlag>().AnyAsync(flag => flag.CaseId == caseId && flag.Reason == reason && flag.ClearedAt == null, cancellationToken))
        {
            return false;
        }

        var raised = new DoubtFlag(caseId, reason, note, personId, now);
        db.Add(raised);
        db.Add(raised.Told());
        return true;
    }

    /// <summary>
    /// What an application has in common with others: a person who stands in another open case, or the bank account of somebody else's.
    /// Applicant, bank account and members must be loaded.
    /// </summary>
    public async Task RaiseForSharedDataAsync(AidCase aidCase, Guid? personId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        byte[][] people = [aidCase.Applicant.IdNumberIndex, .. aidCase.Members.Select(member => member.IdNumberIndex)];
        foreach (var person in people)
        {
            if (await AppearsElsewhereAsync(aidCase.Id, person, cancellationToken))
            {
                await RaiseAsync(aidCase.Id, DoubtReason.DuplicateId, "", personId, now, cancellationToken);
                break;
            }
        }

        var account = aidCase.Bank.NumberIndex;
        var applicant = aidCase.Applicant.IdNumberIndex;
        var shared = await db.Set<BankAccount>().AnyAsync(
            other => other.NumberIndex == account && other.CaseId != aidCase.Id
                && !db.Set<Applicant>().Any(owner => owner.CaseId == other.CaseId && owner.IdNumberIndex == applicant),
            cancellationToken);
        if (shared)
            await RaiseAsync(aidCase.Id, DoubtReason.SharedBankAccount, "", personId, now, cancellationToken);
    }

    // Statuses of an open case, as AidCase.IsOpen has them.
    private Task<bool> AppearsElsewhereAsync(Guid caseId, byte[] person, CancellationToken cancellationToken) => db.Set<AidCase>()
        .Where(other => other.Id != caseId && (other.Status == CaseStatus.Submitted || other.Status == CaseStatus.InReview || other.Status == CaseStatus.AwaitingSupplement))
        .AnyAsync(other => other.Applicant.IdNumberIndex == person || other.Members.Any(member => member.IdNumberIndex == person), cancellationToken);
}
