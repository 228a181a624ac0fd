using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Organisations;

/// <summary>What can happen to a union. The numbers are stored.</summary>
public enum OrganisationChangeKind
{
    Added = 0,
    Renamed = 1,
    Closed = 2,
    Reopened = 3,
}

/// <summary>A line of a union's history. Only ever added to.</summary>
public sealed class OrganisationChange
{
    internal OrganisationChange(Organisation union, OrganisationChangeKind kind, Actor by, DateTimeOffset now)
    {
        Id = RisingId.New(now);
        OrganisationId = union.Id;
        Kind = kind;
        ByPersonId = by.PersonId;
        At = now;
    }

    // For the object-relational mapper.
    private OrganisationChange()
    {
    }

    public Guid Id { get; private set; }

    public Guid OrganisationId { get; private set; }

    public OrganisationChangeKind Kind { get; private set; }

    public Guid ByPersonId { get; private set; }

    public DateTimeOffset At { get; private set; }

    public string? NameBefore { get; internal init; }

    public string? NameAfter { get; internal init; }
}
