using AidWorkflows.Data;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Payments;

/// <summary>
/// Cards that holders of different archives have given as their own (Q-17: shared bank account). A doubt for the cashier to look into;
/// it refuses nothing, because a family may share a card that the bank pays to all the same.
/// </summary>
public sealed class SharedCards(AidDbContext db, FieldProtector protector)
{
    /// <param name="payments">Those that are paid already are left out: nobody can do anything about them here.</param>
    /// <param name="actor">Who reads it; archives of unions elsewhere are not named to them.</param>
    internal async Task<IReadOnlyList<PaymentWarning>> FindAsync(IReadOnlyCollection<Payment> payments, Actor actor, CancellationToken cancellationToken)
    {
        // By the card that it goes to: a corrected one is not that of the application.
        var cards = payments.Where(payment => payment.Status != PaymentStatus.Paid && payment.AccountSealed.Length > 0)
            .ToDictionary(payment => payment.Id, payment => protector.BlindIndex(SealedColumns.BankAccountIndex, protector.Open(SealedColumns.PaymentAccount, payment.Id, payment.AccountSealed)));
        if (cards.Count == 0)
            return [];

        var found = await HoldersAsync([.. cards.Values], [.. payments.Where(payment => cards.ContainsKey(payment.Id)).Select(payment => payment.CaseId).Distinct()], cancellationToken);
        var byCase = found.ToLookup(holder => holder.CaseId);
        var byCard = found.Select(holder => (Card: Convert.ToHexString(holder.Card), Holder: holder))
            .Concat(payments.Where(payment => cards.ContainsKey(payment.Id)).SelectMany(payment => byCase[payment.CaseId].Select(holder => (Card: Convert.ToHexString(cards[payment.Id]), Holder: holder))))
            .ToLookup(pair => pair.Card, pair => pair.Holder);
        return [.. payments.Where(payment => cards.ContainsKey(payment.Id)).Select(payment => WarningOf(payment, byCase[payment.CaseId].FirstOrDefault(), byCard[Convert.ToHexString(cards[payment.Id])], actor)).OfType<PaymentWarning>()];
    }

    private static PaymentWarning? WarningOf(Payment payment, Holder? own, IEnumerable<Holder> others, Actor actor)
    {
        // The same person may have had an archive before this one, with the same card.
        var shared = others.Where(other => own is not null && other.ArchiveId != own.ArchiveId && !other.Person.AsSpan().SequenceEqual(own.Person)).DistinctBy(other => other.ArchiveId).ToList();
        return shared.Count == 0
            ? null
            : new PaymentWarning(
                PaymentWarning.SharedBankAccount, payment.Id, payment.Number,
                [.. shared.Where(other => actor.Oversees(other.OrganisationPath)).Select(other => other.ArchiveNumber).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Who has given one of these cards, and who the payments are for. A merged archive is its survivor.</summary>
    private async Task<IReadOnlyList<Holder>> HoldersAsync(byte[][] cards, Guid[] cases, CancellationToken cancellationToken)
    {
        var accounts = await (
            from account in db.Set<BankAccount>().AsNoTracking()
            join aidCase in db.Set<AidCase>() on account.CaseId equals aidCase.Id
            where cards.Contains(account.NumberIndex) || cases.Contains(aidCase.Id)
            select new { CaseId = aidCase.Id, aidCase.ArchiveId, Person = aidCase.Applicant.IdNumberIndex, Card = account.NumberIndex }).ToListAsync(cancellationToken);
        Guid?[] begunIn = [.. accounts.Select(account => (Guid?)account.CaseId)];
        Guid[] named = [.. accounts.Select(account => account.ArchiveId).OfType<Guid>().Distinct()];
        var archives = await db.Set<HouseholdArchive>().AsNoTracking()
            .Where(archive => (named.Contains(archive.Id) || begunIn.Contains(archive.CaseId)) && archive.State != ArchiveState.Merged && archive.ErasedAt == null)
            .Select(archive => new { archive.Id, archive.CaseId, archive.ArchiveNumber, archive.OrganisationPath }).ToListAsync(cancellationToken);
        return
        [
            .. from account in accounts
               from archive in archives
               where archive.Id == account.ArchiveId || archive.CaseId == account.CaseId
               select new Holder(account.CaseId, archive.Id, archive.ArchiveNumber, archive.OrganisationPath, account.Person, account.Card),
        ];
    }

    private sealed record Holder(Guid CaseId, Guid ArchiveId, string ArchiveNumber, string OrganisationPath, byte[] Person, byte[] Card);
}

/// <summary>Something to look into before a payment leaves the house; it refuses nothing.</summary>
/// <param name="Archives">The other archives, as far as the reader oversees them.</param>
public sealed record PaymentWarning(string Code, Guid PaymentId, string PaymentNumber, IReadOnlyList<string> Archives)
{
    public const string SharedBankAccount = "shared-bank-account";
}
