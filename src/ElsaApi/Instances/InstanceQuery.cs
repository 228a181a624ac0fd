using AidWorkflows.Data;
using AidWorkflows.Data.Workflows;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Execution;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Instances;

/// <summary>What the instance list asks for. Columns and operators are words of a closed list; nothing of a request becomes code.</summary>
internal sealed record InstanceQuery
{
    private const int LargestPage = 200;

    public int? Page { get; init; }
    public int? PageSize { get; init; }
    public string? SearchTerm { get; init; }
    public string? DefinitionId { get; init; }
    public IReadOnlyList<string>? DefinitionIds { get; init; }
    public string? CorrelationId { get; init; }
    public int? Version { get; init; }
    public bool? HasIncidents { get; init; }
    public bool? IsSystem { get; init; }
    public string? Status { get; init; }
    public IReadOnlyList<string>? Statuses { get; init; }
    public string? SubStatus { get; init; }
    public IReadOnlyList<string>? SubStatuses { get; init; }
    public string? OrderBy { get; init; }
    public string? OrderDirection { get; init; }
    public IReadOnlyList<TimestampFilter>? TimestampFilters { get; init; }

    public int Take => Math.Clamp(PageSize ?? 25, 1, LargestPage);

    public int Skip => (int)Math.Min((long)Math.Max(Page ?? 0, 0) * Take, int.MaxValue - LargestPage);

    public bool IsByLastExecution => OrderBy == "LastExecuted";

    /// <summary>In the order of creation, which is that of the ids.</summary>
    public bool IsById => OrderBy is not ("LastExecuted" or "Finished" or "Name");

