using System.Globalization;
using AidWorkflows.Data;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Runtime;
using AidWorkflows.Host.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Archives;

/// <summary>One household, one archive: takes a second one into the first.</summary>
public sealed class ArchiveMerges(AidDbContext db, WorkflowRuntime runtime, FieldProtector protector, ArchiveQueries archives, IdempotentWrites writes, TimeProvider clock)
{
    /// <summary>The event that ends the rechecks of an archive, as the workflow of an exit publishes it.</summary>
    private const string ClosedEvent = "archive-closed";

    public static bool MayMerge(Actor actor) => actor.Level == OrganisationLevel.County && actor.Has(StaffRoles.Reviewer);

    /// <summary>What a merge would do, before anybody decides.</summary>
    /// <exception cref="RuleViolationException">not-found.</exception>
    public async Task<MergePreview> PreviewAsync(string survivorNumber, string otherNumber, Actor actor, CancellationToken cancellationToken)
    {
        var survivor = await db.Set<HouseholdArchive>().Whole().FindOverseenAsync(survivorNumber, actor, cancellationToken);
        var other = await db.Set<HouseholdArchive>().Whole().FindOverseenAsync(otherNumber, actor, cancellationToken);
        var shared = survivor.People.Where(person => other.People.Any(theirs => Same(person, theirs))).Select(person => person.Name).ToList();
        var conflicts = survivor.ConflictsWith(other);
        var cases = await OpenCasesAsync(other, cancellationToken);
        return new MergePreview(
            await archives.GetAsync(survivorNumber, actor, cancellationToken),
            await archives.GetAsync(otherNumber, actor, cancellationToken),
            shared,
            [.. conflicts.Select(month => new IncomeConflict(Text(month), Of(survivor, month), Of(other, month)))],
            cases);
    }

    /// <summary>The other archive is closed as merged; its cases, incomes and, when it was open, its people are the survivor's from now on.</summary>
    /// <exception cref="RuleViolationException">not-found, forbidden, merge-case-open, merge-income-conflict, exit-pending, household-has-archive, and those of the archive.</exception>
    public Task<MergedArchives> MergeAsync(string survivorNumber, MergeForm form, Actor actor, WriteKey? key, CancellationToken cancellationToken)
    {
        if (!MayMerge(actor))
            throw new RuleViolationException("forbidden", "Archives are merged by the reviewers of the county union.");
        var choices = Choices(form.Months);
        return writes.RunAsync<MergedArchives>(key, async slot =>
        {
            var now = clock.GetUtcNow();
            var survivor = await db.Set<HouseholdArchive>().Whole().FindOverseenAsync(survivorNumber, actor, cancellationToken);
            var other = await db.Set<HouseholdArchive>().Whole().FindOverseenAsync(form.Other ?? "", actor, cancellationToken);
            await RefusePendingAsync(survivor, other, cancellationToken);
            db.Add(survivor.TakeIn(other, choices, person => Sealed(person, now), form.Reason, actor.PersonId, now));
            await RefuseElsewhereAsync(survivor, other, cancellationToken);
            var cases = await db.Set<AidCase>().Where(aidCase => aidCase.ArchiveId == other.Id).ToListAsync(cancellationToken);
            foreach (var aidCase in cases)
                aidCase.LinkTo(survivor, now);

            var answer = new MergedArchives(survivor.ArchiveNumber, other.ArchiveNumber, [.. cases.Select(aidCase => aidCase.CaseNumber)]);
            slot.Is(() => answer);
            await EndRechecksAsync(other, cancellationToken);
            return answer;
        }, cancellationToken);
    }

    /// <summary>Publishing commits everything tracked here with it, so the rechecks end exactly when the archive does.</summary>
    private async Task EndRechecksAsync(HouseholdArchive other, CancellationToken cancellationToken)
    {
        var caseNumber = await db.Set<AidCase>().Where(aidCase => aidCase.Id == other.CaseId).Select(aidCase => aidCase.CaseNumber).SingleOrDefaultAsync(cancellationToken);
        await runtime.PublishEventAsync(ClosedEvent, null, null, caseNumber ?? other.ArchiveNumber, cancellationToken);
    }

