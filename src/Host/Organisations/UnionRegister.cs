using AidWorkflows.Data;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Idempotency;
using AidWorkflows.Host.Staff;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Organisations;

/// <summary>The tree of unions at and below one's own: administrators keep it, auditors read it.</summary>
public sealed class UnionRegister(AidDbContext db, UnionTree tree, AdministrationUnit administration, TimeProvider clock)
{
    /// <exception cref="InvalidInputException">With every field that is wrong.</exception>
    /// <exception cref="RuleViolationException">forbidden, not-found, union-closed, union-level, union-code-taken.</exception>
    public Task<UnionView> AddAsync(WantedUnion wanted, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        administration.RunAsync<UnionView>(key, actor, null, async (by, answer) =>
        {
            List<ValidationProblem> problems = [];
            if (!OrganisationCode.TryParse(wanted.Code, out var code, out var unreadable))
                problems.Add(string.IsNullOrWhiteSpace(wanted.Code) ? Required("code") : unreadable);
            var name = Name(wanted.Name, problems);
            if (wanted.Level is null)
                problems.Add(Required("level"));
            if (wanted.ParentId is null)
                problems.Add(Required("parentId"));
            if (problems.Count > 0)
                throw new InvalidInputException(problems);

            var parent = await administration.UnionAsync(wanted.ParentId, by, "parentId", cancellationToken);
            await RefuseTakenAsync(code!.Value, cancellationToken);
            var (union, change) = parent.Add(code, name, wanted.Level!.Value, by, clock.GetUtcNow());
            db.Add(union);
            db.Add(change);
            var view = new UnionView(union.Id, union.Code, union.Name, union.Level, union.ParentId, union.Path, null, 0, 0);
            answer.Is(() => view);
            await db.SaveChangesAsync(cancellationToken);
            return view;
        }, () => OrganisationCode.TryParse(wanted.Code, out var taken, out _) ? RefuseTakenAsync(taken.Value, cancellationToken) : Task.CompletedTask, cancellationToken);

    /// <exception cref="InvalidInputException">The name is missing or too long.</exception>
    /// <exception cref="RuleViolationException">forbidden, not-found.</exception>
    public Task<UnionView> RenameAsync(Guid id, string? name, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(id, actor, key, (union, by, now) =>
        {
            List<ValidationProblem> problems = [];
            var read = Name(name, problems);
            return problems.Count == 0 ? Task.FromResult(union.Rename(read, by, now)) : throw new InvalidInputException(problems);
        }, cancellationToken);

    /// <exception cref="RuleViolationException">forbidden, not-found, union-closed, union-own, union-has-unions, union-has-tasks, union-has-cases, union-has-archives, union-has-people.</exception>
    public Task<UnionView> CloseAsync(Guid id, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(id, actor, key, async (union, by, now) => union.Close(await BusinessAsync(id, cancellationToken), by, now), cancellationToken);

    /// <exception cref="RuleViolationException">forbidden, not-found, union-open, union-above-closed.</exception>
    public Task<UnionView> ReopenAsync(Guid id, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(id, actor, key, async (union, by, now) =>
        {
            var parent = union.ParentId is { } above ? await db.Set<Organisation>().SingleAsync(candidate => candidate.Id == above, cancellationToken) : null;
            return union.Reopen(parent, by, now);
        }, cancellationToken);

    private Task<UnionView> ChangeAsync(
        Guid id, Actor actor, WriteKey? key, Func<Organisation, Actor, DateTimeOffset, Task<OrganisationChange>> change, CancellationToken cancellationToken) =>
        administration.RunAsync<UnionView>(key, actor, null, async (by, answer) =>
        {
            // The union above first, always: it must not be closed while one below is reopened.
            if (await db.Set<Organisation>().Where(candidate => candidate.Id == id && candidate.Id != by.OrganisationId).Select(candidate => candidate.ParentId).SingleOrDefaultAsync(cancellationToken) is { } above)
                await administration.UnionAsync(above, by, null, cancellationToken);
            var union = await administration.UnionAsync(id, by, null, cancellationToken);
            db.Add(await change(union, by, clock.GetUtcNow()));
            await db.SaveChangesAsync(cancellationToken);

            // Read back within the transaction; the second save writes the answer for a repeated request beside it.
            var view = await tree.GetAsync(id, by, cancellationToken);
            answer.Is(() => view);
            await db.SaveChangesAsync(cancellationToken);
            return view;
        }, null, cancellationToken);

    private async Task<OpenBusiness> BusinessAsync(Guid id, CancellationToken cancellationToken) => new(
        await db.Set<StaffMember>().CountAsync(person => person.OrganisationId == id && person.Active, cancellationToken),
        await db.Set<Organisation>().CountAsync(below => below.ParentId == id && below.ClosedAt == null, cancellationToken),
        await db.Set<HumanTask>().CountAsync(task => task.OrganisationId == id && (task.Status == HumanTaskStatus.Open || task.Status == HumanTaskStatus.Waiting), cancellationToken),
        await db.Set<AidCase>().CountAsync(aidCase => aidCase.OrganisationId == id
            && (aidCase.Status == CaseStatus.Submitted || aidCase.Status == CaseStatus.InReview || aidCase.Status == CaseStatus.AwaitingSupplement), cancellationToken),
        await db.Set<HouseholdArchive>().CountAsync(archive => archive.OrganisationId == id
            && (archive.State == ArchiveState.Temporary || archive.State == ArchiveState.Active || archive.State == ArchiveState.Relieved), cancellationToken));

    private static string Name(string? given, List<ValidationProblem> problems)
    {
        var name = given?.Trim() ?? "";
        if (name.Length == 0)
            problems.Add(Required("name"));
        else if (name.Length > Organisation.LongestName)
            problems.Add(new("field-too-long", "name", $"At most {Organisation.LongestName} characters.", Organisation.LongestName));
        return name;
    }

    private static ValidationProblem Required(string field) => new("field-required", field, "This field is required.");

    private async Task RefuseTakenAsync(string code, CancellationToken cancellationToken)
    {
        if (await db.Set<Organisation>().AnyAsync(union => union.Code == code, cancellationToken))
            throw new RuleViolationException("union-code-taken", "Another union has this code already. Choose another one, for instance with the county before it.", "code");
    }
}

/// <summary>A new union as it is typed in.</summary>
public sealed record WantedUnion(Guid? ParentId, string? Code, string? Name, OrganisationLevel? Level);