    public bool IsAscending => string.Equals(OrderDirection, "Ascending", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it may find fewer than there are.</summary>
    public bool IsNarrowed => !string.IsNullOrWhiteSpace(SearchTerm) || !string.IsNullOrEmpty(DefinitionId) || DefinitionIds is { Count: > 0 } || !string.IsNullOrEmpty(CorrelationId)
        || Version is not null || HasIncidents is not null || IsSystem == true || !string.IsNullOrEmpty(Status) || Statuses is { Count: > 0 }
        || !string.IsNullOrEmpty(SubStatus) || SubStatuses is { Count: > 0 } || TimestampFilters is { Count: > 0 };

    public bool IsNarrowedByUpdate => TimestampFilters?.Any(filter => filter.Column == "UpdatedAt") == true;

    /// <summary>Whether no index tells which rows match, or where the page begins, so that many have to be looked at.</summary>
    /// <param name="few">So many can be passed over.</param>
    public bool LooksAtMany(AidDbContext db, int few) => (IsNarrowed && IsById && Skip > few) || LooksAtEachRow(db);

    private bool LooksAtEachRow(AidDbContext db) => (!string.IsNullOrWhiteSpace(SearchTerm) || (TimestampFilters is { Count: > 0 } && !(db.HasDays() && IsNarrowedByUpdate)))
        && string.IsNullOrEmpty(DefinitionId) && DefinitionIds is not { Count: > 0 } && string.IsNullOrEmpty(CorrelationId)
        && string.IsNullOrEmpty(Status) && Statuses is not { Count: > 0 } && string.IsNullOrEmpty(SubStatus) && SubStatuses is not { Count: > 0 };

    /// <summary>
    /// The same in parts without a row in common: where only days have an index, the whole days are one part, so that only the rows
    /// of the day in which the time lies are looked at.
    /// </summary>
    public IReadOnlyList<IQueryable<InstanceRow>> Parts(AidDbContext db, IReadOnlyList<string> versions) => db.HasDays() && TimestampFilters is [{ Column: "UpdatedAt" } filter]
        ? filter.Parts((this with { TimestampFilters = null }).Filter(db, versions))
        : [Filter(db, versions)];

    /// <summary>
    /// The definition versions that the search text names, in the fields that Elsa searches. There are few, so they are looked through
    /// once and not with each instance.
    /// </summary>
    public async Task<IReadOnlyList<string>> SearchedVersionsAsync(AidDbContext db, CancellationToken cancellationToken) =>
        SearchTerm?.Trim() is not { Length: > 0 and <= InstanceSearch.LongestText } term || term.Contains('\0')
            ? []
            : await db.DefinitionVersions.Where(version => version.DefinitionId.Contains(term) || version.Id.Contains(term)).Select(version => version.Id).ToListAsync(cancellationToken);

    /// <param name="versions">What <see cref="SearchedVersionsAsync"/> found.</param>
    public IQueryable<InstanceRow> Filter(AidDbContext db, IReadOnlyList<string> versions)
    {
        var instances = FilterStatus(db.Instances.AsNoTracking());
        List<string> definitions = [.. DefinitionIds ?? [], .. DefinitionId is { Length: > 0 } one ? [one] : Array.Empty<string>()];
        if (definitions.Count > 0)
            instances = instances.Where(instance => definitions.Contains(instance.DefinitionId));
        if (CorrelationId is { Length: > 0 })
            instances = instances.Where(instance => instance.CorrelationId == CorrelationId);
        if (Version is not null)
            instances = instances.Where(instance => instance.DefinitionVersion == Version);
        if (HasIncidents is not null)
            instances = instances.Where(instance => instance.IncidentCount > 0 == HasIncidents);
        if (SearchTerm?.Trim() is { Length: > 0 } term)
            instances = db.Search(instances, term, versions);
        foreach (var filter in TimestampFilters ?? [])
            instances = filter.Apply(instances, db.HasDays());
        return instances;
    }

    /// <summary>The order that is asked for, from its beginning or from its end. Equal rows are told apart by their ids.</summary>
    public IQueryable<InstanceRow> Sort(AidDbContext db, IQueryable<InstanceRow> instances, bool fromEnd = false)
    {
        var ascending = IsAscending != fromEnd;
        return OrderBy switch
        {
            "LastExecuted" => ascending ? instances.OrderBy(instance => instance.UpdatedAt).ThenBy(instance => instance.Id) : instances.OrderByDescending(instance => instance.UpdatedAt).ThenByDescending(instance => instance.Id),
            "Finished" => ascending ? instances.OrderBy(instance => instance.FinishedAt).ThenBy(instance => instance.Id) : instances.OrderByDescending(instance => instance.FinishedAt).ThenByDescending(instance => instance.Id),
            "Name" => ascending ? instances.OrderBy(db.NameKey()).ThenBy(instance => instance.Id) : instances.OrderByDescending(db.NameKey()).ThenByDescending(instance => instance.Id),

            // Ids grow with the time of creation, and unlike the time they have an index: this is the order that Studio polls.
            _ => ascending ? instances.OrderBy(instance => instance.Id) : instances.OrderByDescending(instance => instance.Id),
        };
    }

    /// <summary>The same order by a key that no index has, so that the database finds the matches first and sorts them then.</summary>
    public IQueryable<InstanceRow> SortFound(AidDbContext db, IQueryable<InstanceRow> instances, bool fromEnd) => !IsById
        ? Sort(db, instances, fromEnd)
        : IsAscending != fromEnd ? instances.OrderBy(instance => instance.Id + "") : instances.OrderByDescending(instance => instance.Id + "");

    private IQueryable<InstanceRow> FilterStatus(IQueryable<InstanceRow> instances)
    {
        var statuses = ReadEnums<WorkflowStatus>(Statuses, Status);
        if (statuses.Count > 0)
            instances = instances.Where(instance => statuses.Contains(instance.Status));
        var subStatuses = ReadEnums<WorkflowSubStatus>(SubStatuses, SubStatus);
        if (subStatuses.Count > 0)
            instances = instances.Where(instance => subStatuses.Contains(instance.SubStatus));

        // Nothing of ours is a system workflow.
        return IsSystem == true ? instances.Where(_ => false) : instances;
    }

    private static List<TEnum> ReadEnums<TEnum>(IReadOnlyList<string>? many, string? one)
        where TEnum : struct, Enum
    {
        var values = new List<TEnum>();
        foreach (var text in (many ?? []).Append(one).Where(text => !string.IsNullOrEmpty(text)))
        {
            // Elsa's newest word for an instance that lost its process; here that cannot happen, so none is one.
            if (typeof(TEnum) == typeof(WorkflowSubStatus) && text == "Interrupted")
                values.Add((TEnum)(object)(WorkflowSubStatus)(-1));
            else if (!char.IsAsciiDigit(text![0]) && Enum.TryParse<TEnum>(text, ignoreCase: true, out var value))
                values.Add(value);
            else
                throw ElsaRefusal.BadRequest($"'{text}' is not one of {string.Join(", ", Enum.GetNames<TEnum>())}.");
        }

        return values;
    }
}

/// <summary>A comparison of one of three columns with a time.</summary>
internal sealed record TimestampFilter(string? Column, string? Operator, DateTimeOffset Timestamp)
{
    private int Day => (int)Math.Floor((Timestamp - DateTimeOffset.UnixEpoch).TotalDays);