    private async Task RefusePendingAsync(HouseholdArchive survivor, HouseholdArchive other, CancellationToken cancellationToken)
    {
        if (await OpenCasesAsync(other, cancellationToken) is { Count: > 0 } open)
        {
            var numbers = string.Join(", ", open);
            throw new RuleViolationException("merge-case-open", $"Archive {other.ArchiveNumber} has cases that are not decided: {numbers}. Merge it after them.", "other", other.ArchiveNumber, numbers);
        }

        foreach (var archive in new[] { survivor, other })
        {
            if (await db.Set<ArchiveExit>().AnyAsync(exit => exit.PendingArchiveId == archive.Id, cancellationToken))
                throw new RuleViolationException("exit-pending", $"An exit of archive {archive.ArchiveNumber} is under way; merge after it.", "other", archive.ArchiveNumber);
            if (await db.Set<ArchiveTransfer>().AnyAsync(transfer => transfer.PendingArchiveId == archive.Id, cancellationToken))
                throw new RuleViolationException("transfer-pending", $"A transfer of archive {archive.ArchiveNumber} is under way; merge after it.", "other", archive.ArchiveNumber);
        }
    }

    /// <summary>Whoever comes along must not be in a third open archive.</summary>
    private async Task RefuseElsewhereAsync(HouseholdArchive survivor, HouseholdArchive other, CancellationToken cancellationToken)
    {
        byte[][] indexes = [.. survivor.People.Select(person => person.OpenIndex).OfType<byte[]>()];
        if (await db.Set<ArchivePerson>().AnyAsync(
            person => person.OpenIndex != null && indexes.Contains(person.OpenIndex) && person.ArchiveId != survivor.Id && person.ArchiveId != other.Id, cancellationToken))
        {
            throw new RuleViolationException("household-has-archive", "Somebody of this household is in a third open archive.", "other");
        }
    }

    private Task<List<string>> OpenCasesAsync(HouseholdArchive archive, CancellationToken cancellationToken) => db.Set<AidCase>().AsNoTracking()
        .Where(aidCase => (aidCase.ArchiveId == archive.Id || aidCase.Id == archive.CaseId) && aidCase.ClosedAt == null)
        .OrderBy(aidCase => aidCase.CaseNumber).Select(aidCase => aidCase.CaseNumber).ToListAsync(cancellationToken);

    /// <summary>A sealed field opens only in its own row, so the copy is sealed anew.</summary>
    private ArchivePerson Sealed(ArchivePerson person, DateTimeOffset now)
    {
        var id = RisingId.New(now);
        var number = protector.Open(SealedColumns.ArchivePersonIdNumber, person.Id, person.IdNumberSealed);
        return new ArchivePerson(
            id, person.Name, new SealedField(protector.Seal(SealedColumns.ArchivePersonIdNumber, id, number), person.IdNumberMask, person.IdNumberIndex), isHolder: false);
    }

    private static Dictionary<DateOnly, bool> Choices(IReadOnlyDictionary<string, string?>? months)
    {
        Dictionary<DateOnly, bool> choices = [];
        List<ValidationProblem> problems = [];
        foreach (var (month, choice) in months ?? new Dictionary<string, string?>())
        {
            if (!DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
                problems.Add(new("month-format", $"months.{month}", "Write the month as in 2026-05."));
            else if (choice is not ("survivor" or "other"))
                problems.Add(new("unknown-choice", $"months.{month}", "Say survivor or other."));
            else
                choices[first] = choice == "other";
        }

        return problems.Count == 0 ? choices : throw new InvalidInputException(problems);
    }

    private static bool Same(ArchivePerson one, ArchivePerson another) => one.IdNumberIndex.AsSpan().SequenceEqual(another.IdNumberIndex);

    private static decimal Of(HouseholdArchive archive, DateOnly month) => archive.Incomes.Single(income => income.Year == month.Year && income.Month == month.Month).PerHead;

    private static string Text(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

/// <summary>Which archive is taken in, why, and whose income holds in the months that differ.</summary>
public sealed record MergeForm
{
    /// <summary>The number of the archive that is closed.</summary>
    public string? Other { get; init; }

    public string? Reason { get; init; }

    /// <summary>Month ("2026-03") to <c>survivor</c> or <c>other</c>.</summary>
    public IReadOnlyDictionary<string, string?>? Months { get; init; }
}

/// <param name="SharedPeople">Who is in both; empty when only the reviewer knows that it is one household.</param>
/// <param name="OpenCases">Undecided cases of the other archive, which keep it from being merged.</param>
public sealed record MergePreview(
    ArchiveDetails Survivor, ArchiveDetails Other, IReadOnlyList<string> SharedPeople, IReadOnlyList<IncomeConflict> Conflicts, IReadOnlyList<string> OpenCases);

public sealed record IncomeConflict(string Month, decimal SurvivorPerHead, decimal OtherPerHead);

/// <param name="CaseNumbers">The cases that came along.</param>
public sealed record MergedArchives(string ArchiveNumber, string Merged, IReadOnlyList<string> CaseNumbers);
