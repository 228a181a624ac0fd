using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Awards;

/// <summary>What was granted for one aid request, and by which level.</summary>
public sealed class Award
{
    internal Award(Guid caseId, AidRequest request, decimal amount, OrganisationLevel level, DateTimeOffset now)
    {
        if (amount <= 0 || decimal.Round(amount, 2) != amount)
            throw new RuleViolationException("award-amount", "An award is a positive amount with at most two decimals.", "amount", amount);

        Id = RisingId.New(now);
        CaseId = caseId;
        RequestId = request.Id;
        Kind = request.Kind;
        Amount = amount;
        DecidedLevel = level;
        DecidedAt = now;
    }

    // For the object-relational mapper.
    private Award()
    {
    }

    public Guid Id { get; private set; }

    public Guid CaseId { get; private set; }

    public Guid RequestId { get; private set; }

    public AidKind Kind { get; private set; }

    public decimal Amount { get; private set; }

    public OrganisationLevel DecidedLevel { get; private set; }

    public DateTimeOffset DecidedAt { get; private set; }
}
