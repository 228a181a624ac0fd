namespace AidWorkflows.Domain.Registers;

public enum RegisterFactType
{
    Count = 0,
    Amount = 1,
    Date = 2,
    Text = 3,
}

/// <summary>One fact that a register tells about a person.</summary>
/// <param name="Name">As the API and stored facts call it.</param>
/// <param name="Headings">Headings of columns that hold it, Chinese and English.</param>
/// <param name="Required">A file without the column is no extract of this register.</param>
public sealed record RegisterField(string Name, RegisterFactType Type, IReadOnlyList<string> Headings, bool Required = false);
