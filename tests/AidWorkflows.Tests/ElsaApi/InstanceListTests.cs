using System.Security.Cryptography;
using AidWorkflows.Data;
using AidWorkflows.ElsaApi.Instances;
using AidWorkflows.ElsaApi.Wire;
using AidWorkflows.Engine.Execution;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.TestDatabases;
using AidWorkflows.Tests.Data;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Tests.ElsaApi;

/// <summary>Pages and totals of the instance list beside the same worked out in memory, where most keys are equal.</summary>
public abstract class InstanceListContract : DatabaseContract
{
    private const int Instances = 470;
    private const int PageSize = 60;

    private readonly List<InstanceHeader> all = [.. Enumerable.Range(0, Instances).Select(Header)];

    public static TheoryData<string?, string> Orders()
    {
        var orders = new TheoryData<string?, string>();
        foreach (var by in (string?[])[null, "Created", "LastExecuted", "Finished", "Name"])
            foreach (var direction in (string[])["Ascending", "Descending"])
                orders.Add(by, direction);
        return orders;
    }

    // Few enough that every search reads several stretches.
    private InstanceStretches Stretches => field ??= new InstanceStretches(Services.GetRequiredService<IServiceScopeFactory>(), TimeProvider.System, Instances / 5, processors: 4);

    /// <summary>Whether a missing key counts as greater than all others.</summary>
    protected abstract bool MissingIsLast { get; }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        List<BurstChanges> starts = [.. all.Select(header => new BurstChanges { Header = header with { VersionId = VersionId }, ReadVersion = null, State = "{}"u8.ToArray() })];
        await StartAsync(new BurstChanges { Header = starts[0].Header, ReadVersion = null, State = starts[0].State, Started = starts[1..] });
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Pages_follow_each_other_in_a_stable_order_with_the_right_total(string? orderBy, string direction)
    {
        foreach (var (query, matches) in Filters())
        {
            var ordered = query with { OrderBy = orderBy, OrderDirection = direction, PageSize = PageSize };
            var expected = Sort(all.Where(matches), ordered).ToList();
            List<string> found = [];
            for (var page = 0; page <= expected.Count / PageSize + 1; page++)
            {
                var answer = await ReadAsync(context => ListAsync(context, ordered with { Page = page }));
                Assert.Equal((page, expected.Count), (page, answer.TotalCount));
                Assert.True(answer.Items.Count <= PageSize);
                found.AddRange(answer.Items.Select(item => item.Id));
            }

            Assert.Equal(expected.Select(header => header.Id), found);
        }
    }

    [Fact]
    public async Task A_row_shows_what_the_instance_is()
    {
        var wanted = all[123];
        var answer = await ReadAsync(context => ListAsync(context, new InstanceQuery { SearchTerm = wanted.CorrelationId }));
        var row = Assert.Single(answer.Items);
        Assert.Equal(
            new InstanceSummary(wanted.Id, "aid", VersionId, 1, wanted.Status, wanted.SubStatus, wanted.CorrelationId, wanted.Name, wanted.IncidentCount, wanted.CreatedAt, wanted.UpdatedAt, wanted.FinishedAt),
            row);
    }

    [Fact]
    public async Task A_name_longer_than_an_index_holds_is_kept_whole_and_found_by_its_beginning()
    {
        // Without a pattern, because what repeats itself is compressed before it is indexed.
        var noise = string.Concat(Enumerable.Range(0, 100).Select(number => Convert.ToHexString(SHA256.HashData(BitConverter.GetBytes(number)))));
        var name = "LongName " + noise;
        await StartAsync(new BurstChanges { Header = NewHeader("long") with { Name = name }, ReadVersion = null, State = "{}"u8.ToArray() });
        foreach (var orderBy in (string?[])[null, "Name"])
        {
            var answer = await ReadAsync(context => ListAsync(context, new InstanceQuery { SearchTerm = "longNAME", OrderBy = orderBy }));
            Assert.Equal(name, Assert.Single(answer.Items).Name);
        }
    }

    [Fact]
    public async Task Days_and_search_follow_a_change_of_the_row()
    {
        var header = NewHeader("moving");
        await StartAsync(new BurstChanges { Header = header, ReadVersion = null, State = "{}"u8.ToArray() });
        var later = header with { Name = "Other Name", UpdatedAt = At.AddYears(1), SubStatus = WorkflowSubStatus.Finished, Status = WorkflowStatus.Finished, FinishedAt = At.AddYears(1) };
        await InUnitAsync(unit => unit.CommitAsync(new BurstChanges { Header = later, ReadVersion = 1, State = "{}"u8.ToArray() }, default).AsTask());
        var newest = await ReadAsync(context => ListAsync(context, new InstanceQuery { OrderBy = "LastExecuted", PageSize = 1 }));
        Assert.Equal(("moving", Instances + 1), (Assert.Single(newest.Items).Id, newest.TotalCount));
        foreach (var query in (InstanceQuery[])[new() { SearchTerm = "other name" }, new() { TimestampFilters = [new("UpdatedAt", "Is", At.AddYears(1))] }, new() { Status = "Finished", SearchTerm = "moving" }])
            Assert.Equal(later.FinishedAt, Assert.Single((await ReadAsync(context => ListAsync(context, query))).Items).FinishedAt);
    }

    private Task<ElsaPage<InstanceSummary>> ListAsync(AidDbContext context, InstanceQuery query) => new InstanceList(context, Stretches, query).ReadAsync(default);

