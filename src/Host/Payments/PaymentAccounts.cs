using AidWorkflows.Data;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Payments;

/// <summary>
/// The new account of a failed payment. It is entered here and not in the task's form, because a form is kept as it was written and a
/// card number is kept sealed.
/// </summary>
internal sealed class PaymentAccounts(AidDbContext db, FieldProtector protector, IdempotentWrites writes, TimeProvider clock)
{
    private const int LongestBankName = 100;

    /// <summary>The clerks of the union that took the application.</summary>
    public static bool MayCorrect(Actor actor, string organisationPath) => actor.Has(StaffRoles.Clerk) && actor.OrganisationPath == organisationPath;

    /// <exception cref="InvalidInputException">With every field that is wrong.</exception>
    /// <exception cref="RuleViolationException">not-found, forbidden, payment-not-failed, account-name-other.</exception>
    public Task<PaymentAccountView> CorrectAsync(Guid id, PaymentAccountForm form, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        writes.RunAsync<PaymentAccountView>(key, async answer =>
        {
            var (payment, caseNumber, path) = await FindAsync(id, actor, cancellationToken);
            if (!MayCorrect(actor, path))
                throw new RuleViolationException("forbidden", "The account is corrected by the clerks of the union that took the application.");

            List<ValidationProblem> problems = [];
            if (!PersonName.TryParse(form.AccountName, out var name, out var nameProblem))
                problems.Add(nameProblem with { Field = "accountName" });
            if (!BankCardNumber.TryParse(form.AccountNumber, out var number, out var numberProblem))
                problems.Add(numberProblem);
            var bank = form.BankName?.Trim() ?? "";
            if (bank.Length == 0)
                problems.Add(new("field-required", "bankName", "This field is required."));
            else if (bank.Length > LongestBankName)
                problems.Add(new("field-too-long", "bankName", $"At most {LongestBankName} characters.", LongestBankName));
            if (problems.Count > 0)
                throw new InvalidInputException(problems);

            var sealedNumber = new SealedField(protector.Seal(SealedColumns.PaymentAccount, payment.Id, number!.Reveal()), number.Masked);
            db.Add(payment.CorrectAccount(name!, bank, sealedNumber, actor.PersonId, clock.GetUtcNow()));
            answer.Is(() => View(payment, caseNumber));
            await db.SaveChangesAsync(cancellationToken);
            return View(payment, caseNumber);
        }, cancellationToken);

    /// <exception cref="RuleViolationException">not-found, forbidden.</exception>
    public async Task<PaymentAccountView> GetAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        var (payment, caseNumber, path) = await FindAsync(id, actor, cancellationToken);
        return MayCorrect(actor, path) ? View(payment, caseNumber) : throw new RuleViolationException("forbidden", "The account is corrected by the clerks of the union that took the application.");
    }

    private async Task<(Payment Payment, string CaseNumber, string Path)> FindAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        var payment = await db.Set<Payment>().SingleOrDefaultAsync(candidate => candidate.Id == id, cancellationToken);
        var found = payment is null
            ? null
            : await db.Set<AidCase>().AsNoTracking().Where(aidCase => aidCase.Id == payment.CaseId).Select(aidCase => new { aidCase.CaseNumber, aidCase.OrganisationPath }).SingleAsync(cancellationToken);
        return found is not null && actor.Oversees(found.OrganisationPath)
            ? (payment!, found.CaseNumber, found.OrganisationPath)
            : throw new RuleViolationException("not-found", "There is no such payment.");
    }

    private static PaymentAccountView View(Payment payment, string caseNumber) => new(
        payment.Id, payment.Number, caseNumber, payment.Amount, payment.Status, payment.PayeeName, payment.BankName, payment.AccountMask, payment.FailureReason, payment.CorrectedAt);
}

public sealed record PaymentAccountForm
{
    public string? AccountName { get; init; }

    public string? BankName { get; init; }

    public string? AccountNumber { get; init; }
}

public sealed record PaymentAccountView(
    Guid PaymentId, string PaymentNumber, string CaseNumber, decimal Amount, PaymentStatus Status, string PayeeName, string BankName, string AccountNumberMask, string? FailureReason, DateTimeOffset? CorrectedAt);
