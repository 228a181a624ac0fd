using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Organisations;

/// <summary>A union in the tree from the national federation down to the employer's or township union.</summary>
public sealed class Organisation
{
    public const int LongestName = 120;

    public Organisation(string code, string name, OrganisationLevel level, Organisation? parent, DateTimeOffset now)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);

        // Codes are the steps of the path, so the separator cannot be part of one.
        if (code.Contains('/'))
            throw new ArgumentException($"Organisation code '{code}' must not contain a slash.", nameof(code));
        if (parent is not null && parent.Level <= level)
            throw new ArgumentException($"Organisation '{code}' of level {level} cannot stand below {parent.Level} '{parent.Code}'.", nameof(parent));

        Id = RisingId.New(now);
        Code = code;
        Name = name;
        Level = level;
        ParentId = parent?.Id;
        Path = $"{parent?.Path ?? "/"}{code}/";
    }

    // For the object-relational mapper.
    private Organisation()
    {
    }

    public Guid Id { get; private set; }

    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public OrganisationLevel Level { get; private set; }

    public Guid? ParentId { get; private set; }

    /// <summary>The codes from the root down, "/china/anhui/luan/"; an organisation's subtree is every path that begins with its own.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Since when it takes no new staff, archives or unions below it; what it has done stays. Null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public bool IsOpen => ClosedAt is null;

    /// <summary>Some level is left for a union below this one.</summary>
    public bool MayHaveUnionsBelow => IsOpen && Level > OrganisationLevel.Grassroots;

    /// <summary>A new union below this one, with the line that says who made it.</summary>
    /// <exception cref="RuleViolationException">union-closed, union-level.</exception>
    public (Organisation Union, OrganisationChange Change) Add(OrganisationCode code, string name, OrganisationLevel level, Actor by, DateTimeOffset now)
    {
        RequireOpen("parentId");
        if (level >= Level)
            throw new RuleViolationException("union-level", "The level has to be below that of the union above.", "level", Level);

        var union = new Organisation(code.Value, name, level, this, now);
        return (union, new OrganisationChange(union, OrganisationChangeKind.Added, by, now) { NameAfter = name });
    }

    public OrganisationChange Rename(string name, Actor by, DateTimeOffset now)
    {
        var before = Name;
        Name = name;
        return new OrganisationChange(this, OrganisationChangeKind.Renamed, by, now) { NameBefore = before, NameAfter = name };
    }

    /// <exception cref="RuleViolationException">union-closed, union-own, and one for each kind of thing that still needs the union.</exception>
    public OrganisationChange Close(OpenBusiness business, Actor by, DateTimeOffset now)
    {
        RequireOpen(null);
        if (by.OrganisationId == Id)
            throw new RuleViolationException("union-own", "Nobody closes the union they work for.");
        business.RequireNone();
        ClosedAt = now;
        return new OrganisationChange(this, OrganisationChangeKind.Closed, by, now);
    }

    /// <exception cref="RuleViolationException">union-open, union-above-closed.</exception>
    public OrganisationChange Reopen(Organisation? parent, Actor by, DateTimeOffset now)
    {
        if (IsOpen)
            throw new RuleViolationException("union-open", "The union is open.");
        if (parent is { IsOpen: false })
            throw new RuleViolationException("union-above-closed", "The union above is closed. Reopen that one first.");
        ClosedAt = null;
        return new OrganisationChange(this, OrganisationChangeKind.Reopened, by, now);
    }

    /// <exception cref="RuleViolationException">union-closed.</exception>
    public void RequireOpen(string? field)
    {
        if (!IsOpen)
            throw new RuleViolationException("union-closed", "The union is closed.", field);
    }
}
