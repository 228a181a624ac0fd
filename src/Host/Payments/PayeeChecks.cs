using AidWorkflows.Data;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Awards;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Funds;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Payments;

/// <summary>
/// Whether payments may go to their payees now: an active archive, its holder's own card, money that is for this kind of aid, and hands
/// that did not approve it. Asked when a batch is made, when it is checked, and before its file leaves the house.
/// </summary>
internal sealed class PayeeChecks(AidDbContext db, FieldProtector protector)
{
    /// <exception cref="RuleViolationException">not-found, archive-needed, archive-not-active, payee-not-holder, account-not-valid, fund-use, payment-approver.</exception>
    public async Task RequireAsync(IReadOnlyList<Payment> payments, Fund fund, Actor actor, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. payments.Select(payment => payment.Id)];
        var owed = await (
            from payment in db.Set<Payment>()
            join aidCase in db.Set<AidCase>() on payment.CaseId equals aidCase.Id
            join award in db.Set<Award>() on payment.AwardId equals award.Id
            join request in db.Set<AidRequest>() on award.RequestId equals request.Id
            where ids.Contains(payment.Id)
            select new Owed(payment.Id, aidCase.OrganisationPath, aidCase.Programme, aidCase.ArchiveId, aidCase.Applicant.IdNumberIndex, award.Kind, request.WorkflowInstanceId))
            .ToDictionaryAsync(row => row.PaymentId, cancellationToken);
        Guid?[] archiveIds = [.. owed.Values.Select(row => row.ArchiveId).Distinct()];
        var archives = await db.Set<HouseholdArchive>().AsNoTracking().Include(archive => archive.People)
            .Where(archive => archiveIds.Contains(archive.Id)).ToDictionaryAsync(archive => archive.Id, cancellationToken);
        foreach (var payment in payments)
        {
            var row = owed[payment.Id];
            if (!row.OrganisationPath.StartsWith(fund.OrganisationPath, StringComparison.Ordinal))
                throw new RuleViolationException("not-found", "There is no such payment in your county.", "payments");

            RequireHolder(payment, row, archives);
            if (!BankCardNumber.TryParse(protector.Open(SealedColumns.PaymentAccount, payment.Id, payment.AccountSealed), out _, out _))
                throw new RuleViolationException("account-not-valid", $"Payment {payment.Number} has no valid card number.", "payments", payment.Number);
            if (!fund.MayPay(row.Programme, row.Kind))
                throw new RuleViolationException("fund-use", $"Payment {payment.Number}: the money of this fund is not for this aid.", "payments", payment.Number, fund.Source, row.Kind);
        }

        await RefuseApproverAsync([.. owed.Values.Select(row => row.InstanceId).Where(id => id.Length > 0)], actor, cancellationToken);
    }

    /// <summary>S-071, by name and by identity number.</summary>
    private static void RequireHolder(Payment payment, Owed row, Dictionary<Guid, HouseholdArchive> archives)
    {
        if (row.ArchiveId is not { } archiveId || !archives.TryGetValue(archiveId, out var archive))
            throw new RuleViolationException("archive-needed", $"Payment {payment.Number} has no household archive; aid needs one.", "payments", payment.Number);

        archive.RequireActive();
        var holder = archive.Holder;
        if (!string.Equals(holder.Name, payment.PayeeName, StringComparison.Ordinal) || !holder.IdNumberIndex.AsSpan().SequenceEqual(row.ApplicantIndex))
            throw new RuleViolationException("payee-not-holder", $"Payment {payment.Number} does not go to the holder of the archive.", "payments", payment.Number);
    }

    /// <summary>Who signed the decision, themselves or for somebody, has no hand in its payment.</summary>
    private async Task RefuseApproverAsync(string[] instances, Actor actor, CancellationToken cancellationToken)
    {
        Guid[] people = [actor.PersonId, .. actor.StandsInFor];
        var hasSigned = await db.Set<HumanTask>().AsNoTracking()
            .Where(task => instances.Contains(task.WorkflowInstanceId))
            .SelectMany(task => task.Signatures)
            .AnyAsync(signature => people.Contains(signature.PersonId) || (signature.OnBehalfOf != null && people.Contains(signature.OnBehalfOf.Value)), cancellationToken);
        if (hasSigned)
            throw new RuleViolationException("payment-approver", "Who took part in the decision on an award does not pay it.");
    }

    private sealed record Owed(Guid PaymentId, string OrganisationPath, string Programme, Guid? ArchiveId, byte[] ApplicantIndex, AidKind Kind, string InstanceId);
}
