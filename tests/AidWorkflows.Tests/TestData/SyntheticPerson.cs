namespace AidWorkflows.Tests.TestData;

public sealed record SyntheticPerson(
    string Name,
    string IdNumber,
    DateOnly BirthDate,
    bool IsMale,
    string Phone,
    string BankCard);
