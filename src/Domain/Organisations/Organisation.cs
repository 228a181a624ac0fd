using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Organisations;

/// <summary>A union in the tree from the national federation down to the employer's or township union.</summary>
public sealed class Organisation
{
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
}
