using System.Text.Json;
using AidWorkflows.Data;
using AidWorkflows.Data.Workflows;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Host.Api;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Host.Idempotency;

/// <summary>
/// Runs a write once per key: the answer is a row in the same commit as the effect, so either both exist or neither. Writes that
/// lose against another one are repeated from fresh rows a few times.
/// </summary>
public sealed class IdempotentWrites(AidDbContext db, TimeProvider clock, IOptions<IdempotencyOptions> options)
{
    private const int Attempts = 4;

    /// <param name="effect">
    /// Does the write. Before it saves it must hand over what the answer will be; that is asked for while saving, when the workflow
    /// has already changed the rows.
    /// </param>
    public async Task<T> RunAsync<T>(WriteKey? key, Func<AnswerOfWrite<T>, Task<T>> effect, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            if (key is not null && await FindAsync<T>(key, cancellationToken) is { } first)
                return first;

            var answer = new AnswerOfWrite<T>();
            using var saving = new Saving<T>(db, key, answer, clock.GetUtcNow(), options.Value.KeepFor);
            try
            {
                return await effect(answer);
            }
            catch (Exception e) when (attempt < Attempts && IsLostRace(e, key))
            {
                db.ChangeTracker.Clear();
            }
            catch (RuleViolationException) when (key is not null)
            {
                // The rule may be broken only because the twin of this very request was faster; then its answer is ours.
                db.ChangeTracker.Clear();
                if (await FindAsync<T>(key, cancellationToken) is { } twin)
                    return twin;

                throw;
            }
        }
    }

    /// <summary>The parts of a call (<see cref="WriteKey.Of"/>) that have been committed under its key.</summary>
    public async Task<IReadOnlyList<Guid>> PartsDoneAsync(WriteKey key, CancellationToken cancellationToken)
    {
        var (scope, now) = (key.PartScope, clock.GetUtcNow());
        var scopes = await db.IdempotentRequests.Where(row => row.Key == key.Key && row.Scope.StartsWith(scope) && row.ExpiresAt > now).Select(row => row.Scope).ToListAsync(cancellationToken);
        return [.. scopes.Select(part => Guid.Parse(part[scope.Length..]))];
    }

    private async Task<T?> FindAsync<T>(WriteKey key, CancellationToken cancellationToken)
        where T : class
    {
        var row = await db.IdempotentRequests.AsNoTracking()
            .SingleOrDefaultAsync(candidate => candidate.Scope == key.Scope && candidate.Key == key.Key, cancellationToken);
        if (row is null)
            return null;
        if (row.ExpiresAt <= clock.GetUtcNow())
        {
            await db.IdempotentRequests.Where(candidate => candidate.Scope == key.Scope && candidate.Key == key.Key).ExecuteDeleteAsync(cancellationToken);
            return null;
        }

        if (!row.RequestHash.AsSpan().SequenceEqual(key.RequestHash))
        {
            throw new RuleViolationException(
                "idempotency-key-reused", "This Idempotency-Key was used for another request. Use a new key for a new request.", "Idempotency-Key");
        }

        return JsonSerializer.Deserialize<T>(row.Response!, ApiJson.Options);
    }

    // With a key, any failed save may be the twin's key row; without one only a changed row is worth another look.
    private static bool IsLostRace(Exception e, WriteKey? key) =>
        e is DbUpdateConcurrencyException or StaleInstanceException or InstanceBusyException || (key is not null && e is DbUpdateException);

    /// <summary>
    /// A burst saves several times within its transaction, so the row is added with the first save and its answer kept up to date
    /// with the later ones.
    /// </summary>
    private sealed class Saving<T> : IDisposable
        where T : class
    {
        private readonly AidDbContext db;
        private readonly WriteKey? key;
        private readonly AnswerOfWrite<T> answer;
        private readonly DateTimeOffset now;
        private readonly TimeSpan keepFor;
        private IdempotencyRow? row;

        public Saving(AidDbContext db, WriteKey? key, AnswerOfWrite<T> answer, DateTimeOffset now, TimeSpan keepFor)
        {
            this.db = db;
            this.key = key;
            this.answer = answer;
            this.now = now;
            this.keepFor = keepFor;
            if (key is not null)
                db.SavingChanges += KeepRow;
        }

        public void Dispose() => db.SavingChanges -= KeepRow;

        private void KeepRow(object? sender, SavingChangesEventArgs e)
        {
            if (answer.Create is null)
                return;

            if (row is null)
            {
                row = new IdempotencyRow
                {
                    Scope = key!.Scope,
                    Key = key.Key,
                    RequestHash = key.RequestHash,
                    StatusCode = StatusCodes.Status200OK,
                    CreatedAt = now,
                    ExpiresAt = now + keepFor,
                };
                db.IdempotentRequests.Add(row);
            }
            else if (db.Entry(row).State == EntityState.Detached)
            {
                // An activity failed and its rows were taken back; this one had been saved before.
                db.IdempotentRequests.Attach(row);
            }

            row.Response = JsonSerializer.Serialize(answer.Create(), ApiJson.Options);
        }
    }
}

/// <summary>Where a write puts what it will answer.</summary>
public sealed class AnswerOfWrite<T>
    where T : class
{
    internal Func<T>? Create { get; set; }

    public void Is(Func<T> create) => Create = create;
}
