using AidWorkflows.Data.Workflows;
using AidWorkflows.TestDatabases;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Data.Workflows;

/// <summary>Kept answers go when their time is over, a batch at a time.</summary>
public abstract class IdempotencyTableContract : DatabaseContract
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(500)]
    public async Task Only_answers_whose_time_is_over_are_dropped(int batch)
    {
        await ReadAsync(async context =>
        {
            context.IdempotentRequests.AddRange(Enumerable.Range(0, 10).Select(number => Answer("old" + number, At.AddMinutes(-(number / 3)))));
            context.IdempotentRequests.AddRange(Enumerable.Range(0, 5).Select(number => Answer("young" + number, At.AddMicroseconds(number + 1))));
            return await context.SaveChangesAsync();
        });
        Assert.Equal(10, await ReadAsync(context => context.DropExpiredAnswersAsync(At, batch, default)));
        Assert.Equal(0, await ReadAsync(context => context.DropExpiredAnswersAsync(At, batch, default)));
        Assert.Equal(["young0", "young1", "young2", "young3", "young4"], await ReadAsync(context => context.IdempotentRequests.Select(row => row.Key).OrderBy(key => key).ToListAsync()));
    }

    [Fact]
    public async Task A_step_deletes_no_more_than_its_batch()
    {
        await ReadAsync(async context =>
        {
            context.IdempotentRequests.AddRange(Enumerable.Range(0, 25).Select(number => Answer("a" + number, At.AddSeconds(-number))));
            return await context.SaveChangesAsync();
        });
        List<int> steps = [];
        do
            steps.Add(await ReadAsync(context => IdempotencyTable.DropSomeAsync(context, At, 10, default)));
        while (steps[^1] > 0);
        Assert.Equal([10, 10, 5, 0], steps);
    }

    private static IdempotencyRow Answer(string key, DateTimeOffset expires) =>
        new() { Scope = "ann POST /x", Key = key, RequestHash = [1], StatusCode = 200, Response = "{}", CreatedAt = expires.AddDays(-7), ExpiresAt = expires };
}

public sealed class SqliteIdempotencyTableTests : IdempotencyTableContract
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await SqliteFile.CreateAsync();
}

public sealed class PostgreSqlIdempotencyTableTests : IdempotencyTableContract
{
    protected override async Task<TestDatabase> CreateDatabaseAsync() => await PostgreSqlDatabase.CreateAsync();
}
