using System.Text.Json;
using AidWorkflows.Domain.People;

namespace AidWorkflows.Domain.Papers;

/// <summary>What is fixed about one kind of document, whatever its template says.</summary>
/// <param name="Word">The word before the year in its number: 困帮告〔2026〕0001号.</param>
/// <param name="Facts">The only fields that its template can use.</param>
/// <param name="ByCounty">Issued and numbered by the county union, else by the union that took the application.</param>
/// <param name="ShowsNumbers">It carries whole identity or card numbers, because it has to (S-041, S-071).</param>
public sealed record PaperRule(PaperKind Kind, PaperSubject Subject, string Word, Type Facts, bool ByCounty, bool ShowsNumbers = false, bool IsText = false)
{
    public static IReadOnlyList<PaperRule> All { get; } =
    [
        new(PaperKind.Authorisation, PaperSubject.Case, "困帮授", typeof(AuthorisationFacts), false, ShowsNumbers: true),
        new(PaperKind.Receipt, PaperSubject.Case, "困帮收", typeof(ReceiptFacts), false),
        new(PaperKind.VisitForm, PaperSubject.Visit, "困帮访", typeof(VisitFacts), false),
        new(PaperKind.ApprovalForm, PaperSubject.Case, "困帮审", typeof(ApprovalFacts), true, ShowsNumbers: true),
        new(PaperKind.RefusalNotice, PaperSubject.Letter, "困帮告", typeof(LetterFacts), true),
        new(PaperKind.PublicNotice, PaperSubject.Notice, "困帮示", typeof(NoticeFacts), true),
        new(PaperKind.ObjectionResult, PaperSubject.Letter, "困帮异", typeof(LetterFacts), true),
        new(PaperKind.ExitApplication, PaperSubject.Exit, "困帮退", typeof(ExitFacts), true),
        new(PaperKind.ExitRegistration, PaperSubject.Exit, "困帮脱", typeof(ExitFacts), true),
        new(PaperKind.ExitNotice, PaperSubject.Letter, "困帮退告", typeof(LetterFacts), true),
        new(PaperKind.ReexaminationResult, PaperSubject.Letter, "困帮复", typeof(LetterFacts), true),
        new(PaperKind.MonthlyReport, PaperSubject.Report, "困帮报", typeof(ReportFacts), true),
        new(PaperKind.PaymentList, PaperSubject.Organisation, "困帮付", typeof(PaymentListFacts), true, ShowsNumbers: true),
        new(PaperKind.SmsDecision, PaperSubject.Case, "困帮信", typeof(SmsFacts), false, IsText: true),
        new(PaperKind.SmsPapersDue, PaperSubject.Case, "困帮信", typeof(SmsFacts), false, IsText: true),
    ];

    /// <summary>"refusal-notice": the template's name in addresses and files.</summary>
    public string Key { get; } = JsonNamingPolicy.KebabCaseLower.ConvertName(Kind.ToString());

    public string MediaType => IsText ? "text/plain" : "text/html";

    public static PaperRule Of(PaperKind kind) => All.First(rule => rule.Kind == kind);

    public static PaperRule? Find(string key) => All.FirstOrDefault(rule => rule.Key == key);

    /// <summary>Whole numbers are for those who work with them; everybody else reads masks.</summary>
    public bool MayRead(Actor actor) => !ShowsNumbers || (Kind == PaperKind.PaymentList
        ? actor.Has(StaffRoles.Cashier)
        : actor.Has(StaffRoles.Clerk) || actor.Has(StaffRoles.Reviewer));

    public bool MayMake(Actor actor) => MayRead(actor) && (actor.Has(StaffRoles.Clerk) || actor.Has(StaffRoles.Reviewer) || actor.Has(StaffRoles.Cashier));
}
