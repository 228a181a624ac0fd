using AidWorkflows.Domain.People;

namespace AidWorkflows.Domain.Cases;

/// <summary>The worker who applies (S-040). Numbers are sealed; only their masks are ever shown without a reason.</summary>
public sealed class Applicant
{
    public Applicant(Guid id, string name, string employer, SealedField idNumber, SealedField phone)
    {
        Id = id;
        Name = name;
        Employer = employer;
        IdNumberSealed = idNumber.Sealed;
        IdNumberMask = idNumber.Mask;
        IdNumberIndex = idNumber.Index ?? throw new ArgumentException("The applicant's id number needs a search index.", nameof(idNumber));
        PhoneSealed = phone.Sealed;
        PhoneMask = phone.Mask;
    }

    // For the object-relational mapper.
    private Applicant()
    {
    }

    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    public string Name { get; private set; } = "";

    public string Employer { get; private set; } = "";

    public byte[] IdNumberSealed { get; private set; } = [];

    public string IdNumberMask { get; private set; } = "";

    public byte[] IdNumberIndex { get; private set; } = [];

    public byte[] PhoneSealed { get; private set; } = [];

    public string PhoneMask { get; private set; } = "";
}
