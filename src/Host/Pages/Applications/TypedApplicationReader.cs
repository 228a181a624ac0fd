using System.Globalization;
using AidWorkflows.Host.Applications;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Pages.Applications;

/// <summary>Turns what was typed into the application that the public API takes; what cannot be read is said beside its field.</summary>
internal sealed class TypedApplicationReader(TypedApplication typed, ModelStateDictionary state, IStringLocalizer<Words> words)
{
    public ApplicationForm Read() => new()
    {
        Programme = typed.Programme,
        Consent = typed.Consent,
        Applicant = new ApplicantForm
        {
            Name = typed.Applicant.Name,
            IdNumber = typed.Applicant.IdNumber,
            Phone = typed.Applicant.Phone,
            Employer = typed.Applicant.Employer,
            Bank = new BankForm
            {
                BankName = typed.Applicant.Bank.BankName,
                AccountName = typed.Applicant.Bank.AccountName,
                AccountNumber = typed.Applicant.Bank.AccountNumber,
            },
        },
        Household = new HouseholdForm
        {
            Members = [.. typed.Household.Members.Select(ReadMember)],
            Income = [.. typed.Household.Income.Select((row, i) => ReadIncome(row, $"Form.Household.Income[{i}]"))],
            RigidExpenses = [.. typed.Household.RigidExpenses.Select((row, i) => ReadExpense(row, $"Form.Household.RigidExpenses[{i}]"))],
            Loss = ReadLoss(typed.Household.Loss),
            Causes = ReadCauses(typed.Household.Causes),
            Dwellings = Count(typed.Household.Dwellings, "Form.Household.Dwellings"),
            Declarations = NewModel.Questions.ToDictionary(question => question, question => typed.Household.Declarations.GetValueOrDefault(question)),
        },
        Requests = [.. typed.Requests.Select((row, i) => ReadRequest(row, $"Form.Requests[{i}]"))],
    };

    private static MemberForm ReadMember(MemberRow row) => new()
    {
        Name = row.Name,
        Relation = Choice<Domain.Cases.FamilyRelation>(row.Relation),
        IdNumber = row.IdNumber,
        School = Choice<Domain.Cases.SchoolStage>(row.School),
    };

    private IncomeForm ReadIncome(MoneyRow row, string field) => new()
    {
        MemberIdNumber = MemberOf(row),
        Kind = Choice<Domain.Cases.IncomeKind>(row.Kind),
        AnnualAmount = Amount(row.AnnualAmount, $"{field}.AnnualAmount"),
        Evidence = row.Evidence,
    };

    private RigidExpenseForm ReadExpense(MoneyRow row, string field) => new()
    {
        MemberIdNumber = MemberOf(row),
        Kind = Choice<Domain.Cases.RigidExpenseKind>(row.Kind),
        AnnualAmount = Amount(row.AnnualAmount, $"{field}.AnnualAmount"),
        Evidence = row.Evidence,
    };

    private LossForm? ReadLoss(LossRow row) => row.IsEmpty ? null : new LossForm
    {
        Cause = Choice<Domain.Cases.LossCause>(row.Cause),
        Amount = Amount(row.Amount, "Form.Household.Loss.Amount"),
        OccurredOn = Day(row.OccurredOn, "Form.Household.Loss.OccurredOn"),
        Compensation = Amount(row.Compensation, "Form.Household.Loss.Compensation"),
    };

    private static CausesForm? ReadCauses(CauseRows rows)
    {
        var main = Choice<Domain.Cases.HardshipCause>(rows.Main);
        List<Domain.Cases.HardshipCause> others =
        [
            .. rows.Others.Where(row => row.Value).Select(row => Choice<Domain.Cases.HardshipCause>(row.Key)).OfType<Domain.Cases.HardshipCause>(),
        ];
        return main is null && others.Count == 0 ? null : new CausesForm { Main = main, Others = others };
    }

    private RequestForm ReadRequest(RequestRow row, string field) => new()
    {
        Kind = Choice<Domain.Cases.AidKind>(row.Kind),
        MemberIdNumber = MemberOf(row),
        Amount = Amount(row.Amount, $"{field}.Amount"),
        SelfPaidAmount = Amount(row.SelfPaidAmount, $"{field}.SelfPaidAmount"),
        TotalCost = Amount(row.TotalCost, $"{field}.TotalCost"),
        Reimbursed = Amount(row.Reimbursed, $"{field}.Reimbursed"),
    };

    private string? MemberOf(PersonRow row) =>
        int.TryParse(row.Member, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < typed.Household.Members.Count
            ? typed.Household.Members[at].IdNumber
            : null;

    private decimal? Amount(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        // "20,000.01" and full-width digits are how amounts get copied from papers. NFKC makes them plain.
        var plain = text.Normalize(System.Text.NormalizationForm.FormKC).Trim();
        if (decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount))
            return amount;

        state.AddModelError(field, words["Binding.Number"]);
        return null;
    }

    private int? Count(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (int.TryParse(text.Normalize(System.Text.NormalizationForm.FormKC).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return count;

        state.AddModelError(field, words["Binding.Number"]);
        return null;
    }

    private DateOnly? Day(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;

        state.AddModelError(field, words["Binding.Date"]);
        return null;
    }

    private static T? Choice<T>(string? name)
        where T : struct, Enum =>
        Enum.GetNames<T>().Contains(name) ? Enum.Parse<T>(name!) : null;
}
