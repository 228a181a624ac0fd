using AidWorkflows.Domain.People;

namespace AidWorkflows.Domain.Cases;

public enum FamilyRelation
{
    Spouse = 0,
    Child = 1,
    Parent = 2,
    Other = 3,
}

/// <summary>The stage that decides the study aid (S-027, S-028).</summary>
public enum SchoolStage
{
    None = 0,
    Compulsory = 1,
    SeniorHigh = 2,
    HigherEducation = 3,
}

/// <summary>Somebody who lives with the applicant. The applicant is not listed again.</summary>
public sealed class HouseholdMember
{
    public HouseholdMember(Guid id, string name, FamilyRelation relation, SchoolStage school, SealedField idNumber)
    {
        Id = id;
        Name = name;
        Relation = relation;
        School = school;
        IdNumberSealed = idNumber.Sealed;
        IdNumberMask = idNumber.Mask;
        IdNumberIndex = idNumber.Index ?? throw new ArgumentException("A member's id number needs a search index.", nameof(idNumber));
    }

    // For the object-relational mapper.
    private HouseholdMember()
    {
    }

    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    public string Name { get; private set; } = "";

    public FamilyRelation Relation { get; private set; }

    public SchoolStage School { get; private set; }

    public byte[] IdNumberSealed { get; private set; } = [];

    public string IdNumberMask { get; private set; } = "";

    public byte[] IdNumberIndex { get; private set; } = [];
}
