using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.People;

/// <summary>
/// A person who works for a union. Accounts point to a person, and every separation of duties compares persons, so that a second
/// account of the same person is no second pair of eyes.
/// </summary>
public sealed class StaffMember
{
    public StaffMember(string name, Guid organisationId, DateTimeOffset now)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Id = RisingId.New(now);
        Name = name;
        OrganisationId = organisationId;
        Active = true;
    }

    // For the object-relational mapper.
    private StaffMember()
    {
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public Guid OrganisationId { get; private set; }

    public bool Active { get; private set; }

    public void Deactivate() => Active = false;

    public void Activate() => Active = true;

    public void MoveTo(Guid organisationId) => OrganisationId = organisationId;
}
