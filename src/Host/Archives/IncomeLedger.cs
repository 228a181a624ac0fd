using System.Globalization;
using AidWorkflows.Data;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Archives;

/// <summary>Keeps what a household had to live on, month by month (S-081, Q-24). Entering a month again corrects it.</summary>
public sealed class IncomeLedger(AidDbContext db, IdempotentWrites writes, TimeProvider clock)
{
    private const int LongestEvidence = 200;
    private const decimal Most = 1_000_000m;

    /// <summary>S-090: the clerks of the union that keeps the archive.</summary>
    public static bool MayRecord(Actor actor, string organisationPath) => actor.Has(StaffRoles.Clerk) && actor.OrganisationPath == organisationPath;

    /// <exception cref="InvalidInputException">With every field that is wrong.</exception>
    /// <exception cref="RuleViolationException">not-found, forbidden, archive-closed, income-month-not-over.</exception>
    public Task<MonthlyIncomeView> RecordAsync(string archiveNumber, string month, MonthlyIncomeForm form, Actor actor, WriteKey? key, CancellationToken cancellationToken)
    {
        List<ValidationProblem> problems = [];
        if (!DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
            problems.Add(new("month-format", "month", "Write the month as in 2026-05."));
        if (form.PerHead is null)
            problems.Add(new("field-required", "perHead", "This field is required."));
        else if (form.PerHead < 0 || form.PerHead > Most || decimal.Round(form.PerHead.Value, 2) != form.PerHead)
            problems.Add(new("income-amount", "perHead", "An income is an amount of yuan with at most two decimals.", Most));
        if (string.IsNullOrWhiteSpace(form.Evidence))
            problems.Add(new("field-required", "evidence", "This field is required."));
        else if (form.Evidence.Trim().Length > LongestEvidence)
            problems.Add(new("field-too-long", "evidence", $"At most {LongestEvidence} characters.", LongestEvidence));
        if (problems.Count > 0)
            throw new InvalidInputException(problems);

        return writes.RunAsync<MonthlyIncomeView>(key, async slot =>
        {
            var archive = await db.Set<HouseholdArchive>().Include(candidate => candidate.Incomes).FindOverseenAsync(archiveNumber, actor, cancellationToken);
            if (!MayRecord(actor, archive.OrganisationPath))
                throw new RuleViolationException("forbidden", "Incomes are recorded by the clerks of the union that keeps the archive.");

            var now = clock.GetUtcNow();
            archive.RecordIncome(first.Year, first.Month, form.PerHead!.Value, form.Evidence!.Trim(), actor.PersonId, ChinaTime.DateOf(now), now);
            var view = new MonthlyIncomeView(first.Year, first.Month, form.PerHead.Value, form.Evidence.Trim(), now);
            slot.Is(() => view);
            await db.SaveChangesAsync(cancellationToken);
            return view;
        }, cancellationToken);
    }
}

/// <summary>The income of one month as it is typed in.</summary>
public sealed record MonthlyIncomeForm
{
    /// <summary>Yuan a head.</summary>
    public decimal? PerHead { get; init; }

    /// <summary>The paper or register row that shows it.</summary>
    public string? Evidence { get; init; }
}