    private static InstanceHeader Header(int number)
    {
        // Scattered, so that the order of the rows in the table is not the order of any key.
        var mixed = number * 271 % Instances;
        return new InstanceHeader
        {
            Id = $"i{mixed:0000}",
            DefinitionId = "aid",
            VersionId = "",
            DefinitionVersion = 1,
            Status = mixed % 10 == 0 ? WorkflowStatus.Running : WorkflowStatus.Finished,
            SubStatus = (mixed % 10) switch { 0 => WorkflowSubStatus.Suspended, 1 => WorkflowSubStatus.Faulted, _ => WorkflowSubStatus.Finished },
            CorrelationId = mixed % 7 == 0 ? null : $"AW-2026-{mixed:000000}",
            Name = mixed % 6 == 0 ? null : $"name{mixed % 4} {(mixed % 2 == 0 ? "医疗救助" : "Living Aid")}",
            IncidentCount = mixed % 10 == 1 ? 2 : 0,
            CreatedAt = At.AddMinutes(mixed / 2),
            UpdatedAt = At.AddHours(mixed % 3).AddDays(mixed % 5),
            FinishedAt = mixed % 10 == 0 ? null : At.AddDays(mixed % 4),
        };
    }

    private static IEnumerable<(InstanceQuery Query, Func<InstanceHeader, bool> Matches)> Filters()
    {
        yield return (new InstanceQuery(), _ => true);
        yield return (new InstanceQuery { Statuses = ["Finished"] }, header => header.Status == WorkflowStatus.Finished);
        yield return (new InstanceQuery { Status = "Running" }, header => header.Status == WorkflowStatus.Running);
        yield return (new InstanceQuery { SubStatuses = ["Faulted", "Suspended"] }, header => header.SubStatus is WorkflowSubStatus.Faulted or WorkflowSubStatus.Suspended);
        yield return (new InstanceQuery { HasIncidents = false }, header => header.IncidentCount == 0);
        yield return (new InstanceQuery { HasIncidents = true }, header => header.IncidentCount > 0);
        yield return (new InstanceQuery { DefinitionIds = ["aid", "none"], Version = 1 }, _ => true);
        yield return (new InstanceQuery { DefinitionIds = ["none"] }, _ => false);
        yield return (new InstanceQuery { SearchTerm = "living AID" }, header => header.Name?.Contains("Living Aid", StringComparison.Ordinal) == true);
        yield return (new InstanceQuery { SearchTerm = " 医疗 " }, header => header.Name?.Contains("医疗", StringComparison.Ordinal) == true);
        yield return (new InstanceQuery { SearchTerm = "-00012" }, header => header.CorrelationId?.Contains("-00012", StringComparison.Ordinal) == true);
        yield return (new InstanceQuery { SearchTerm = "i033" }, header => header.Id.StartsWith("i033", StringComparison.Ordinal));
        yield return (new InstanceQuery { SearchTerm = "ai" }, _ => true);
        yield return (new InstanceQuery { SearchTerm = "%" }, _ => false);
        yield return (new InstanceQuery { SearchTerm = "no\0thing" }, _ => false);
        yield return (Since("CreatedAt", "GreaterThanOrEqual", At.AddMinutes(50)), header => header.CreatedAt >= At.AddMinutes(50));
        yield return (Since("FinishedAt", "LessThan", At.AddDays(2)), header => header.FinishedAt < At.AddDays(2));
        foreach (var time in (DateTimeOffset[])[At, At.AddDays(2).AddHours(1), At.AddDays(4).AddMinutes(30), At.AddDays(30)])
        {
            yield return (Since("UpdatedAt", "LessThan", time), header => header.UpdatedAt < time);
            yield return (Since("UpdatedAt", "LessThanOrEqual", time), header => header.UpdatedAt <= time);
            yield return (Since("UpdatedAt", "GreaterThan", time), header => header.UpdatedAt > time);
            yield return (Since("UpdatedAt", "GreaterThanOrEqual", time), header => header.UpdatedAt >= time);
            yield return (Since("UpdatedAt", "Is", time), header => header.UpdatedAt == time);
            yield return (Since("UpdatedAt", "IsNot", time), header => header.UpdatedAt != time);
        }
    }

    private static InstanceQuery Since(string column, string comparison, DateTimeOffset time) => new() { TimestampFilters = [new TimestampFilter(column, comparison, time)] };

    private IEnumerable<InstanceHeader> Sort(IEnumerable<InstanceHeader> headers, InstanceQuery query)
    {
        var ascending = query.OrderBy switch
        {
            "LastExecuted" => headers.OrderBy(header => header.UpdatedAt).ThenBy(header => header.Id, StringComparer.Ordinal),
            "Finished" => headers.OrderBy(header => header.FinishedAt is null == MissingIsLast).ThenBy(header => header.FinishedAt).ThenBy(header => header.Id, StringComparer.Ordinal),
            "Name" => headers.OrderBy(header => header.Name is null == MissingIsLast).ThenBy(header => header.Name, StringComparer.Ordinal).ThenBy(header => header.Id, StringComparer.Ordinal),
            _ => headers.OrderBy(header => header.Id, StringComparer.Ordinal),
        };
        return query.OrderDirection == "Ascending" ? ascending : ascending.Reverse();
    }
}

public sealed class SqliteInstanceListTests : InstanceListContract
{
    protected override bool MissingIsLast => false;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await SqliteFile.CreateAsync();
}

public sealed class PostgreSqlInstanceListTests : InstanceListContract
{
    protected override bool MissingIsLast => true;

    protected override async Task<TestDatabase> CreateDatabaseAsync() => await PostgreSqlDatabase.CreateAsync();
}
