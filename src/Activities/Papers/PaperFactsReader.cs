using System.Globalization;
using AidWorkflows.Data;
using AidWorkflows.Data.Papers;
using AidWorkflows.Data.Protection;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Domain.Reports;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Domain.Visits;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Activities.Papers;

/// <summary>
/// Collects the facts of a document from the rows that prove them. Numbers of people are opened only for the documents that have to
/// carry them; texts that somebody typed have the numbers in them covered.
/// </summary>
public sealed class PaperFactsReader(AidDbContext db, FieldProtector protector)
{
    /// <exception cref="RuleViolationException">not-found.</exception>
    public async Task<PaperSource> ReadAsync(PaperRule rule, Guid subjectId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        switch (rule.Subject)
        {
            case PaperSubject.Case:
                return await OfCaseAsync(rule, subjectId, now, cancellationToken);
            case PaperSubject.Visit:
                return await OfVisitAsync(rule, subjectId, cancellationToken);
            case PaperSubject.Letter:
                return await OfLetterAsync(rule, subjectId, cancellationToken);
            case PaperSubject.Notice:
                return await OfNoticeAsync(rule, subjectId, cancellationToken);
            case PaperSubject.Exit:
                return await OfExitAsync(rule, subjectId, cancellationToken);
            case PaperSubject.Report:
                return await OfReportAsync(subjectId, cancellationToken);
            default:
                return await PaymentListAsync(rule, subjectId, cancellationToken);
        }
    }

    private async Task<PaperSource> OfCaseAsync(PaperRule rule, Guid caseId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (aidCase, unions) = await CaseAsync(caseId, cancellationToken);
        PaperFacts facts = rule.Kind switch
        {
            PaperKind.Authorisation => new AuthorisationFacts
            {
                Union = unions.Issuer(rule).Name,
                CaseNumber = aidCase.CaseNumber,
                Name = aidCase.Applicant.Name,
                IdNumber = protector.Open(SealedColumns.ApplicantIdNumber, aidCase.Applicant.Id, aidCase.Applicant.IdNumberSealed),
                Phone = protector.Open(SealedColumns.ApplicantPhone, aidCase.Applicant.Id, aidCase.Applicant.PhoneSealed),
                Employer = aidCase.Applicant.Employer,
                AppliedOn = ChinaTime.DateOf(aidCase.OpenedAt),
                Members = Members(aidCase, whole: true),
            },
            PaperKind.Receipt => new ReceiptFacts
            {
                Union = unions.Issuer(rule).Name,
                CaseNumber = aidCase.CaseNumber,
                Name = aidCase.Applicant.Name,
                AppliedOn = ChinaTime.DateOf(aidCase.OpenedAt),
                ReceivedBy = await NameAsync(aidCase.RegisteredBy, cancellationToken),
                Papers = await PapersAsync(aidCase.Id, now, cancellationToken),
            },
            PaperKind.ApprovalForm => await ApprovalAsync(rule, aidCase, unions, cancellationToken),
            _ => new SmsFacts
            {
                Union = unions.Issuer(rule).Name,
                MaskedName = PersonName.Parse(aidCase.Applicant.Name).Masked,
                CaseNumber = aidCase.CaseNumber,
                Status = PaperWords.Of(aidCase.Status),
                Granted = aidCase.Awards.Sum(award => award.Amount),
                Missing = [.. (await PapersAsync(aidCase.Id, now, cancellationToken)).Where(paper => !paper.State.StartsWith("已收", StringComparison.Ordinal))],
            },
        };
        return new PaperSource(facts, unions.Issuer(rule).Id, aidCase.OrganisationPath, aidCase.Id, aidCase.ArchiveId);
    }

