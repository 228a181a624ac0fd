using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Outreach;

/// <summary>S-090: the named person who is responsible for aid at a union (明确专人负责), and the office's telephone.</summary>
public sealed class UnionContact
{
    public const int LongestPhone = 30;

    public UnionContact(Organisation union)
    {
        OrganisationId = union.Id;
    }

    // For the object-relational mapper.
    private UnionContact()
    {
    }

    public Guid OrganisationId { get; private set; }

    public Guid PersonId { get; private set; }

    /// <summary>Of the office, as it is shown to the public.</summary>
    public string Phone { get; private set; } = "";

    public Guid SetBy { get; private set; }

    public DateTimeOffset SetAt { get; private set; }

    public long RowVersion { get; private set; }

    /// <exception cref="RuleViolationException">contact-not-of-union, contact-phone.</exception>
    public void Name(StaffMember person, string? phone, Guid by, DateTimeOffset now)
    {
        if (person.OrganisationId != OrganisationId || !person.Active)
            throw new RuleViolationException("contact-not-of-union", "The responsible person works for this union.", "person");
        var given = phone?.Trim() ?? "";
        if (given.Length is < 5 or > LongestPhone || given.Any(c => !char.IsAsciiDigit(c) && c is not ('-' or ' ' or '+' or '(' or ')')))
            throw new RuleViolationException("contact-phone", "Enter the telephone of the office, such as 0564-3312345.", "phone");

        PersonId = person.Id;
        Phone = given;
        SetBy = by;
        SetAt = now;
        RowVersion++;
    }
}
