using System.Globalization;

namespace AidWorkflows.Host.Pages.Applications;

/// <summary>
/// What a clerk typed, as typed: text throughout, so that an amount that is no number comes back to be corrected. Names follow
/// the public API, so that its problems land beside the right field.
/// </summary>
public sealed class TypedApplication
{
    public const int MaximumRows = 20;

    public string? Programme { get; set; }

    public ApplicantRow Applicant { get; set; } = new();

    public HouseholdRows Household { get; set; } = new();

    public List<RequestRow> Requests { get; set; } = [];

    public bool Consent { get; set; }

    public static TypedApplication Empty(string programme) => new() { Programme = programme, Requests = [new RequestRow()] };

    /// <summary>Everybody an entry can be about: the applicant (empty) and the members by their place in the form.</summary>
    public IEnumerable<(string Value, string? Name)> People() =>
        Household.Members.Select((member, index) => (index.ToString(CultureInfo.InvariantCulture), member.Name)).Prepend(("", Applicant.Name))!;

    /// <summary>Adds or removes a row and keeps what the other rows say about whom.</summary>
    public void ChangeRows(string list, string change)
    {
        var remove = change.StartsWith("remove-", StringComparison.Ordinal)
            && int.TryParse(change["remove-".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : -1;
        switch (list)
        {
            case "members":
                Change(Household.Members, remove);
                if (remove >= 0)
                    ForgetMember(remove);
                break;
            case "income":
                Change(Household.Income, remove);
                break;
            case "expenses":
                Change(Household.RigidExpenses, remove);
                break;
            case "requests":
                Change(Requests, remove);
                break;
        }
    }

    private static void Change<TRow>(List<TRow> rows, int remove)
        where TRow : new()
    {
        if (remove >= 0 && remove < rows.Count)
            rows.RemoveAt(remove);
        else if (remove < 0 && rows.Count < MaximumRows)
            rows.Add(new TRow());
    }

    private void ForgetMember(int removed)
    {
        foreach (var row in Household.Income.Cast<PersonRow>().Concat(Household.RigidExpenses).Concat(Requests))
        {
            if (!int.TryParse(row.Member, NumberStyles.None, CultureInfo.InvariantCulture, out var member))
                continue;

            row.Member = member == removed ? null : (member > removed ? member - 1 : member).ToString(CultureInfo.InvariantCulture);
        }
    }
}

public sealed class ApplicantRow
{
    public string? Name { get; set; }

    public string? IdNumber { get; set; }

    public string? Phone { get; set; }

    public string? Employer { get; set; }

    public BankRow Bank { get; set; } = new();
}

public sealed class BankRow
{
    public string? BankName { get; set; }

    public string? AccountName { get; set; }

    public string? AccountNumber { get; set; }
}

public sealed class HouseholdRows
{
    public List<MemberRow> Members { get; set; } = [];

    public List<MoneyRow> Income { get; set; } = [];

    public List<MoneyRow> RigidExpenses { get; set; } = [];

    public LossRow Loss { get; set; } = new();

    public CauseRows Causes { get; set; } = new();

    public string? Dwellings { get; set; }

    public Dictionary<string, bool> Declarations { get; set; } = [];
}

public sealed class MemberRow
{
    public string? Name { get; set; }

    public string? Relation { get; set; }

    public string? IdNumber { get; set; }

    public string? School { get; set; }
}

public abstract class PersonRow
{
    /// <summary>Place of the member in the form; empty for the applicant.</summary>
    public string? Member { get; set; }
}

public sealed class MoneyRow : PersonRow
{
    public string? Kind { get; set; }

    public string? AnnualAmount { get; set; }

    public string? Evidence { get; set; }
}

public sealed class CauseRows
{
    public string? Main { get; set; }

    /// <summary>Ticks by the name of the cause.</summary>
    public Dictionary<string, bool> Others { get; set; } = [];
}

public sealed class LossRow
{
    public string? Cause { get; set; }

    public string? Amount { get; set; }

    public string? OccurredOn { get; set; }

    public string? Compensation { get; set; }

    public bool IsEmpty =>
        string.IsNullOrWhiteSpace(Cause) && string.IsNullOrWhiteSpace(Amount) && string.IsNullOrWhiteSpace(OccurredOn) && string.IsNullOrWhiteSpace(Compensation);
}

public sealed class RequestRow : PersonRow
{
    public string? Kind { get; set; }

    public string? Amount { get; set; }

    public string? SelfPaidAmount { get; set; }

    public string? TotalCost { get; set; }

    public string? Reimbursed { get; set; }
}
