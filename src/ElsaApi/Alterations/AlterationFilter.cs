using System.Text.Json;
using AidWorkflows.Data;
using AidWorkflows.Data.Workflows;
using AidWorkflows.ElsaApi.Instances;
using AidWorkflows.ElsaApi.Wire;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.ElsaApi.Alterations;

/// <summary>Which instances alterations are for.</summary>
internal sealed record AlterationFilter
{
    /// <summary>More than a county has under way at a time; whoever needs more narrows the filter and asks again.</summary>
    public const int MaxInstances = 500;

    public bool EmptyFilterSelectsAll { get; init; }
    public IReadOnlyList<string>? WorkflowInstanceIds { get; init; }
    public IReadOnlyList<string>? CorrelationIds { get; init; }
    public IReadOnlyList<string>? Names { get; init; }
    public string? SearchTerm { get; init; }
    public IReadOnlyList<TimestampFilter>? TimestampFilters { get; init; }
    public IReadOnlyList<string>? DefinitionIds { get; init; }
    public IReadOnlyList<string>? DefinitionVersionIds { get; init; }
    public bool? HasIncidents { get; init; }
    public bool? IsSystem { get; init; } = false;
    public IReadOnlyList<string>? Statuses { get; init; }
    public IReadOnlyList<string>? SubStatuses { get; init; }
    public JsonElement? ActivityFilters { get; init; }

    private bool IsEmpty => SearchTerm is null or "" && HasIncidents is null && ((IReadOnlyList<string>?[])[WorkflowInstanceIds, CorrelationIds, Names, DefinitionIds, DefinitionVersionIds, Statuses, SubStatuses])
        .All(list => list is null or { Count: 0 }) && TimestampFilters is null or { Count: 0 };

    public async Task<IReadOnlyList<string>> FindAsync(AidDbContext db, CancellationToken cancellationToken)
    {
        if (ActivityFilters is { ValueKind: JsonValueKind.Array } filters && filters.GetArrayLength() > 0)
            throw ElsaRefusal.BadRequest("Instances cannot be chosen by their activities here. Use 'workflowInstanceIds' or another field of the filter.");
        if (IsEmpty && !EmptyFilterSelectsAll)
            return [];
        var query = new InstanceQuery
        {
            SearchTerm = SearchTerm,
            DefinitionIds = DefinitionIds,
            HasIncidents = HasIncidents,
            IsSystem = IsSystem,
            Statuses = Statuses,
            SubStatuses = SubStatuses,
            TimestampFilters = TimestampFilters,
        };
        var found = await Narrow(query.Filter(db, await query.SearchedVersionsAsync(db, cancellationToken))).OrderBy(instance => instance.Id).Select(instance => instance.Id).Take(MaxInstances + 1).ToListAsync(cancellationToken);
        return found.Count <= MaxInstances ? found : throw ElsaRefusal.BadRequest($"The filter selects more than {MaxInstances} instances. Narrow it, and ask again for the rest.");
    }

    private IQueryable<InstanceRow> Narrow(IQueryable<InstanceRow> instances)
    {
        if (WorkflowInstanceIds is { Count: > 0 } ids)
            instances = instances.Where(instance => ids.Contains(instance.Id));
        if (CorrelationIds is { Count: > 0 } correlations)
            instances = instances.Where(instance => correlations.Contains(instance.CorrelationId!));
        if (Names is { Count: > 0 } names)
            instances = instances.Where(instance => names.Contains(instance.Name!));
        if (DefinitionVersionIds is { Count: > 0 } versions)
            instances = instances.Where(instance => versions.Contains(instance.VersionId));
        return instances;
    }
}
