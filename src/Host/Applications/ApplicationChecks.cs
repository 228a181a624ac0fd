using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Money;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Host.Applications;

/// <summary>Reads an application field by field and collects everything that is wrong, so that a clerk corrects it once.</summary>
internal sealed class ApplicationChecks
{
    private const int MaximumMembers = 20;
    private const int MaximumLines = 60;
    private const int MaximumRequests = 10;
    private const int MaximumDeclarations = 40;
    private const int MaximumDwellings = 100;
    private const int LongestEvidence = 200;

    private readonly List<ValidationProblem> problems = [];
    private readonly Dictionary<string, Guid> memberIds = new(StringComparer.Ordinal);
    private readonly DateTimeOffset now;
    private readonly DateOnly today;
    private string? applicantIdNumber;

    private ApplicationChecks(DateTimeOffset now)
    {
        this.now = now;
        today = ChinaTime.DateOf(now);
    }

    /// <exception cref="InvalidInputException">With every problem found.</exception>
    public static CheckedApplication Check(ApplicationForm form, DateTimeOffset now) => new ApplicationChecks(now).Read(form);

    private CheckedApplication Read(ApplicationForm form)
    {
        if (!form.Consent)
            problems.Add(new("consent-required", "consent", "The applicant's signed promise and authorisation are required (S-041)."));
        if (string.IsNullOrWhiteSpace(form.Programme))
            Missing("programme");
        else if (!AidProgrammes.All.Contains(form.Programme))
            problems.Add(new("unknown-programme", "programme", "There is no such programme.", string.Join(", ", AidProgrammes.All)));

        var applicant = form.Applicant ?? new ApplicantForm();
        var bank = applicant.Bank ?? new BankForm();
        var household = form.Household ?? new HouseholdForm();
        var name = Name(applicant.Name, "applicant.name");
        var idNumber = IdNumber(applicant.IdNumber, "applicant.idNumber");
        applicantIdNumber = idNumber?.Reveal();
        var phone = PhoneNumber.TryParse(applicant.Phone, out var readPhone, out var phoneProblem) ? readPhone : Wrong<PhoneNumber>(phoneProblem, "applicant.phone");
        var employer = Text(applicant.Employer, "applicant.employer", 200);
        var bankName = Text(bank.BankName, "applicant.bank.bankName", 100);
        var accountName = Name(bank.AccountName, "applicant.bank.accountName");
        var account = BankCardNumber.TryParse(bank.AccountNumber, out var readAccount, out var accountProblem)
            ? readAccount
            : Wrong<BankCardNumber>(accountProblem, "applicant.bank.accountNumber");
        if (name is not null && accountName is not null && name.Reveal() != accountName.Reveal())
            problems.Add(new("payee-not-applicant", "applicant.bank.accountName", "Aid is paid to the applicant's own account only (S-071)."));

        var members = Members(household.Members ?? []);
        var income = Lines(household.Income ?? [], "household.income", line => (line.MemberIdNumber, line.Kind, line.AnnualAmount, line.Origin, line.Evidence));
        var expenses = Lines(household.RigidExpenses ?? [], "household.rigidExpenses", line => (line.MemberIdNumber, line.Kind, line.AnnualAmount, line.Origin, line.Evidence));
        var loss = Loss(household.Loss);
        var causes = Causes(household.Causes);
        if (household.Dwellings is < 0 or > MaximumDwellings)
            problems.Add(new("field-above-maximum", "household.dwellings", $"A number from 0 to {MaximumDwellings}.", MaximumDwellings));
        var declarations = Declarations(household.Declarations ?? new Dictionary<string, bool>());
        var requests = Requests(form.Requests ?? []);
        if (problems.Count > 0)
            throw new InvalidInputException(problems);

        return new CheckedApplication(
            form.Programme!, name!, idNumber!, phone!, employer!, bankName!, accountName!, account!, members, income, expenses, loss, declarations, requests)
        {
            Causes = causes,
            Dwellings = household.Dwellings,
        };
    }

    private List<CheckedMember> Members(IReadOnlyList<MemberForm?> forms)
    {
        List<CheckedMember> members = [];
        foreach (var (form, field) in Limited(forms, "household.members", MaximumMembers))
        {
            var name = Name(form.Name, $"{field}.name");
            var idNumber = IdNumber(form.IdNumber, $"{field}.idNumber");
            if (form.Relation is null)
                Missing($"{field}.relation");
            if (idNumber is null || name is null || form.Relation is null)
                continue;

            var id = RisingId.New(now);
            if (idNumber.Reveal() == applicantIdNumber || !memberIds.TryAdd(idNumber.Reveal(), id))
                problems.Add(new("member-twice", $"{field}.idNumber", "This person is in the application already."));
            members.Add(new CheckedMember(id, name, form.Relation.Value, form.School ?? SchoolStage.None, idNumber));
        }

        return members;
    }

