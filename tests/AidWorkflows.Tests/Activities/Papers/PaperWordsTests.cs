using AidWorkflows.Activities.Papers;
using AidWorkflows.Domain.Cases;

namespace AidWorkflows.Tests.Activities.Papers;

/// <summary>Printed forms are in Chinese: a kind of things that has words has one for each of its values.</summary>
public sealed class PaperWordsTests
{
    public static TheoryData<Type> Kinds => [.. typeof(AidCase).Assembly.GetExportedTypes().Where(type => type.IsEnum && Enum.GetValues(type).Cast<Enum>().Any(IsWorded))];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_value_has_a_word(Type kind) => Assert.Equal([], Enum.GetValues(kind).Cast<Enum>().Where(value => !IsWorded(value)));

    private static bool IsWorded(Enum value) => PaperWords.Of(value) != value.ToString();
}