    private async Task<ApprovalFacts> ApprovalAsync(PaperRule rule, AidCase aidCase, Unions unions, CancellationToken cancellationToken)
    {
        var assessment = await db.Set<Domain.Assessment.CaseAssessment>().AsNoTracking().Where(candidate => candidate.CaseId == aidCase.Id)
            .OrderByDescending(candidate => candidate.Number).FirstOrDefaultAsync(cancellationToken);
        var policy = await db.Set<PolicyVersion>().AsNoTracking().Where(version => version.Id == aidCase.PolicyVersionId)
            .Select(version => new { version.Title, version.Number }).SingleOrDefaultAsync(cancellationToken);
        return new ApprovalFacts
        {
            Union = unions.Issuer(rule).Name,
            CaseNumber = aidCase.CaseNumber,
            ArchiveNumber = await db.Set<HouseholdArchive>().Where(archive => archive.Id == aidCase.ArchiveId).Select(archive => archive.ArchiveNumber).SingleOrDefaultAsync(cancellationToken),
            Programme = PaperWords.Programme(aidCase.Programme),
            Name = aidCase.Applicant.Name,
            IdNumber = protector.Open(SealedColumns.ApplicantIdNumber, aidCase.Applicant.Id, aidCase.Applicant.IdNumberSealed),
            Phone = aidCase.Applicant.PhoneMask,
            Employer = aidCase.Applicant.Employer,
            BankName = aidCase.Bank.BankName,
            Account = aidCase.Bank.NumberMask,
            AppliedOn = ChinaTime.DateOf(aidCase.OpenedAt),
            Tier = PaperWords.Tier(assessment?.Tier),
            Policy = policy is null ? null : $"{policy.Title}（第{policy.Number}版）",
            Members = Members(aidCase, whole: false),
            Income = Income(aidCase),
            Expenses = Expenses(aidCase),
            Requests = [.. aidCase.Requests.OrderBy(request => request.Id).Select(request => (request, award: aidCase.Awards.FirstOrDefault(award => award.RequestId == request.Id)))
                .Select(pair => new RequestFact(
                    PaperWords.Of(pair.request.Kind), pair.request.Amount, pair.request.SelfPaidAmount, PaperWords.Of(pair.request.Status), pair.award?.Amount,
                    pair.award is null ? "" : PaperWords.Of(pair.award.DecidedLevel)))],
            Granted = aidCase.Awards.Sum(award => award.Amount),
            Opinions = await OpinionsAsync(aidCase.Id, cancellationToken),
        };
    }

    private async Task<PaperSource> OfVisitAsync(PaperRule rule, Guid visitId, CancellationToken cancellationToken)
    {
        var visit = await db.Set<Visit>().FindAsync([visitId], cancellationToken) ?? throw Missing();
        List<string> visitors = [];
        foreach (var visitor in visit.Visitors)
            visitors.Add(await NameAsync(visitor, cancellationToken));
        if (visit.CaseId is not { } caseId)
            return await OfPaperArchiveAsync(rule, visit, visitors, cancellationToken);

        var (aidCase, unions) = await CaseAsync(caseId, cancellationToken);
        var facts = VisitOf(visit, visitors, Visiting(unions, visit, rule), aidCase.CaseNumber, aidCase.Applicant.Name, aidCase.Applicant.IdNumberMask) with
        {
            Employer = aidCase.Applicant.Employer,
            Members = Members(aidCase, whole: false),
            Income = Income(aidCase),
            Expenses = Expenses(aidCase),
        };
        return new PaperSource(facts, Visiting(unions, visit, rule).Id, aidCase.OrganisationPath, aidCase.Id, aidCase.ArchiveId);
    }

    private async Task<PaperSource> OfPaperArchiveAsync(PaperRule rule, Visit visit, List<string> visitors, CancellationToken cancellationToken)
    {
        var archive = await db.Set<HouseholdArchive>().AsNoTracking().Include(candidate => candidate.People).SingleAsync(candidate => candidate.Id == visit.ArchiveId, cancellationToken);
        var holder = archive.People.FirstOrDefault(person => person.IsHolder) ?? throw Missing();
        var unions = await UnionsAsync(archive.OrganisationPath, cancellationToken);
        var facts = VisitOf(visit, visitors, Visiting(unions, visit, rule), archive.ArchiveNumber, holder.Name, holder.IdNumberMask) with
        {
            Members = [.. archive.People.Where(person => !person.IsHolder).OrderBy(person => person.Id).Select(person => new PersonFact(person.Name, "", person.IdNumberMask, ""))],
        };
        return new PaperSource(facts, Visiting(unions, visit, rule).Id, archive.OrganisationPath, null, archive.Id);
    }

    private static Organisation Visiting(Unions unions, Visit visit, PaperRule rule) =>
        visit.Purpose is VisitPurpose.CountyReview or VisitPurpose.ReExamination ? unions.County : unions.Issuer(rule);

    private static VisitFacts VisitOf(Visit visit, List<string> visitors, Organisation union, string number, string name, string idNumberMask) =>
        new()
        {
            Union = union.Name,
            CaseNumber = number,
            Name = name,
            IdNumber = idNumberMask,
            Purpose = PaperWords.Of(visit.Purpose),
            VisitedOn = visit.VisitedOn,
            Visitors = visitors,
            Housing = Typed(visit.Findings.Housing),
            IncomeSeen = visit.Findings.IncomeSeen,
            CauseConfirmed = visit.Findings.CauseConfirmed switch { true => "属实", false => "不属实", null => null },
            PeopleMet = Typed(visit.Findings.PeopleMet),
            Note = Typed(visit.Findings.Note),
            Conclusion = PaperWords.Of(visit.Conclusion),
        };

