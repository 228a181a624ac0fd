using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Awards;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Assessment;

/// <summary>What the system's own records say about a household: aid it has had, and bars that still run (S-029, S-175).</summary>
internal sealed class HouseholdHistory(AidDbContext db)
{
    /// <summary>The longest period that any rule can look back on is a year; two leave room for windows.</summary>
    private const int YearsBack = 2;

    /// <summary>Aid granted on the application of anybody in the household, in other cases and in this one.</summary>
    public async Task<IReadOnlyList<EarlierAid>> AidAsync(AidCase aidCase, DateTimeOffset now, CancellationToken cancellationToken)
    {
        byte[][] people = [aidCase.Applicant.IdNumberIndex, .. aidCase.Members.Select(member => member.IdNumberIndex)];
        var since = now.AddYears(-YearsBack);
        var rows = await (
            from award in db.Set<Award>().AsNoTracking()
            join other in db.Set<AidCase>().AsNoTracking() on award.CaseId equals other.Id
            where other.Id != aidCase.Id && award.DecidedAt >= since && people.Contains(other.Applicant.IdNumberIndex)
            orderby award.DecidedAt, award.Id
            select new
            {
                other.CaseNumber,
                award.Kind,
                award.Amount,
                award.DecidedAt,
                Applicant = other.Applicant.IdNumberIndex,
                Member = other.Requests.Where(request => request.Id == award.RequestId && request.MemberId != null)
                    .SelectMany(request => other.Members.Where(member => member.Id == request.MemberId)).Select(member => member.IdNumberIndex).FirstOrDefault(),
                Tier = other.Assessments.OrderByDescending(assessment => assessment.Number).Select(assessment => assessment.Tier).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        var ofThisCase = aidCase.Awards.OrderBy(award => award.DecidedAt).Select(award => new EarlierAid(
            aidCase.CaseNumber,
            award.Kind,
            award.Amount,
            ChinaTime.DateOf(award.DecidedAt),
            aidCase.Requests.FirstOrDefault(request => request.Id == award.RequestId)?.MemberId,
            OfApplicant: true,
            aidCase.Assessments.MaxBy(assessment => assessment.Number)?.Tier));
        return
        [
            .. rows.Select(row => new EarlierAid(
                row.CaseNumber,
                row.Kind,
                row.Amount,
                ChinaTime.DateOf(row.DecidedAt),
                MemberOf(aidCase, row.Member ?? row.Applicant),
                row.Applicant.AsSpan().SequenceEqual(aidCase.Applicant.IdNumberIndex),
                row.Tier)),
            .. ofThisCase,
        ];
    }

    /// <summary>Bars that the applicant's other applications ended with, as their last assessment says.</summary>
    public async Task<IReadOnlyList<EarlierBar>> BarsAsync(AidCase aidCase, DateOnly day, CancellationToken cancellationToken)
    {
        var applicant = aidCase.Applicant.IdNumberIndex;
        var assessments = await (
            from other in db.Set<AidCase>().AsNoTracking()
            where other.Id != aidCase.Id && other.Applicant.IdNumberIndex == applicant && other.OpenedAt <= aidCase.OpenedAt
            let last = other.Assessments.OrderByDescending(assessment => assessment.Number).FirstOrDefault()
            where last != null && last.BarredUntil >= day
            orderby other.CaseNumber
            select new { other.CaseNumber, last.BarredUntil, last.Result }).ToListAsync(cancellationToken);
        return
        [
            .. assessments.Select(row => new EarlierBar(
                row.CaseNumber,
                AssessmentJson.Read(row.Result).Exclusions.First(exclusion => exclusion.Until == row.BarredUntil).Rule,
                row.BarredUntil!.Value)),
        ];
    }

    private static Guid? MemberOf(AidCase aidCase, byte[] idNumberIndex) =>
        aidCase.Members.FirstOrDefault(member => member.IdNumberIndex.AsSpan().SequenceEqual(idNumberIndex))?.Id;
}
