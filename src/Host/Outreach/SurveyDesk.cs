using AidWorkflows.Data;
using AidWorkflows.Data.Outreach;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Outreach;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Outreach;

/// <summary>S-096: satisfaction, asked with one-time codes and answered without a name; S-097: views of the policy page.</summary>
public sealed class SurveyDesk(AidDbContext db, OutreachDesk outreach, TimeProvider clock)
{
    /// <summary>The code is shown this once; asking again makes a lost one worthless.</summary>
    /// <exception cref="RuleViolationException">not-found, forbidden, survey-case-open, survey-answered.</exception>
    public async Task<SurveyTicket> IssueAsync(string caseNumber, Actor actor, CancellationToken cancellationToken)
    {
        var aidCase = await outreach.FindCaseAsync(caseNumber, actor, cancellationToken);
        if (!OutreachDesk.MayRecord(actor))
            throw new RuleViolationException("forbidden", "Codes are given out by clerks and reviewers.");

        var known = await db.Set<SurveyCode>().SingleOrDefaultAsync(row => row.CaseId == aidCase.Id, cancellationToken);
        string code;
        if (known is null)
        {
            (var row, code) = SurveyCode.Issue(aidCase, clock.GetUtcNow());
            db.Add(row);
        }
        else
        {
            code = known.IssueAgain(clock.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellationToken);
        return new SurveyTicket(caseNumber, $"{code[..4]}-{code[4..8]}-{code[8..]}");
    }

    /// <summary>By anybody who has a code.</summary>
    /// <exception cref="RuleViolationException">survey-code-unknown, survey-answered.</exception>
    /// <exception cref="InvalidInputException">rating-range.</exception>
    public async Task AnswerAsync(SurveyForm form, CancellationToken cancellationToken)
    {
        var hash = SurveyCode.HashOf(form.Code);
        var code = await db.Set<SurveyCode>().SingleOrDefaultAsync(row => row.Hash == hash, cancellationToken)
            ?? throw new RuleViolationException("survey-code-unknown", "There is no such code; compare it with the paper.", "code");
        db.Add(code.Answer(SurveyRatings.Read(form.Overall, form.Speed, form.Attitude), ChinaTime.Today(clock)));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>By month and union, the newest first.</summary>
    public async Task<IReadOnlyList<SurveyMonth>> ResultsAsync(Actor actor, CancellationToken cancellationToken)
    {
        var path = actor.OrganisationPath;
        var rows = await (
            from answer in db.Set<SurveyAnswer>().AsNoTracking()
            where answer.OrganisationPath.StartsWith(path)
            group answer by new { answer.Month, answer.OrganisationId } into one
            select new
            {
                one.Key.Month,
                one.Key.OrganisationId,
                Answers = one.Count(),
                Satisfied = one.Count(answer => answer.Overall >= SurveyRatings.Satisfied),
                Overall = one.Sum(answer => answer.Overall),
                Speed = one.Sum(answer => answer.Speed),
                Attitude = one.Sum(answer => answer.Attitude),
            }).ToListAsync(cancellationToken);
        var names = await db.Set<Organisation>().AsNoTracking().Where(union => union.Path.StartsWith(path)).ToDictionaryAsync(union => union.Id, union => union.Name, cancellationToken);
        decimal Mean(int sum, int count) => decimal.Round((decimal)sum / count, 1, MidpointRounding.AwayFromZero);
        return
        [
            .. rows.OrderByDescending(row => row.Month).ThenBy(row => names.GetValueOrDefault(row.OrganisationId), StringComparer.Ordinal).Select(row => new SurveyMonth(
                row.Month, names.GetValueOrDefault(row.OrganisationId, ""), row.Answers, row.Satisfied, Mean(row.Overall, row.Answers), Mean(row.Speed, row.Answers), Mean(row.Attitude, row.Answers))),
        ];
    }

    /// <summary>Counts one view of the policy page today.</summary>
    public async Task CountViewAsync(CancellationToken cancellationToken)
    {
        var today = ChinaTime.Today(clock);
        if (await AddViewAsync(today, cancellationToken))
            return;

        try
        {
            db.Add(new PolicyPageViews { Day = today, Views = 1 });
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The first two readers of a day at the same moment.
            db.ChangeTracker.Clear();
            await AddViewAsync(today, cancellationToken);
        }
    }

    public async Task<long> ViewsAsync(int year, CancellationToken cancellationToken)
    {
        var (from, to) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        return await db.Set<PolicyPageViews>().Where(views => views.Day >= from && views.Day <= to).SumAsync(views => views.Views, cancellationToken);
    }

    private async Task<bool> AddViewAsync(DateOnly day, CancellationToken cancellationToken) =>
        await db.Set<PolicyPageViews>().Where(views => views.Day == day).ExecuteUpdateAsync(row => row.SetProperty(views => views.Views, views => views.Views + 1), cancellationToken) > 0;
}

public sealed record SurveyTicket(string CaseNumber, string Code);

/// <summary>An answer; from 1 to 5.</summary>
public sealed record SurveyForm
{
    public string? Code { get; init; }

    public int? Overall { get; init; }

    public int? Speed { get; init; }

    public int? Attitude { get; init; }
}

/// <param name="Satisfied">Answers of 4 or 5.</param>
public sealed record SurveyMonth(DateOnly Month, string OrganisationName, int Answers, int Satisfied, decimal Overall, decimal Speed, decimal Attitude);
