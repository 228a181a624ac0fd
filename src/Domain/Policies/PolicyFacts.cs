using System.Collections.Frozen;

namespace AidWorkflows.Domain.Policies;

public enum FactKind
{
    Boolean,
    Number,
}

public enum FactGroup
{
    /// <summary>Asked on the application form: what may exclude a household.</summary>
    Exclusion,

    /// <summary>Asked on the application form: what papers are needed.</summary>
    Circumstance,

    /// <summary>Never asked; a review finds it.</summary>
    Finding,

    /// <summary>Follows from the rest of the application.</summary>
    Derived,
}

public sealed record FactDefinition(string Name, FactKind Kind, FactGroup Group);

/// <summary>The facts that predicates may name. A pack that names another is refused, because it would never be true.</summary>
public static class PolicyFacts
{
    public const string Dwellings = "dwellings";
    public const string Members = "members";
    public const string CausePrefix = "cause";
    public const string RequestPrefix = "requests";

    /// <summary>Names that forms have used before for the same fact.</summary>
    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["ownsCar"] = "boughtVehicle",
        ["ownsBusiness"] = "ownsBusinessWithEmployees",
    }.ToFrozenDictionary();

    public static IReadOnlyList<FactDefinition> All { get; } =
    [
        .. Booleans(FactGroup.Exclusion, "ownsBusinessPremises", "employsWorkers", "ownsShop", "boughtVehicle", "usesMachinery", "boughtHousing",
            "decoratedHousing", "ownsSeveralDwellings", "investsInShares", "paidSchoolChoice", "highFeeSchool", "studiesAbroad", "unpaidUnionDues",
            "treatmentEnded", "selfInflictedHardship", "notInService", "unitWithoutUnion"),
        .. Booleans(FactGroup.Circumstance, "spouseOnOtherRegister", "hasDisabilityCard", "hasMinimumLivingCertificate", "migrantWorker"),
        .. Booleans(FactGroup.Finding, "ownsBusinessWithEmployees", "familyPlanningViolation", "cheatedReview"),
        .. Booleans(FactGroup.Derived, "causeIllness", "causeDisability", "causeSchooling", "causeSingleParent", "causeUnemployment", "causeAccident",
            "causeDisaster", "causeOther", "requestsLiving", "requestsMedical", "requestsStudy"),
        new(Dwellings, FactKind.Number, FactGroup.Derived),
        new(Members, FactKind.Number, FactGroup.Derived),
    ];

    private static readonly FrozenDictionary<string, FactDefinition> ByName = All.ToFrozenDictionary(fact => fact.Name);

    public static FactDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The fact behind a declaration's name; null when no rule can ask for it.</summary>
    public static string? OfDeclaration(string name) => ByName.ContainsKey(name) ? name : Aliases.GetValueOrDefault(name);

    public static IEnumerable<string> Names(FactGroup group) => All.Where(fact => fact.Group == group).Select(fact => fact.Name);

    private static IEnumerable<FactDefinition> Booleans(FactGroup group, params string[] names) =>
        names.Select(name => new FactDefinition(name, FactKind.Boolean, group));
}
