using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

/// <summary>The facts that predicates ask for, each with the field it was read from. What is not in here is not known.</summary>
internal sealed class FactSheet
{
    private const string DeclarationsField = "household.declarations";
    private const string CausesField = "household.causes";

    private readonly Dictionary<string, decimal> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> references = new(StringComparer.Ordinal);

    public FactSheet(HouseholdFacts facts)
    {
        Declared(facts.Declarations);
        Causes(facts);
        foreach (var kind in Enum.GetValues<AidKind>())
        {
            var first = facts.Requests.FirstOrDefault(request => request.Kind == kind);
            Set($"{PolicyFacts.RequestPrefix}{kind}", first is not null, first?.Field ?? "requests");
        }

        Set(PolicyFacts.Members, facts.Members.Count + 1, "household.members");
        if (facts.Dwellings is { } dwellings)
            Set(PolicyFacts.Dwellings, dwellings, "household.dwellings");
    }

    public IReadOnlyDictionary<string, decimal> Values => values;

    public StepResult Evaluate(FactPredicate predicate) => predicate.Evaluate(values) switch
    {
        true => StepResult.Yes,
        false => StepResult.No,
        null => StepResult.Unknown,
    };

    public IReadOnlyList<FactUse> Uses(FactPredicate predicate) =>
    [
        .. predicate.Facts.Distinct(StringComparer.Ordinal).Select(name =>
            new FactUse(name, values.TryGetValue(name, out var value) ? value : null, references.GetValueOrDefault(name))),
    ];

    private void Declared(IReadOnlyDictionary<string, bool> declarations)
    {
        foreach (var (name, value) in declarations.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            // Of two names for one fact, "yes" is what must not be overlooked.
            if (PolicyFacts.OfDeclaration(name) is { } fact && (value || !values.ContainsKey(fact)))
                Set(fact, value, $"{DeclarationsField}.{name}");
        }
    }

    private void Causes(HouseholdFacts facts)
    {
        // A stated list is complete; without one, only what the figures show is known.
        if (facts.Causes is { } causes)
        {
            foreach (var cause in Enum.GetValues<HardshipCause>())
                Set(NameOf(cause), causes.Contains(cause), CausesField);
        }

        for (var i = 0; i < facts.RigidExpenses.Count; i++)
        {
            if (facts.RigidExpenses[i].AnnualAmount > 0 && CauseOf(facts.RigidExpenses[i].Kind) is { } cause)
                Set(NameOf(cause), true, $"household.rigidExpenses[{i}]");
        }

        var pupil = facts.Members.Select((member, i) => (member.School, Index: i)).FirstOrDefault(member => member.School is SchoolStage.SeniorHigh or SchoolStage.HigherEducation);
        if (pupil.School != SchoolStage.None)
            Set(NameOf(HardshipCause.Schooling), true, $"household.members[{pupil.Index}].school");
        if (facts.Loss is { } loss)
            Set(NameOf(CauseOf(loss.Cause)), true, "household.loss.cause");
    }

    private static string NameOf(HardshipCause cause) => $"{PolicyFacts.CausePrefix}{cause}";

    private static HardshipCause? CauseOf(RigidExpenseKind kind) => kind switch
    {
        RigidExpenseKind.Illness => HardshipCause.Illness,
        RigidExpenseKind.Disability => HardshipCause.Disability,
        RigidExpenseKind.Schooling => HardshipCause.Schooling,
        _ => null,
    };

    private static HardshipCause CauseOf(LossCause cause) => cause switch
    {
        LossCause.Accident => HardshipCause.Accident,
        LossCause.Disaster => HardshipCause.Disaster,
        _ => HardshipCause.Illness,
    };

    private void Set(string fact, bool value, string reference) => Set(fact, value ? 1 : 0, reference);

    private void Set(string fact, decimal value, string reference)
    {
        values[fact] = value;
        references[fact] = reference;
    }
}
