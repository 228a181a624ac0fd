using System.Globalization;
using AidWorkflows.Domain.Cases;

namespace AidWorkflows.Domain.Registers;

/// <summary>
/// Compares what a household declared with what registers answer. One principle holds for all of them: what a register knows beyond
/// the declaration speaks against the household; what was declared beyond the register does not. A question that nobody asked
/// makes a finding doubtful and not false.
/// </summary>
public static class RegisterComparer
{
    private static readonly string[] EndedStates = ["注销", "吊销", "撤销", "cancelled", "revoked", "closed"];

    private static readonly IncomeKind[] Earned = [IncomeKind.Wage, IncomeKind.Pension];

    private static readonly IncomeKind[] Taxable = [IncomeKind.Wage, IncomeKind.Business, IncomeKind.Property, IncomeKind.Other];

    public static IReadOnlyList<ComparisonLine> Compare(
        DeclaredHousehold household, IReadOnlyList<RegisterAnswer> answers, IReadOnlyList<RegisterKind> registers, ComparisonRules rules, DateOnly today)
    {
        var oldest = today.AddMonths(-rules.OldestMonths);
        List<ComparisonLine> lines = [];
        foreach (var kind in registers.Distinct().Order())
        {
            var fresh = answers.Where(answer => answer.Kind == kind && answer.AsOf >= oldest).ToList();
            var stale = answers.Any(answer => answer.Kind == kind && answer.AsOf < oldest);
            lines.AddRange(Lines(household, new Answers(kind, fresh, stale), rules));
            lines.AddRange(fresh.Where(answer => answer.NameDiffers).Select(answer => new ComparisonLine(
                kind, answer.MemberId, false, "name", ComparisonResult.Doubtful, null, null, Ids([answer]), "name-differs", answer.AsOf)));
        }

        return lines;
    }

    private static IEnumerable<ComparisonLine> Lines(DeclaredHousehold household, Answers answers, ComparisonRules rules) => answers.Kind switch
    {
        RegisterKind.Vehicles => [Things(household, answers, "vehicles", household.Answer("boughtVehicle", "ownsCar", "usesMachinery"), row => RegisterValues.Number(row, "vehicles", 1))],
        RegisterKind.BusinessLicences =>
            [Things(household, answers, "licences", household.Answer("ownsBusinessPremises", "ownsShop", "employsWorkers", "ownsBusinessWithEmployees", "ownsBusiness"), Licences)],
        RegisterKind.RealEstate =>
        [
            Dwellings(household, answers),
            Things(household, answers, "shops", household.Answer("ownsShop", "ownsBusinessPremises"), row => RegisterValues.Number(row, "shops")),
        ],
        RegisterKind.SocialInsurance => Incomes(household, answers, rules, "earnings", Earned, row => RegisterValues.Number(row, "annualWage") + RegisterValues.Number(row, "annualPension")),
        RegisterKind.TaxRecords => Incomes(household, answers, rules, "taxableIncome", Taxable, row => RegisterValues.Number(row, "annualIncome")),
        RegisterKind.MinimumLiving => [MinimumLiving(household, answers)],
        _ =>
        [
            Savings(household, answers, rules),
            Things(household, answers, "securitiesAccounts", household.Answer("investsInShares"), row => RegisterValues.Number(row, "securitiesAccounts")),
        ],
    };

    /// <summary>Things that one either has or not: declared with yes or no, found as a number.</summary>
    private static ComparisonLine Things(
        DeclaredHousehold household, Answers answers, string fact, bool? declared, Func<IReadOnlyDictionary<string, string>, decimal> count)
    {
        var found = answers.Sum(count);
        var (result, reason) = (found > 0, declared) switch
        {
            (true, false) => (ComparisonResult.Mismatch, "found-undeclared"),
            (true, null) => (ComparisonResult.Doubtful, "found-not-asked"),
            (true, true) => (ComparisonResult.Match, "as-declared"),
            (false, true) => (ComparisonResult.Match, "declared-more"),
            _ => (ComparisonResult.Match, "none-found"),
        };
        return answers.Household(household, fact, result, reason, declared switch { true => "yes", false => "no", null => null }, Whole(found), row => count(row) > 0);
    }

    private static ComparisonLine Dwellings(DeclaredHousehold household, Answers answers)
    {
        static decimal Count(IReadOnlyDictionary<string, string> row) => RegisterValues.Number(row, "dwellings");
        var found = answers.Sum(Count);
        var (result, reason) = household.Dwellings switch
        {
            null when found > 0 => (ComparisonResult.Doubtful, "found-not-asked"),
            null => (ComparisonResult.Match, "none-found"),
            { } declared when found > declared => (ComparisonResult.Mismatch, "found-more"),
            { } declared when found < declared => (ComparisonResult.Match, "declared-more"),
            _ => (ComparisonResult.Match, "as-declared"),
        };
        return answers.Household(household, "dwellings", result, reason, household.Dwellings?.ToString(CultureInfo.InvariantCulture), Whole(found), row => Count(row) > 0);
    }