    private List<CheckedLine<TKind>> Lines<TForm, TKind>(
        IReadOnlyList<TForm?> forms, string list, Func<TForm, (string? MemberIdNumber, TKind? Kind, decimal? Amount, AmountOrigin? Origin, string? Evidence)> read)
        where TForm : class
        where TKind : struct, Enum
    {
        List<CheckedLine<TKind>> lines = [];
        foreach (var (form, field) in Limited(forms, list, MaximumLines))
        {
            var (memberIdNumber, kind, amount, origin, evidence) = read(form);
            if (kind is null)
                Missing($"{field}.kind");
            var memberId = MemberOf(memberIdNumber, $"{field}.memberIdNumber");
            var shown = string.IsNullOrWhiteSpace(evidence) ? null : Text(evidence, $"{field}.evidence", LongestEvidence);
            var backed = origin ?? (shown is null ? AmountOrigin.Declared : AmountOrigin.Document);
            if (backed != AmountOrigin.Declared && shown is null)
                Missing($"{field}.evidence");
            if (Amount(amount, $"{field}.annualAmount", mustBePositive: false) is { } checkedAmount && kind is not null)
                lines.Add(new CheckedLine<TKind>(memberId, kind.Value, checkedAmount, backed, shown));
        }

        return lines;
    }

    private HardshipLoss? Loss(LossForm? form)
    {
        if (form is null)
            return null;

        var amount = Amount(form.Amount, "household.loss.amount", mustBePositive: true);
        if (form.Cause is null)
            Missing("household.loss.cause");
        if (form.OccurredOn is null)
            Missing("household.loss.occurredOn");
        else if (form.OccurredOn > today)
            problems.Add(new("date-in-future", "household.loss.occurredOn", "The date must not be in the future."));

        var compensation = form.Compensation is null ? null : Amount(form.Compensation, "household.loss.compensation", mustBePositive: false);
        return amount is not null && form.Cause is not null && form.OccurredOn is not null
            ? new HardshipLoss(form.Cause.Value, amount.Value, form.OccurredOn.Value, compensation)
            : null;
    }

    private HardshipCauses? Causes(CausesForm? form)
    {
        if (form is null)
            return null;

        var others = form.Others ?? [];
        if (form.Main is null)
            Missing("household.causes.main");
        if (others.Count > HardshipCauses.MostOthers)
            problems.Add(new("too-many", "household.causes.others", $"At most {HardshipCauses.MostOthers} entries.", HardshipCauses.MostOthers));
        if (others.Distinct().Count() != others.Count || others.Any(other => other == form.Main))
            problems.Add(new("cause-twice", "household.causes.others", "A cause is there twice."));
        return form.Main is { } main ? new HardshipCauses(main, others) : null;
    }

    private IReadOnlyDictionary<string, bool> Declarations(IReadOnlyDictionary<string, bool> declarations)
    {
        // The names are the facts that exclusion rules ask for; they become data, so they are held to a plain form.
        if (declarations.Count > MaximumDeclarations)
            problems.Add(new("too-many", "household.declarations", $"At most {MaximumDeclarations} entries.", MaximumDeclarations));
        else if (declarations.Keys.Any(key => key.Length is 0 or > 40 || !char.IsAsciiLetterLower(key[0]) || !key.All(char.IsAsciiLetterOrDigit)))
            problems.Add(new("declaration-name", "household.declarations", "A declaration's name has 1 to 40 letters and digits and begins with a small letter."));

        return declarations;
    }

