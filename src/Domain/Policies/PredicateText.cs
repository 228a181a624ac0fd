using System.Globalization;

namespace AidWorkflows.Domain.Policies;

/// <summary>A predicate as one line in which the order of parts does not matter, to see whether two mean the same.</summary>
public static class PredicateText
{
    public static string Of(FactPredicate predicate) => predicate switch
    {
        FactIs fact => fact.Value ? fact.Fact : $"!{fact.Fact}",
        FactCompares fact => $"{fact.Fact}{fact.Operator.Symbol()}{fact.Value.ToString(CultureInfo.InvariantCulture)}",
        NotThat not => $"!({Of(not.Part)})",
        AllOf { Parts: [var only] } => Of(only),
        AnyOf { Parts: [var only] } => Of(only),
        AllOf all => $"({string.Join(" & ", all.Parts.Select(Of).Order(StringComparer.Ordinal))})",
        AnyOf any => $"({string.Join(" | ", any.Parts.Select(Of).Order(StringComparer.Ordinal))})",
        _ => throw new ArgumentOutOfRangeException(nameof(predicate)),
    };
}