    /// <param name="hasDays">Whether the day of the last change has the index that its time lacks.</param>
    public IQueryable<InstanceRow> Apply(IQueryable<InstanceRow> instances, bool hasDays)
    {
        if (!hasDays || Column != "UpdatedAt")
            return Compare(instances);
        return Compare(Operator switch
        {
            "Is" => instances.Where(instance => instance.UpdatedDay == Day),
            "LessThan" or "LessThanOrEqual" => instances.Where(instance => instance.UpdatedDay <= Day),
            "GreaterThan" or "GreaterThanOrEqual" => instances.Where(instance => instance.UpdatedDay >= Day),
            _ => instances,
        });
    }

    /// <summary>Whole days apart from the day in which the time lies.</summary>
    public IReadOnlyList<IQueryable<InstanceRow>> Parts(IQueryable<InstanceRow> instances) => Operator switch
    {
        "LessThan" or "LessThanOrEqual" => [instances.Where(instance => instance.UpdatedDay < Day), Compare(instances.Where(instance => instance.UpdatedDay == Day))],
        "GreaterThan" or "GreaterThanOrEqual" => [instances.Where(instance => instance.UpdatedDay > Day), Compare(instances.Where(instance => instance.UpdatedDay == Day))],
        _ => [Apply(instances, hasDays: true)],
    };

    private IQueryable<InstanceRow> Compare(IQueryable<InstanceRow> instances) => Column switch
    {
        "CreatedAt" => Operator switch
        {
            "Is" => instances.Where(instance => instance.CreatedAt == Timestamp),
            "IsNot" => instances.Where(instance => instance.CreatedAt != Timestamp),
            "LessThan" => instances.Where(instance => instance.CreatedAt < Timestamp),
            "GreaterThan" => instances.Where(instance => instance.CreatedAt > Timestamp),
            "LessThanOrEqual" => instances.Where(instance => instance.CreatedAt <= Timestamp),
            "GreaterThanOrEqual" => instances.Where(instance => instance.CreatedAt >= Timestamp),
            _ => throw UnknownOperator(),
        },
        "UpdatedAt" => Operator switch
        {
            "Is" => instances.Where(instance => instance.UpdatedAt == Timestamp),
            "IsNot" => instances.Where(instance => instance.UpdatedAt != Timestamp),
            "LessThan" => instances.Where(instance => instance.UpdatedAt < Timestamp),
            "GreaterThan" => instances.Where(instance => instance.UpdatedAt > Timestamp),
            "LessThanOrEqual" => instances.Where(instance => instance.UpdatedAt <= Timestamp),
            "GreaterThanOrEqual" => instances.Where(instance => instance.UpdatedAt >= Timestamp),
            _ => throw UnknownOperator(),
        },
        "FinishedAt" => Operator switch
        {
            "Is" => instances.Where(instance => instance.FinishedAt == Timestamp),
            "IsNot" => instances.Where(instance => instance.FinishedAt != Timestamp),
            "LessThan" => instances.Where(instance => instance.FinishedAt < Timestamp),
            "GreaterThan" => instances.Where(instance => instance.FinishedAt > Timestamp),
            "LessThanOrEqual" => instances.Where(instance => instance.FinishedAt <= Timestamp),
            "GreaterThanOrEqual" => instances.Where(instance => instance.FinishedAt >= Timestamp),
            _ => throw UnknownOperator(),
        },
        _ => throw ElsaRefusal.BadRequest($"Instances cannot be filtered by the column '{Column}'. Use CreatedAt, UpdatedAt or FinishedAt."),
    };

    private ElsaRefusal UnknownOperator() => ElsaRefusal.BadRequest($"'{Operator}' is no comparison. Use Is, IsNot, LessThan, GreaterThan, LessThanOrEqual or GreaterThanOrEqual.");
}
