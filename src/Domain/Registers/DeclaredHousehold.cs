using AidWorkflows.Domain.Cases;

namespace AidWorkflows.Domain.Registers;

/// <summary>Somebody of the household as a comparison sees them.</summary>
/// <param name="MemberId">Null for the applicant.</param>
public sealed record DeclaredPerson(Guid? MemberId, SchoolStage School);

/// <summary>What a household has declared, without names and numbers.</summary>
public sealed record DeclaredHousehold(
    IReadOnlyList<DeclaredPerson> People, IReadOnlyList<IncomeLine> Income, IReadOnlyDictionary<string, bool> Declarations, int? Dwellings)
{
    public static DeclaredHousehold Of(AidCase aidCase) => new(
        [new DeclaredPerson(null, SchoolStage.None), .. aidCase.Members.OrderBy(member => member.Id).Select(member => new DeclaredPerson(member.Id, member.School))],
        aidCase.Income,
        aidCase.Declarations,
        aidCase.Dwellings);

    /// <summary>True when one of them was answered with yes, false when with no, null when nobody asked.</summary>
    public bool? Answer(params ReadOnlySpan<string> names)
    {
        bool? answer = null;
        foreach (var name in names)
            if (Declarations.TryGetValue(name, out var value))
                answer = answer == true || value;
        return answer;
    }

    public decimal IncomeOf(Guid? memberId, params IReadOnlyList<IncomeKind> kinds) =>
        Income.Where(line => line.MemberId == memberId && kinds.Contains(line.Kind)).Sum(line => line.AnnualAmount);
}
