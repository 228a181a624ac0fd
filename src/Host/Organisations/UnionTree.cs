using AidWorkflows.Data;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.HumanTasks;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Organisations;

/// <summary>Reads the tree of unions at and below one's own. Nothing outside of it is there for the reader.</summary>
public sealed class UnionTree(AidDbContext db, StaffDirectory staff)
{
    public const int MaximumPageSize = 200;
    private const int MostChoices = 2000;

    /// <summary>In the order of the tree: a union, then those below it.</summary>
    /// <param name="search">Part of the name or of the code; null for all.</param>
    public async Task<UnionPage> ListAsync(Actor actor, string? search, int page, int pageSize, CancellationToken cancellationToken)
    {
        var unions = Visible(actor);
        if (search?.Trim() is { Length: > 0 } part)
        {
            var code = part.ToLowerInvariant();
            unions = unions.Where(union => union.Name.Contains(part) || union.Code.Contains(code));
        }

        var shown = await Views(unions.OrderBy(union => union.Path).Skip((page - 1) * pageSize).Take(pageSize)).ToListAsync(cancellationToken);
        return new UnionPage([.. shown.OrderBy(union => union.Path, StringComparer.Ordinal)], await unions.CountAsync(cancellationToken));
    }

    /// <exception cref="RuleViolationException">not-found.</exception>
    public async Task<UnionView> GetAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        await Views(Visible(actor).Where(union => union.Id == id)).SingleOrDefaultAsync(cancellationToken)
        ?? throw new RuleViolationException("not-found", "There is no such union at or below yours.");

    /// <summary>The unions from one's own down to this one.</summary>
    public async Task<IReadOnlyList<UnionView>> WayToAsync(string path, Actor actor, CancellationToken cancellationToken) =>
        [.. (await Views(Visible(actor).Where(union => path.StartsWith(union.Path))).ToListAsync(cancellationToken)).OrderBy(union => union.Path.Length)];

    /// <summary>The newest line first.</summary>
    /// <param name="id">Of one union; of all that one sees when left out.</param>
    public async Task<IReadOnlyList<UnionChangeView>> HistoryAsync(Guid? id, Actor actor, int most, CancellationToken cancellationToken)
    {
        var visible = Visible(actor);
        var rows = await (
            from change in db.Set<OrganisationChange>().AsNoTracking()
            join union in visible on change.OrganisationId equals union.Id
            where id == null || union.Id == id
            orderby change.At descending, change.Id descending
            select new { Change = change, union.Name }).Take(most).ToListAsync(cancellationToken);
        var names = await staff.NamesAsync(rows.Select(row => row.Change.ByPersonId), cancellationToken);
        return
        [
            .. rows.Select(row => new UnionChangeView(
                row.Change.Id, row.Change.Kind, row.Change.At, new PersonView(row.Change.ByPersonId, names.GetValueOrDefault(row.Change.ByPersonId, "")),
                row.Change.OrganisationId, row.Name, row.Change.NameBefore, row.Change.NameAfter)),
        ];
    }

    /// <summary>The open unions that somebody can be put into, in the order of the tree.</summary>
    public async Task<IReadOnlyList<UnionChoice>> OpenAsync(Actor actor, CancellationToken cancellationToken) =>
        await Visible(actor).Where(union => union.ClosedAt == null).OrderBy(union => union.Path).Take(MostChoices)
            .Select(union => new UnionChoice(union.Id, union.Name, union.Level, union.Path)).ToListAsync(cancellationToken);

    private IQueryable<Organisation> Visible(Actor actor)
    {
        var path = actor.OrganisationPath;
        return db.Set<Organisation>().AsNoTracking().Where(union => union.Path.StartsWith(path));
    }

    private IQueryable<UnionView> Views(IQueryable<Organisation> unions) => unions.Select(union => new UnionView(
        union.Id, union.Code, union.Name, union.Level, union.ParentId, union.Path, union.ClosedAt,
        db.Set<StaffMember>().Count(person => person.OrganisationId == union.Id && person.Active),
        db.Set<Organisation>().Count(below => below.ParentId == union.Id && below.ClosedAt == null)));
}

/// <param name="People">How many active people work for it.</param>
/// <param name="UnionsBelow">How many open unions stand directly below it.</param>
public sealed record UnionView(
    Guid Id, string Code, string Name, OrganisationLevel Level, Guid? ParentId, string Path, DateTimeOffset? ClosedAt, int People, int UnionsBelow);

public sealed record UnionPage(IReadOnlyList<UnionView> Items, int TotalCount);

public sealed record UnionChoice(Guid Id, string Name, OrganisationLevel Level, string Path);

public sealed record UnionChangeView(
    Guid Id, OrganisationChangeKind Kind, DateTimeOffset At, PersonView By, Guid OrganisationId, string OrganisationName, string? NameBefore, string? NameAfter);
