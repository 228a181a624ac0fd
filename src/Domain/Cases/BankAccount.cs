using AidWorkflows.Domain.People;

namespace AidWorkflows.Domain.Cases;

/// <summary>The account that aid is paid to; S-071 wants it to be the applicant's own.</summary>
public sealed class BankAccount
{
    public BankAccount(Guid id, string bankName, string accountName, SealedField number)
    {
        Id = id;
        BankName = bankName;
        AccountName = accountName;
        NumberSealed = number.Sealed;
        NumberMask = number.Mask;
        NumberIndex = number.Index ?? throw new ArgumentException("The account number needs a search index.", nameof(number));
    }

    // For the object-relational mapper.
    private BankAccount()
    {
    }

    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    public string BankName { get; private set; } = "";

    public string AccountName { get; private set; } = "";

    public byte[] NumberSealed { get; private set; } = [];

    public string NumberMask { get; private set; } = "";

    public byte[] NumberIndex { get; private set; } = [];
}