    private static ComparisonLine MinimumLiving(DeclaredHousehold household, Answers answers)
    {
        var monthly = answers.Sum(row => RegisterValues.Number(row, "monthlyAmount"));
        var listed = answers.AnyRow;
        var declared = household.Answer("hasMinimumLivingCertificate");
        var (result, reason) = (listed, declared) switch
        {
            (true, true) => (ComparisonResult.Match, "as-declared"),
            (true, _) => (ComparisonResult.Doubtful, "listed-undeclared"),

            // A certificate opens the way to aid, so here it is the claim that the register has to bear out.
            (false, true) => (ComparisonResult.Doubtful, "certificate-not-found"),
            _ => (ComparisonResult.Match, "none-found"),
        };
        return answers.Household(
            household, "minimumLiving", result, reason, declared switch { true => "yes", false => "no", null => null }, listed ? Money(monthly) : "no", _ => true);
    }

    private static ComparisonLine Savings(DeclaredHousehold household, Answers answers, ComparisonRules rules)
    {
        var found = answers.Sum(row => RegisterValues.Number(row, "balance"));
        var (result, reason) = found > rules.SavingsDoubtAbove ? (ComparisonResult.Doubtful, "savings-high") : (ComparisonResult.Match, "savings-within");
        return answers.Household(household, "savings", result, reason, null, Money(found), _ => true);
    }

    private static IEnumerable<ComparisonLine> Incomes(
        DeclaredHousehold household, Answers answers, ComparisonRules rules, string fact, IncomeKind[] kinds, Func<IReadOnlyDictionary<string, string>, decimal> amount)
    {
        foreach (var person in household.People)
        {
            var declared = household.IncomeOf(person.MemberId, kinds);
            if (answers.Of(person.MemberId) is not { } answer)
            {
                // Nobody asks an employer about a child at school.
                if (person.School == SchoolStage.None || declared > 0)
                    yield return answers.Missing(person.MemberId, fact, Money(declared));
                continue;
            }

            var found = answer.Rows.Sum(row => amount(row.Facts));
            var (result, reason) = Income(declared, found, rules.IncomeTolerance);
            yield return new ComparisonLine(answers.Kind, person.MemberId, false, fact, result, Money(declared), Money(found), Ids([answer]), reason, answer.AsOf);
        }
    }

    private static (ComparisonResult Result, string Reason) Income(decimal declared, decimal found, decimal tolerance)
    {
        if (found <= declared)
            return (ComparisonResult.Match, found == declared ? "as-declared" : "declared-more");

        return found <= declared * (1 + tolerance) ? (ComparisonResult.Doubtful, "income-within-tolerance") : (ComparisonResult.Mismatch, "income-higher");
    }

    private static decimal Licences(IReadOnlyDictionary<string, string> row) =>
        row.TryGetValue("state", out var state) && EndedStates.Any(ended => state.Contains(ended, StringComparison.OrdinalIgnoreCase)) ? 0 : RegisterValues.Number(row, "licences", 1);

    private static List<Guid> Ids(IEnumerable<RegisterAnswer> answers) => [.. answers.SelectMany(answer => answer.Rows).Select(row => row.ExtractId)];

    private static string Whole(decimal number) => number.ToString("0", CultureInfo.InvariantCulture);

    private static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>The answers of one register.</summary>
    private sealed class Answers(RegisterKind kind, IReadOnlyList<RegisterAnswer> fresh, bool hasStale)
    {
        public RegisterKind Kind => kind;

        public bool AnyRow => fresh.Any(answer => answer.Rows.Count > 0);

        private string Silence => hasStale ? "too-old" : "no-answer";

        public RegisterAnswer? Of(Guid? memberId) => fresh.FirstOrDefault(answer => answer.MemberId == memberId);

        public decimal Sum(Func<IReadOnlyDictionary<string, string>, decimal> value) => fresh.SelectMany(answer => answer.Rows).Sum(row => value(row.Facts));

        public ComparisonLine Missing(Guid? memberId, string fact, string? declared) =>
            new(kind, memberId, false, fact, ComparisonResult.NoData, declared, null, [], Silence, null);

        /// <summary>Good news about the household needs an answer for each of its people; bad news needs one.</summary>
        public ComparisonLine Household(
            DeclaredHousehold household, string fact, ComparisonResult result, string reason, string? declared, string found, Func<IReadOnlyDictionary<string, string>, bool> counts)
        {
            var silent = household.People.Where(person => Of(person.MemberId) is null).ToList();
            if (silent.Count == household.People.Count)
                return new ComparisonLine(kind, null, true, fact, ComparisonResult.NoData, declared, null, [], Silence, null);
            if (silent.Count > 0 && result == ComparisonResult.Match)
                (result, reason) = (ComparisonResult.NoData, hasStale ? "too-old" : "answers-missing");

            List<Guid> ids = [.. fresh.SelectMany(answer => answer.Rows).Where(row => counts(row.Facts)).Select(row => row.ExtractId)];
            return new ComparisonLine(kind, null, true, fact, result, declared, found, ids, reason, fresh.Max(answer => answer.AsOf));
        }
    }
}
