using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.People;

/// <summary>How a relative is related: the near relatives of article 1045 of the Civil Code, and others.</summary>
public enum RelativeKind
{
    Spouse = 0,
    Parent = 1,
    Child = 2,
    Sibling = 3,
    Grandparent = 4,
    Grandchild = 5,
    Other = 6,
}

/// <summary>
/// a member of staff has declared somebody as a relative, and so keeps out of what is decided about that person's household. It
/// holds no name: the number alone says who it is. A removed declaration stays, so that an auditor sees who removed it and why.
/// </summary>
public sealed class StaffRelative
{
    /// <exception cref="RuleViolationException">forbidden.</exception>
    public StaffRelative(Guid id, Actor declaredBy, Actor staff, RelativeKind relation, SealedField idNumber, DateTimeOffset now)
    {
        RequireWriter(declaredBy, staff);
        Id = id;
        StaffPersonId = staff.PersonId;
        Relation = relation;
        IdNumberSealed = idNumber.Sealed;
        IdNumberMask = idNumber.Mask;
        IdNumberIndex = idNumber.Index ?? throw new ArgumentException("A relative's id number needs a search index.", nameof(idNumber));
        OpenIndex = IdNumberIndex;
        DeclaredBy = declaredBy.PersonId;
        DeclaredAt = now;
    }

    // For the object-relational mapper.
    private StaffRelative()
    {
    }

    public Guid Id { get; private set; }

    public Guid StaffPersonId { get; private set; }

    public RelativeKind Relation { get; private set; }

    public byte[] IdNumberSealed { get; private set; } = [];

    public string IdNumberMask { get; private set; } = "";

    public byte[] IdNumberIndex { get; private set; } = [];

    /// <summary>The search index while the declaration holds, null afterwards; nobody declares the same relative twice.</summary>
    public byte[]? OpenIndex { get; private set; }

    public Guid DeclaredBy { get; private set; }

    public DateTimeOffset DeclaredAt { get; private set; }

    public Guid? RemovedBy { get; private set; }

    public DateTimeOffset? RemovedAt { get; private set; }

    public string? RemovedBecause { get; private set; }

    /// <summary>Who does cases declares for themselves; reviewers also for those whom they oversee. Others only read.</summary>
    public static bool MayWrite(Actor actor, Guid staffPersonId, string staffOrganisationPath) =>
        actor.PersonId == staffPersonId
            ? actor.Has(StaffRoles.Clerk) || actor.Has(StaffRoles.Reviewer) || actor.Has(StaffRoles.Cashier)
            : actor.Has(StaffRoles.Reviewer) && actor.Oversees(staffOrganisationPath);

    /// <exception cref="RuleViolationException">forbidden, relative-removed, reason-required, reason-too-long.</exception>
    public void Remove(Actor actor, Actor staff, string? reason, DateTimeOffset now)
    {
        RequireWriter(actor, staff);
        if (RemovedAt is not null)
            throw new RuleViolationException("relative-removed", "The declaration was removed already.");

        RemovedBecause = GivenReason.Read(reason);
        RemovedBy = actor.PersonId;
        RemovedAt = now;
        OpenIndex = null;
    }

    private static void RequireWriter(Actor actor, Actor staff)
    {
        if (!MayWrite(actor, staff.PersonId, staff.OrganisationPath))
            throw new RuleViolationException("forbidden", "Relatives are declared and removed by the member of staff, or by a reviewer who oversees that person.");
    }
}
