namespace AidWorkflows.Domain.Notices;

/// <summary>What must never stand in a public notice.</summary>
public enum PersonalData
{
    IdNumber = 0,
    BankCard = 1,
    Phone = 2,
    Address = 3,
    Diagnosis = 4,
}

/// <summary>Where something was found. The text itself is not repeated: findings are shown and logged.</summary>
/// <param name="Start">Index in the text.</param>
/// <param name="Line">1, 2, 3 ...</param>
/// <param name="Column">1, 2, 3 ...</param>
public sealed record PersonalDataFound(PersonalData Kind, int Start, int Length, int Line, int Column);