    private List<CheckedRequest> Requests(IReadOnlyList<RequestForm?> forms)
    {
        if (forms.Count == 0)
            problems.Add(new("requests-missing", "requests", "An application asks for at least one aid item."));

        List<CheckedRequest> requests = [];
        foreach (var (form, field) in Limited(forms, "requests", MaximumRequests))
        {
            if (form.Kind is null)
                Missing($"{field}.kind");
            var amount = Amount(form.Amount, $"{field}.amount", mustBePositive: true);
            var memberId = MemberOf(form.MemberIdNumber, $"{field}.memberIdNumber");
            var bill = Bill(form, field);
            var selfPaid = form.SelfPaidAmount is null ? bill?.TotalCost - bill?.Reimbursed : Amount(form.SelfPaidAmount, $"{field}.selfPaidAmount", mustBePositive: false);
            if (bill is not null && selfPaid is not null && selfPaid != bill.TotalCost - bill.Reimbursed)
                problems.Add(new("self-paid-differs", $"{field}.selfPaidAmount", "The individually borne part is the cost less what others have paid.", bill.TotalCost - bill.Reimbursed));
            if (form.Kind == AidKind.Medical && form.SelfPaidAmount is null && bill is null)
                Missing($"{field}.selfPaidAmount");
            if (form.Kind == AidKind.Medical && amount > selfPaid)
                problems.Add(new("amount-over-self-paid", $"{field}.amount", "Medical aid cannot be more than the part the patient paid (S-024)."));
            if (form.Kind is null || amount is null)
                continue;

            if (requests.Any(other => other.Kind == form.Kind && other.MemberId == memberId))
                problems.Add(new("request-twice", field, "The same kind of aid is asked for the same person twice."));
            requests.Add(new CheckedRequest(form.Kind.Value, amount.Value, selfPaid, bill, memberId));
        }

        return requests;
    }

    private MedicalBill? Bill(RequestForm form, string field)
    {
        if (form.TotalCost is null && form.Reimbursed is null)
            return null;

        var total = Amount(form.TotalCost, $"{field}.totalCost", mustBePositive: true);
        var reimbursed = Amount(form.Reimbursed, $"{field}.reimbursed", mustBePositive: false);
        if (total is null || reimbursed is null)
            return null;
        if (reimbursed > total)
            problems.Add(new("reimbursed-over-cost", $"{field}.reimbursed", "More cannot have been paid back than the treatment cost."));
        return new MedicalBill(total.Value, reimbursed.Value);
    }

    private List<(T Form, string Field)> Limited<T>(IReadOnlyList<T?> forms, string list, int maximum)
        where T : class
    {
        if (forms.Count > maximum)
            problems.Add(new("too-many", list, $"At most {maximum} entries.", maximum));

        List<(T Form, string Field)> result = [];
        for (var i = 0; i < Math.Min(forms.Count, maximum); i++)
        {
            if (forms[i] is { } form)
                result.Add((form, $"{list}[{i}]"));
            else
                Missing($"{list}[{i}]");
        }

        return result;
    }

    private Guid? MemberOf(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        if (IdNumber(typed, field) is not { } idNumber || idNumber.Reveal() == applicantIdNumber)
            return null;
        if (memberIds.TryGetValue(idNumber.Reveal(), out var id))
            return id;

        problems.Add(new("member-unknown", field, "This person is not among the household's members."));
        return null;
    }

    private PersonName? Name(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return Missing<PersonName>(field);

        return PersonName.TryParse(typed, out var name, out var problem) ? name : Wrong<PersonName>(problem, field);
    }

    private ChineseIdNumber? IdNumber(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return Missing<ChineseIdNumber>(field);

        return ChineseIdNumber.TryParse(typed, today, out var idNumber, out var problem) ? idNumber : Wrong<ChineseIdNumber>(problem, field);
    }

    private string? Text(string? typed, string field, int maximum)
    {
        var text = typed?.Trim();
        if (string.IsNullOrEmpty(text))
            return Missing<string>(field);
        if (text.Length > maximum)
            problems.Add(new("field-too-long", field, $"At most {maximum} characters.", maximum));
        else if (text.Any(char.IsControl) || HasLoneSurrogate(text))
            problems.Add(new("text-characters", field, "The text has characters that cannot be stored."));

        return text;
    }

    private decimal? Amount(decimal? amount, string field, bool mustBePositive)
    {
        if (amount is null)
        {
            Missing(field);
            return null;
        }

        if (Yuan.Validate(amount.Value, field, mustBePositive) is { } problem)
        {
            problems.Add(problem);
            return null;
        }

        return amount;
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return true;
        }

        return false;
    }

    private T? Wrong<T>(ValidationProblem problem, string field)
        where T : class
    {
        problems.Add(problem with { Field = field });
        return null;
    }

    private T? Missing<T>(string field)
        where T : class
    {
        Missing(field);
        return null;
    }

    private void Missing(string field) => problems.Add(new("field-required", field, "This field is required."));
}
