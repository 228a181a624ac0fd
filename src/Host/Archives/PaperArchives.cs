using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.Cases;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Host.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Archives;

/// <summary>
/// Takes over archives that a county kept on paper before it had this system. The household has gone through the procedure then;
/// the number of the paper says where that can be looked up.
/// </summary>
public sealed class PaperArchives(
    AidDbContext db, CaseNumbers numbers, FieldProtector protector, IdempotentWrites writes, ArchiveQueries archives, WorkflowRuntime runtime, TimeProvider clock)
{
    public const string RecheckDefinition = "recheck";
    private const int MaximumMembers = 20;
    private const int LongestText = 60;

    public static bool MayEnter(Actor actor) => actor.Level == OrganisationLevel.County && actor.Has(StaffRoles.Reviewer);

    /// <exception cref="InvalidInputException">With every field that is wrong.</exception>
    /// <exception cref="RuleViolationException">household-has-archive, forbidden.</exception>
    public Task<ArchiveDetails> EnterAsync(PaperArchiveForm form, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        writes.RunAsync<ArchiveDetails>(key, slot => EnterAsync(form, actor, slot, cancellationToken), cancellationToken);

    private async Task<ArchiveDetails> EnterAsync(PaperArchiveForm form, Actor actor, AnswerOfWrite<ArchiveDetails> slot, CancellationToken cancellationToken)
    {
        if (!MayEnter(actor))
            throw new RuleViolationException("forbidden", "Paper archives are entered by the reviewers of the county union.");

        var now = clock.GetUtcNow();
        List<ValidationProblem> problems = [];
        var people = People(form, now, problems);
        var organisation = await OrganisationAsync(form.Organisation, actor, problems, cancellationToken);
        var number = Text(form.PaperNumber, "paperNumber", problems);
        if (form.OpenedOn is null)
            problems.Add(new("field-required", "openedOn", "This field is required."));
        else if (form.OpenedOn > ChinaTime.DateOf(now))
            problems.Add(new("date-in-future", "openedOn", "The date must not be in the future."));
        if (form.Tier?.Length > LongestText)
            problems.Add(new("field-too-long", "tier", $"At most {LongestText} characters.", LongestText));
        if (problems.Count > 0)
            throw new InvalidInputException(problems);

        byte[][] indexes = [.. people.Select(person => person.IdNumberIndex)];
        if (await db.Set<ArchivePerson>().AnyAsync(person => person.OpenIndex != null && indexes.Contains(person.OpenIndex), cancellationToken))
            throw new RuleViolationException("household-has-archive", "Somebody of this household is in an open archive already; one household has one.", "idNumber");

        var paper = new PaperArchive(
            number!, organisation!.Id, organisation.Path, string.IsNullOrWhiteSpace(form.Tier) ? null : form.Tier.Trim(),
            new DateTimeOffset(form.OpenedOn!.Value, TimeOnly.MinValue, TimeSpan.FromHours(8)).ToUniversalTime());
        var archive = HouseholdArchive.EnterFromPaper(
            await numbers.NextArchiveAsync(ChinaTime.DateOf(now).Year, cancellationToken), paper, people, actor.PersonId, now);
        db.Add(archive);
        slot.Is(() => View(archive, organisation.Name));
        await runtime.StartAsync(RecheckOf(archive, actor), cancellationToken);
        return await archives.GetAsync(archive.ArchiveNumber, actor, cancellationToken);
    }

    /// <summary>S-080: it is checked again like any other, from now on.</summary>
    private static StartWorkflow RecheckOf(HouseholdArchive archive, Actor actor) => new(RecheckDefinition)
    {
        CorrelationId = archive.ArchiveNumber,
        Name = archive.ArchiveNumber,
        Actor = actor.PersonId.ToString(),
        Input = new JsonObject { ["ArchiveId"] = archive.Id.ToString() },
    };

    private static ArchiveDetails View(HouseholdArchive archive, string organisation) => new()
    {
        Id = archive.Id,
        ArchiveNumber = archive.ArchiveNumber,
        State = archive.State,
        StateSince = archive.StateSince,
        Origin = archive.Origin,
        PaperNumber = archive.PaperNumber,
        Tier = archive.Tier,
        OrganisationName = organisation,
        OpenedAt = archive.OpenedAt,
        People = [.. archive.People.Select(person => new ArchivePersonView(person.Name, person.IdNumberMask, person.IsHolder))],
        Incomes = [],
        CaseNumbers = [],
    };

    private List<ArchivePerson> People(PaperArchiveForm form, DateTimeOffset now, List<ValidationProblem> problems)
    {
        List<ArchivePerson> people = [];
        var members = form.Members ?? [];
        if (members.Count > MaximumMembers)
            problems.Add(new("too-many", "members", $"At most {MaximumMembers}.", MaximumMembers));
        Add(form.Name, form.IdNumber, "", isHolder: true);
        foreach (var (member, i) in members.Take(MaximumMembers).Select((member, i) => (member, i)))
            Add(member?.Name, member?.IdNumber, $"members[{i}].", isHolder: false);
        if (people.DistinctBy(person => Convert.ToHexString(person.IdNumberIndex)).Count() != people.Count)
            problems.Add(new("member-twice", "members", "A person is named twice."));
        return people;

        void Add(string? name, string? idNumber, string prefix, bool isHolder)
        {
            if (!PersonName.TryParse(name, out var readName, out var nameProblem))
                problems.Add(nameProblem with { Field = prefix + "name" });
            if (!ChineseIdNumber.TryParse(idNumber, ChinaTime.DateOf(now), out var readNumber, out var numberProblem))
                problems.Add(numberProblem with { Field = prefix + "idNumber" });
            if (readName is null || readNumber is null)
                return;

            var id = RisingId.New(now);
            var number = readNumber.Reveal();
            people.Add(new ArchivePerson(
                id,
                readName.Reveal(),
                new SealedField(
                    protector.Seal(SealedColumns.ArchivePersonIdNumber, id, number), readNumber.Masked, protector.BlindIndex(SealedColumns.IdNumberIndex, number)),
                isHolder));
        }
    }

    private async Task<Organisation?> OrganisationAsync(string? code, Actor actor, List<ValidationProblem> problems, CancellationToken cancellationToken)
    {
        var found = string.IsNullOrWhiteSpace(code)
            ? await db.Set<Organisation>().SingleAsync(organisation => organisation.Id == actor.OrganisationId, cancellationToken)
            : await db.Set<Organisation>().SingleOrDefaultAsync(organisation => organisation.Code == code, cancellationToken);
        if (found is { IsOpen: true } && actor.Oversees(found.Path))
            return found;

        problems.Add(new("unknown-organisation", "organisation", "There is no such union in your county."));
        return null;
    }

    private static string? Text(string? text, string field, List<ValidationProblem> problems)
    {
        if (string.IsNullOrWhiteSpace(text))
            problems.Add(new("field-required", field, "This field is required."));
        else if (text.Trim().Length > LongestText)
            problems.Add(new("field-too-long", field, $"At most {LongestText} characters.", LongestText));
        return text?.Trim();
    }
}
