using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Registers;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Registers;

/// <summary>
/// Finds what registers answer about the people of a household, by their blind indexes. Only extracts that the case's own union or
/// one above it obtained are read, and answers that were entered for this very case.
/// </summary>
internal static class RegisterAnswers
{
    /// <summary>The case's applicant and members must be loaded.</summary>
    public static async Task<IReadOnlyList<RegisterAnswer>> FindAsync(
        AidDbContext db, AidCase aidCase, IReadOnlyList<RegisterKind> registers, CancellationToken cancellationToken)
    {
        List<Person> people =
        [
            new(null, aidCase.Applicant.Name, aidCase.Applicant.IdNumberIndex),
            .. aidCase.Members.Select(member => new Person(member.Id, member.Name, member.IdNumberIndex)),
        ];
        var path = aidCase.OrganisationPath;
        var lists = await db.Set<RegisterImport>().AsNoTracking()
            .Where(import => import.Status == RegisterImportStatus.Completed && import.IsComplete && import.AsOf != null && registers.Contains(import.Kind) && path.StartsWith(import.OrganisationPath))
            .Select(import => new { import.Kind, import.AsOf })
            .ToListAsync(cancellationToken);
        List<RegisterAnswer> answers = [];
        foreach (var person in people)
        {
            var rows = await db.Set<RegisterExtract>().AsNoTracking()
                .Where(extract => extract.IdNumberIndex == person.Index && registers.Contains(extract.Kind) && path.StartsWith(extract.OrganisationPath))
                .Where(extract => extract.CaseId == null || extract.CaseId == aidCase.Id)
                .Where(extract => extract.ImportId == null || db.Set<RegisterImport>().Any(import => import.Id == extract.ImportId && import.Status == RegisterImportStatus.Completed))
                .ToListAsync(cancellationToken);
            foreach (var kind in registers.Distinct())
            {
                var absentAsOf = lists.Where(list => list.Kind == kind).Max(list => list.AsOf);
                if (Newest(person, kind, rows.Where(row => row.Kind == kind), absentAsOf) is { } answer)
                    answers.Add(answer);
            }
        }

        return answers;
    }

    /// <summary>Of several sources the one with the newest data counts, and of one day the one that was entered last.</summary>
    private static RegisterAnswer? Newest(Person person, RegisterKind kind, IEnumerable<RegisterExtract> rows, DateOnly? absentAsOf)
    {
        var newest = rows.GroupBy(row => (row.AsOf, row.ImportId, Entered: row.ImportId is null ? row.Id : default))
            .OrderByDescending(source => source.Key.AsOf).ThenByDescending(source => source.Max(row => row.EnteredAt)).ThenByDescending(source => source.Max(row => row.Id))
            .FirstOrDefault()?.OrderBy(row => row.Id).ToList();
        if (newest is null || absentAsOf > newest[0].AsOf)
            return absentAsOf is { } day ? new RegisterAnswer(kind, person.MemberId, day, false, []) : null;

        return new RegisterAnswer(
            kind, person.MemberId, newest[0].AsOf, newest.Exists(row => row.NameDiffersFrom(person.Name)), [.. newest.Select(row => new RegisterRow(row.Id, row.Facts))]);
    }

    private sealed record Person(Guid? MemberId, string Name, byte[] Index);
}