    private async Task<PaperSource> OfLetterAsync(PaperRule rule, Guid letterId, CancellationToken cancellationToken)
    {
        var letter = await db.Set<Letter>().FindAsync([letterId], cancellationToken) ?? throw Missing();
        if (KindOf(letter.Kind) != rule.Kind)
            throw Missing();

        var (aidCase, unions) = await CaseAsync(letter.CaseId, cancellationToken);
        var facts = new LetterFacts
        {
            Union = unions.Issuer(rule).Name,
            CaseNumber = aidCase.CaseNumber,
            Name = aidCase.Applicant.Name,
            IdNumber = aidCase.Applicant.IdNumberMask,
            AppliedOn = ChinaTime.DateOf(aidCase.OpenedAt),
            WrittenOn = ChinaTime.DateOf(letter.WrittenAt),
            Reasons = [.. letter.Reasons.Select(PaperWords.Of)],
        };
        return new PaperSource(facts, unions.Issuer(rule).Id, aidCase.OrganisationPath, aidCase.Id, aidCase.ArchiveId);
    }

    /// <summary>Which document a letter becomes.</summary>
    public static PaperKind KindOf(LetterKind kind) => kind switch
    {
        LetterKind.ExitNotice => PaperKind.ExitNotice,
        LetterKind.ReexaminationResult => PaperKind.ReexaminationResult,
        LetterKind.ObjectionResult => PaperKind.ObjectionResult,
        _ => PaperKind.RefusalNotice,
    };

    private async Task<PaperSource> OfNoticeAsync(PaperRule rule, Guid noticeId, CancellationToken cancellationToken)
    {
        var notice = await db.Set<Notice>().FindAsync([noticeId], cancellationToken) ?? throw Missing();
        var unions = await UnionsAsync(notice.OrganisationPath, cancellationToken);
        var facts = new NoticeFacts
        {
            Union = unions.Issuer(rule).Name,
            MaskedName = notice.MaskedName,
            TakenBy = notice.OrganisationName,
            Tier = PaperWords.Tier(notice.Tier),
            Kinds = [.. notice.Kinds.Select(kind => PaperWords.Of(kind))],
            From = notice.StartedOn,
            Until = notice.EndsOn,
            WorkingDays = notice.WorkingDays,
        };
        return new PaperSource(facts, unions.Issuer(rule).Id, notice.OrganisationPath, notice.CaseId, null);
    }

    private async Task<PaperSource> OfExitAsync(PaperRule rule, Guid exitId, CancellationToken cancellationToken)
    {
        var exit = await db.Set<ArchiveExit>().FindAsync([exitId], cancellationToken) ?? throw Missing();
        if ((rule.Kind == PaperKind.ExitApplication) != (exit.Route == ExitRoute.Request))
            throw Missing();

        var archive = await db.Set<HouseholdArchive>().AsNoTracking().Include(candidate => candidate.People).SingleAsync(candidate => candidate.Id == exit.ArchiveId, cancellationToken);
        var holder = archive.People.FirstOrDefault(person => person.IsHolder) ?? throw Missing();
        var unions = await UnionsAsync(archive.OrganisationPath, cancellationToken);
        List<string> visitors = [];
        foreach (var visitor in exit.Visitors)
            visitors.Add(await NameAsync(visitor, cancellationToken));
        var facts = new ExitFacts
        {
            Union = unions.Issuer(rule).Name,
            ArchiveNumber = archive.ArchiveNumber,
            Name = holder.Name,
            IdNumber = holder.IdNumberMask,
            Tier = PaperWords.Tier(archive.Tier),
            Route = PaperWords.Of(exit.Route),
            RequestSignedOn = exit.RequestSignedOn,
            MonthsProven = exit.MonthsProven,
            Visitors = visitors,
            WorkerSigned = exit.WorkerSigned is { } signed ? PaperWords.Of(signed) : null,
            SignNote = Typed(exit.SignNote),
            BegunOn = ChinaTime.DateOf(exit.BegunAt),
        };
        return new PaperSource(facts, unions.Issuer(rule).Id, archive.OrganisationPath, archive.CaseId, archive.Id);
    }

