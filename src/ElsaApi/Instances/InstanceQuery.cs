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
    public string? ParentWorkflowInstanceIds { get; init; }
    public string? OrderBy { get; init; }
    public string? OrderDirection { get; init; }
    public IReadOnlyList<TimestampFilter>? TimestampFilters { get; init; }

    public int Take => Math.Clamp(PageSize ?? 25, 1, LargestPage);

    public int Skip => (int)Math.Min((long)Math.Max(Page ?? 0, 0) * Take, int.MaxValue);

    public IQueryable<InstanceRow> Filter(AidDbContext db)
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
            instances = instances.Where(instance => instance.Id == term || instance.DefinitionId.Contains(term) || instance.Name!.Contains(term) || instance.CorrelationId!.Contains(term));
        foreach (var filter in TimestampFilters ?? [])
            instances = filter.Apply(instances);
        return instances;
    }

    public IQueryable<InstanceRow> Sort(IQueryable<InstanceRow> instances)
    {
        var ascending = string.Equals(OrderDirection, "Ascending", StringComparison.OrdinalIgnoreCase);
        return OrderBy switch
        {
            "LastExecuted" => ascending ? instances.OrderBy(instance => instance.UpdatedAt).ThenBy(instance => instance.Id) : instances.OrderByDescending(instance => instance.UpdatedAt).ThenByDescending(instance => instance.Id),
            "Finished" => ascending ? instances.OrderBy(instance => instance.FinishedAt).ThenBy(instance => instance.Id) : instances.OrderByDescending(instance => instance.FinishedAt).ThenByDescending(instance => instance.Id),
            "Name" => ascending ? instances.OrderBy(instance => instance.Name).ThenBy(instance => instance.Id) : instances.OrderByDescending(instance => instance.Name).ThenByDescending(instance => instance.Id),

            // Ids grow with the time of creation, and unlike the time they have an index: this is the order that Studio polls.
            _ => ascending ? instances.OrderBy(instance => instance.Id) : instances.OrderByDescending(instance => instance.Id),
        };
    }

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
    public IQueryable<InstanceRow> Apply(IQueryable<InstanceRow> instances) => Column switch
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
