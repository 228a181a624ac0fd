using System.Globalization;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Archives;

/// <summary>Keeping an archive over the years: one household one archive, the union that keeps it, the paper beside it, its end.</summary>
public sealed partial class HouseholdArchive
{
    /// <summary>Archives are kept ten years from the day on which the household left.</summary>
    public const int YearsKept = 10;

    /// <summary>The archive that took this one in; null for any other.</summary>
    public Guid? MergedIntoId { get; private set; }

    /// <summary>When anything in it changed last; null in rows that are older than this column.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }

    /// <summary>When somebody last brought the paper archive in step with this one.</summary>
    public DateTimeOffset? PaperInStepAt { get; private set; }

    /// <summary>When the personal data was destroyed; what is left is for statistics.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>The last day on which it has to be kept; null while it is open.</summary>
    public DateOnly? KeepUntil => ClosedAt is { } closed && (State is ArchiveState.OutOfHardship or ArchiveState.Withdrawn) ? ChinaTime.DateOf(closed).AddYears(YearsKept) : null;

    /// <summary>The months that both archives tell differently; somebody has to say which holds.</summary>
    public IReadOnlyList<DateOnly> ConflictsWith(HouseholdArchive other) =>
    [
        .. from mine in incomes
           join theirs in other.incomes on (mine.Year, mine.Month) equals (theirs.Year, theirs.Month)
           where mine.PerHead != theirs.PerHead
           orderby mine.Year, mine.Month
           select new DateOnly(mine.Year, mine.Month, 1),
    ];

    /// <summary>
    /// Takes in another archive of the same household. Its incomes come along and, when it is open, its people too: whoever was in one
    /// that had ended long ago may live elsewhere by now.
    /// </summary>
    /// <param name="takeTheirs">For each month that the two tell differently, whether the other one's income holds.</param>
    /// <param name="copy">The same person sealed for a new row.</param>
    /// <exception cref="RuleViolationException">merge-same, merge-not-possible, merge-survivor-closed, merge-income-conflict, reason-required, reason-too-long.</exception>
    public ArchiveMerge TakeIn(
        HouseholdArchive other, IReadOnlyDictionary<DateOnly, bool> takeTheirs, Func<ArchivePerson, ArchivePerson> copy, string? reason, Guid by, DateTimeOffset now)
    {
        if (other.Id == Id)
            throw new RuleViolationException("merge-same", "An archive cannot be merged with itself.", "other");
        foreach (var archive in new[] { this, other })
        {
            if (archive.State is ArchiveState.Merged or ArchiveState.Temporary || archive.ErasedAt is not null)
                throw new RuleViolationException("merge-not-possible", $"Archive {archive.ArchiveNumber} is {archive.State} or destroyed; it cannot be merged.", "other", archive.ArchiveNumber, archive.State);
        }

        if (other.IsOpen && !IsOpen)
            throw new RuleViolationException("merge-survivor-closed", $"Archive {other.ArchiveNumber} is open and {ArchiveNumber} is not: merge the other way round, so that the household stays on file.", "other", other.ArchiveNumber, ArchiveNumber);
        var open = ConflictsWith(other).Where(month => !takeTheirs.ContainsKey(month)).ToList();
        if (open.Count > 0)
        {
            var months = string.Join(", ", open.Select(MonthText));
            throw new RuleViolationException("merge-income-conflict", $"The two archives have different incomes for {months}: say for each month which one holds.", "months", months);
        }

        var merge = new ArchiveMerge(this, other, reason, [.. takeTheirs.Where(pair => pair.Value).Select(pair => MonthText(pair.Key)).Order(StringComparer.Ordinal)], by, now);
        var wasOpen = other.IsOpen;
        other.JoinInto(this, by, now);
        if (wasOpen)
            people.AddRange(other.people.Where(person => !people.Exists(own => own.IdNumberIndex.AsSpan().SequenceEqual(person.IdNumberIndex))).Select(copy).ToList());
        foreach (var income in other.incomes)
            TakeIn(income, takeTheirs, now);
        Record("archive-took-in", by, now, ("archive", ArchiveNumber), ("other", other.ArchiveNumber));
        return merge;
    }

    /// <summary>S-090: another union keeps it from now on.</summary>
    internal void MoveTo(Organisation union, Guid by, DateTimeOffset now)
    {
        OrganisationId = union.Id;
        OrganisationPath = union.Path;
        Record("archive-transferred", by, now, ("archive", ArchiveNumber), ("union", union.Code));
    }

    /// <summary>Somebody has brought the paper archive in step; that is no change of the household's matters.</summary>
    /// <exception cref="RuleViolationException">archive-erased.</exception>
    public void PaperIsInStep(Guid by, DateTimeOffset now)
    {
        RequireData();
        RowVersion++;
        PaperInStepAt = now;
        events.Add(new CaseEvent("archive-paper-in-step", CaseId, null, by, now, new Dictionary<string, string> { ["archive"] = ArchiveNumber }));
    }

    /// <exception cref="RuleViolationException">archive-erased, retention-open, retention-not-over.</exception>
    public void RequireRetentionOver(DateOnly today)
    {
        RequireData();
        if (KeepUntil is not { } until)
            throw new RuleViolationException("retention-open", $"Archive {ArchiveNumber} is {State}; only one whose household has left is destroyed.", "archive", ArchiveNumber, State);
        if (today <= until)
            throw new RuleViolationException("retention-not-over", $"Archive {ArchiveNumber} has to be kept until {until:O}.", "archive", ArchiveNumber, until);
    }

    /// <summary>What tells who it was goes; the states, times and counts stay.</summary>
    internal void Erase(Guid by, DateTimeOffset now)
    {
        people.Clear();
        incomes.Clear();
        PaperNumber = null;
        ErasedAt = now;
        Record("archive-destroyed", by, now, ("archive", ArchiveNumber));
    }

    /// <exception cref="RuleViolationException">archive-erased.</exception>
    public void RequireData()
    {
        if (ErasedAt is { } erased)
            throw new RuleViolationException("archive-erased", $"Archive {ArchiveNumber} was destroyed on {ChinaTime.DateOf(erased):O}.", "archive", ArchiveNumber, ChinaTime.DateOf(erased));
    }

    private void JoinInto(HouseholdArchive survivor, Guid by, DateTimeOffset now)
    {
        MergedIntoId = survivor.Id;
        ClosedAt ??= now;
        State = ArchiveState.Merged;
        StateSince = now;
        foreach (var person in people)
            person.Release();
        Record("archive-merged", by, now, ("archive", ArchiveNumber), ("other", survivor.ArchiveNumber));
    }

    private void TakeIn(MonthlyIncome income, IReadOnlyDictionary<DateOnly, bool> takeTheirs, DateTimeOffset now)
    {
        if (incomes.Find(entry => entry.Year == income.Year && entry.Month == income.Month) is not { } own)
            incomes.Add(new MonthlyIncome(income.Year, income.Month, income.PerHead, income.Evidence, income.RecordedBy, now));
        else if (takeTheirs.GetValueOrDefault(new DateOnly(income.Year, income.Month, 1)))
            own.Correct(income.PerHead, income.Evidence, income.RecordedBy, now);
    }

    private static string MonthText(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