    private async Task<PaperSource> OfReportAsync(Guid reportId, CancellationToken cancellationToken)
    {
        var report = await db.Set<MonthlyReport>().FindAsync([reportId], cancellationToken) ?? throw Missing();
        var figures = report.Read();
        static string Word<T>(string name)
            where T : struct, Enum => Enum.TryParse<T>(name, ignoreCase: true, out var value) ? PaperWords.Of(value) : name;
        var facts = new ReportFacts
        {
            Union = report.OrganisationName,
            Month = $"{report.Year}年{report.Month}月",
            Applications = figures.Applications,
            Archives = [.. figures.ArchivesByState.Select(pair => new CountFact(Word<ArchiveState>(pair.Key), pair.Value))],
            Tiers = [.. figures.ArchivesByTier.Select(pair => new CountFact(PaperWords.Tier(pair.Key)!, pair.Value))],
            Awards = [.. figures.Awards.Select(award => new AmountFact(Word<AidKind>(award.Kind), award.Count, award.Amount))],
            AwardCount = figures.Awards.Sum(award => award.Count),
            AwardTotal = figures.Awards.Sum(award => award.Amount),
            ExitsBegun = figures.ExitsBegun,
            ExitsLeft = figures.ExitsLeft,
            ExitsStayed = figures.ExitsStayed,
            AppealsReceived = figures.AppealsReceived,
            AppealsUpheld = figures.AppealsUpheld,
            AppealsDismissed = figures.AppealsDismissed,
            AppealsLate = figures.AppealsLate,
            VisitsNew = figures.Visits?.New,
            VisitsNeeded = figures.Visits?.Needed,
            VisitsDone = figures.Visits?.Visited,
            CutOff = figures.CutOff is { } cutOff ? ChinaTime.DateOf(cutOff) : null,
            Coverage = figures.Coverage is { } coverage ? [new("在册（含解困）", coverage.OnFile), new("在册从未帮扶", coverage.NeverAided), new("符合条件未建档", coverage.EligibleNotOnFile), new("一年未变动", coverage.UnchangedForAYear)] : [],
            Payments = [.. figures.Payments.Select(payment => new AmountFact(Word<PaymentStatus>(payment.Status), payment.Count, payment.Amount))],
            Targets = [.. figures.Targets.Select(target => new TargetFact(Word<AidKind>(target.Kind), target.Households, target.PlannedHouseholds, target.People, target.PlannedPeople, target.Amount))],
            YearTotal = figures.Targets.Sum(target => target.Amount),
            Indicators = [.. figures.Indicators.Select(one => new IndicatorFact(
                PaperWords.Of(one.Measure), PaperWords.Indicator(one.Key), one.Show(one.Numerator), one.Show(one.Denominator), one.Percent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent:0.#}%") : null,
                one.Median?.ToString(CultureInfo.InvariantCulture), one.Ninth?.ToString(CultureInfo.InvariantCulture)))],
        };
        return new PaperSource(facts, report.OrganisationId, report.OrganisationPath, null, null);
    }

    /// <summary>All payments of a county that wait for the bank.</summary>
    private async Task<PaperSource> PaymentListAsync(PaperRule rule, Guid organisationId, CancellationToken cancellationToken)
    {
        var path = await db.Set<Organisation>().AsNoTracking().Where(candidate => candidate.Id == organisationId && candidate.Level == OrganisationLevel.County)
            .Select(candidate => candidate.Path).SingleOrDefaultAsync(cancellationToken) ?? throw Missing();
        var unions = await UnionsAsync(path, cancellationToken);
        var rows = await (
            from payment in db.Set<Payment>().AsNoTracking()
            join aidCase in db.Set<AidCase>() on payment.CaseId equals aidCase.Id
            join award in db.Set<Domain.Awards.Award>() on payment.AwardId equals award.Id
            where payment.Status == PaymentStatus.Pending && aidCase.OrganisationPath.StartsWith(path)
            orderby payment.CreatedAt, payment.Id
            select new { aidCase.CaseNumber, payment, award.Kind }).ToListAsync(cancellationToken);
        if (rows.Count == 0)
            throw new RuleViolationException("paper-nothing-to-list", "No payment is waiting; there is nothing to list.", "kind");

        var facts = new PaymentListFacts
        {
            Union = unions.Issuer(rule).Name,
            Payments = [.. rows.Select(row => new PayeeFact(
                row.CaseNumber, row.payment.PayeeName, row.payment.BankName, protector.Open(SealedColumns.PaymentAccount, row.payment.Id, row.payment.AccountSealed), PaperWords.Of(row.Kind), row.payment.Amount))],
            Count = rows.Count,
            Total = rows.Sum(row => row.payment.Amount),
        };
        return new PaperSource(facts, organisationId, path, null, null);
    }

