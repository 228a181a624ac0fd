using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

public enum ExitOutcome
{
    /// <summary>Still in hardship, or not proven otherwise.</summary>
    Stay,

    /// <summary>解困: the standard is reached, the hardship is not over (S-082).</summary>
    Relieved,

    /// <summary>脱困: the cause is gone and the income has been above the standard long enough (S-081).</summary>
    Lifted,
}

/// <summary>Income a head of one month; null when nobody has recorded it, which proves nothing .</summary>
public sealed record MonthOfIncome(int Year, int Month, decimal? PerHead);

/// <summary>One month against the standard that held in it.</summary>
public sealed record ExitMonth(int Year, int Month, decimal? PerHead, decimal? Standard, StepResult Lifted, StepResult Relieved);

public sealed record ExitResult(ExitOutcome Outcome, int MonthsNeeded, int MonthsProven, bool CauseIsGone, IReadOnlyList<ExitMonth> Months, Citation Citation);

/// <summary>Whether a household is out of hardship, over its last consecutive months (S-080 to S-082).</summary>
public static class ExitTest
{
    /// <param name="last">The last month to look at; the rule's number of months ends with it.</param>
    public static ExitResult Test(PolicyPack pack, string organisationPath, IReadOnlyList<MonthOfIncome> ledger, DateOnly last, bool causeIsGone)
    {
        var rule = pack.Exit ?? throw new ArgumentException($"Pack '{pack.Key}' has no rule for leaving the programme.", nameof(pack));
        var months = Enumerable.Range(0, rule.Months).Select(back => Month(pack, rule, organisationPath, ledger, last.AddMonths(back - rule.Months + 1))).ToList();
        var lifted = causeIsGone && months.TrueForAll(month => month.Lifted == StepResult.Yes);
        var relieved = months[^1].Relieved == StepResult.Yes;
        return new ExitResult(
            lifted ? ExitOutcome.Lifted : relieved ? ExitOutcome.Relieved : ExitOutcome.Stay,
            rule.Months,
            months.AsEnumerable().Reverse().TakeWhile(month => month.Lifted == StepResult.Yes).Count(),
            causeIsGone,
            months,
            rule.Citation);
    }

    private static ExitMonth Month(PolicyPack pack, ExitRule rule, string organisationPath, IReadOnlyList<MonthOfIncome> ledger, DateOnly month)
    {
        // The standard of the month's last day, because a month's income is complete only then.
        var end = new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month));
        var standard = pack.Standards.Find(organisationPath, end)?.Monthly;
        var income = ledger.FirstOrDefault(entry => entry.Year == month.Year && entry.Month == month.Month)?.PerHead;
        return new ExitMonth(month.Year, month.Month, income, standard, Holds(rule.Lifted, income, standard), Holds(rule.Relieved, income, standard));
    }

    private static StepResult Holds(ComparisonOperator comparison, decimal? income, decimal? standard)
    {
        if (income is not { } left || standard is not { } right)
            return StepResult.Unknown;

        return comparison.Holds(left, right) ? StepResult.Yes : StepResult.No;
    }
}