    private async Task<(AidCase Case, Unions Unions)> CaseAsync(Guid caseId, CancellationToken cancellationToken)
    {
        var aidCase = await db.Set<AidCase>().AsNoTracking()
            .Include(candidate => candidate.Applicant)
            .Include(candidate => candidate.Bank)
            .Include(candidate => candidate.Members)
            .Include(candidate => candidate.Income)
            .Include(candidate => candidate.RigidExpenses)
            .Include(candidate => candidate.Requests)
            .Include(candidate => candidate.Awards)
            .AsSplitQuery()
            .SingleOrDefaultAsync(candidate => candidate.Id == caseId, cancellationToken) ?? throw Missing();
        return (aidCase, await UnionsAsync(aidCase.OrganisationPath, cancellationToken));
    }

    private async Task<Unions> UnionsAsync(string path, CancellationToken cancellationToken)
    {
        var above = await db.Set<Organisation>().AsNoTracking().Where(organisation => path.StartsWith(organisation.Path)).OrderByDescending(organisation => organisation.Path.Length).ToListAsync(cancellationToken);
        return new Unions(above[0], above.FirstOrDefault(organisation => organisation.Level == OrganisationLevel.County) ?? above[0]);
    }

    private async Task<IReadOnlyList<PaperStateFact>> PapersAsync(Guid caseId, DateTimeOffset now, CancellationToken cancellationToken) =>
        [.. (await PaperNeeds.ReadAsync(db, caseId, ChinaTime.DateOf(now), cancellationToken))
            .Select(paper => new PaperStateFact(paper.Need.Name, PaperWords.Of(paper.Status), paper.IsHere ? null : paper.DueOn, paper.Need.Citation.Clause))];

    private async Task<IReadOnlyList<SignatureFact>> OpinionsAsync(Guid caseId, CancellationToken cancellationToken)
    {
        var tasks = await db.Set<HumanTask>().AsNoTracking().Where(task => task.CaseId == caseId && task.Status == HumanTaskStatus.Completed)
            .OrderBy(task => task.CompletedAt).ToListAsync(cancellationToken);
        List<SignatureFact> opinions = [];
        foreach (var task in tasks)
        {
            foreach (var signature in task.Signatures.OrderBy(signature => signature.At))
            {
                opinions.Add(new SignatureFact(
                    PaperWords.Step(task.Key, task.Title), await NameAsync(signature.PersonId, cancellationToken), signature.Outcome, Typed(signature.Comment) ?? "", ChinaTime.DateOf(signature.At)));
            }
        }

        return opinions;
    }

    private List<PersonFact> Members(AidCase aidCase, bool whole) =>
        [.. aidCase.Members.OrderBy(member => member.Id).Select(member => new PersonFact(
            member.Name,
            PaperWords.Of(member.Relation),
            whole ? protector.Open(SealedColumns.MemberIdNumber, member.Id, member.IdNumberSealed) : member.IdNumberMask,
            PaperWords.Of(member.School)))];

    private static List<MoneyFact> Income(AidCase aidCase) =>
        [.. aidCase.Income.OrderBy(line => line.Id).Select(line => new MoneyFact(Person(aidCase, line.MemberId), PaperWords.Of(line.Kind), line.AnnualAmount, PaperWords.Of(line.Origin)))];

    private static List<MoneyFact> Expenses(AidCase aidCase) =>
        [.. aidCase.RigidExpenses.OrderBy(line => line.Id).Select(line => new MoneyFact(Person(aidCase, line.MemberId), PaperWords.Of(line.Kind), line.AnnualAmount, PaperWords.Of(line.Origin)))];

    private static string Person(AidCase aidCase, Guid? memberId) => memberId is null ? aidCase.Applicant.Name : aidCase.Members.First(member => member.Id == memberId).Name;

    private async Task<string> NameAsync(Guid personId, CancellationToken cancellationToken) => (await db.Set<StaffMember>().FindAsync([personId], cancellationToken))?.Name ?? "";

    private static string? Typed(string? text) => string.IsNullOrWhiteSpace(text) ? null : NoticeScanner.MaskNumbers(text.Trim());

    private static RuleViolationException Missing() => new("not-found", "There is nothing that such a document could be about.");

    /// <summary>The union that took the application, and its county.</summary>
    private sealed record Unions(Organisation Own, Organisation County)
    {
        public Organisation Issuer(PaperRule rule) => rule.ByCounty ? County : Own;
    }
}

/// <summary>The facts of a document, who issues it, and what it is filed under.</summary>
/// <param name="OrganisationPath">Of the union whose case it is; who oversees it may read the document.</param>
public sealed record PaperSource(PaperFacts Facts, Guid IssuedBy, string OrganisationPath, Guid? CaseId, Guid? ArchiveId);
