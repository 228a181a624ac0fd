using AidWorkflows.Data;
using AidWorkflows.Data.Conventions;
using AidWorkflows.Domain.Funds;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Idempotency;
using AidWorkflows.Host.Payments;
using AidWorkflows.Host.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Host.Funds;

/// <summary>The funds that a county pays from, and what goes in and out of each.</summary>
internal sealed class FundBook(AidDbContext db, IdempotentWrites writes, TimeProvider clock)
{
    public const int MaximumPageSize = 200;
    private const int LongestName = 100;
    private const int LongestText = 200;

    public async Task<IReadOnlyList<FundView>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        var path = actor.OrganisationPath;
        return await Views(db.Set<Fund>().Where(fund => fund.OrganisationPath.StartsWith(path))).ToListAsync(cancellationToken);
    }

    /// <exception cref="RuleViolationException">not-found.</exception>
    public async Task<FundView> GetAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        var path = actor.OrganisationPath;
        return await Views(db.Set<Fund>().Where(fund => fund.Id == id && fund.OrganisationPath.StartsWith(path))).SingleOrDefaultAsync(cancellationToken) ?? throw Missing();
    }

    /// <summary>The ledger, the newest line first.</summary>
    public async Task<FundEntryPage> EntriesAsync(Guid id, int page, int pageSize, Actor actor, CancellationToken cancellationToken)
    {
        await GetAsync(id, actor, cancellationToken);
        var all = db.Set<FundEntry>().Where(entry => entry.FundId == id);
        var shown = all.OrderByDescending(entry => entry.Number).Skip((page - 1) * pageSize).Take(pageSize);
        List<FundEntryView> newestFirst = [.. (await Views(shown).ToListAsync(cancellationToken)).OrderByDescending(entry => entry.Number)];
        return new FundEntryPage(newestFirst, await all.CountAsync(cancellationToken));
    }

    public async Task<Sheet> LedgerAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        var fund = await GetAsync(id, actor, cancellationToken);
        var entries = (await Views(db.Set<FundEntry>().Where(entry => entry.FundId == id)).ToListAsync(cancellationToken)).OrderBy(entry => entry.Number);
        return new Sheet(
            "台账",
            [
                new("序号", ColumnKind.Number, 8), new("日期", ColumnKind.Date, 12), new("类型", Width: 10), new("金额（元）", ColumnKind.Money), new("可用余额（元）", ColumnKind.Money),
                new("已冻结（元）", ColumnKind.Money), new("已支出（元）", ColumnKind.Money), new("批次号", Width: 18), new("付款编号", Width: 22), new("依据或原因", Width: 36), new("经办人", Width: 12),
            ],
            [.. entries.Select(entry => (IReadOnlyList<object?>)
            [
                entry.Number, entry.At, KindOf(entry.Kind), entry.Amount, entry.AvailableAfter, entry.ReservedAfter, entry.SpentAfter, entry.BatchNumber, entry.PaymentNumber, entry.Text, entry.PersonName,
            ])])
        {
            Titles = [$"资金台账：{fund.Name}", fund.OrganisationName],
            Total = ["余额", null, null, null, fund.Available, fund.Reserved, fund.Spent, null, null, null, null],
        };
    }

    /// <exception cref="InvalidInputException">With every field that is wrong.</exception>
    /// <exception cref="RuleViolationException">forbidden, fund-exists.</exception>
    public Task<FundView> OpenAsync(FundForm form, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        writes.RunAsync<FundView>(key, async answer =>
        {
            PaymentRights.RequirePay(actor);
            List<ValidationProblem> problems = [];
            if (form.Source is null)
                problems.Add(new("field-required", "source", "This field is required."));
            var name = Text(form.Name, "name", LongestName, problems);
            var document = Text(form.Document, "document", LongestText, problems);
            if (problems.Count > 0)
                throw new InvalidInputException(problems);
            if (await db.Set<Fund>().AnyAsync(other => other.OrganisationId == actor.OrganisationId && other.Name == name, cancellationToken))
                throw new RuleViolationException("fund-exists", "Your union has a fund of this name already.", "name");

            var union = await db.Set<Organisation>().SingleAsync(organisation => organisation.Id == actor.OrganisationId, cancellationToken);
            var fund = new Fund(union, form.Source!.Value, name, document, clock.GetUtcNow());
            db.Add(fund);
            answer.Is(() => View(fund, union.Name));
            await db.SaveLedgerAsync(() => db.SaveChangesAsync(cancellationToken));
            return View(fund, union.Name);
        }, cancellationToken);

    /// <exception cref="RuleViolationException">forbidden, not-found.</exception>
    public Task<FundView> AllocateAsync(Guid id, FundEntryForm form, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        EnterAsync(id, form, actor, key, (fund, amount, text) => fund.Allocate(amount, text, actor.PersonId, clock.GetUtcNow()), cancellationToken);

    /// <exception cref="RuleViolationException">forbidden, not-found, payment-over-balance.</exception>
    public Task<FundView> CorrectAsync(Guid id, FundEntryForm form, Actor actor, WriteKey? key, CancellationToken cancellationToken) =>
        EnterAsync(id, form, actor, key, (fund, amount, text) => fund.Correct(amount, text, actor.PersonId, clock.GetUtcNow()), cancellationToken);

    private Task<FundView> EnterAsync(Guid id, FundEntryForm form, Actor actor, WriteKey? key, Action<Fund, decimal, string> enter, CancellationToken cancellationToken) =>
        writes.RunAsync<FundView>(key, async answer =>
        {
            PaymentRights.RequirePay(actor);
            var fund = await db.Set<Fund>().SingleOrDefaultAsync(candidate => candidate.Id == id, cancellationToken);
            if (fund is null || fund.OrganisationId != actor.OrganisationId)
                throw Missing();

            List<ValidationProblem> problems = [];
            if (form.Amount is null)
                problems.Add(new("field-required", "amount", "This field is required."));
            var text = Text(form.Text, "text", LongestText, problems);
            if (problems.Count > 0)
                throw new InvalidInputException(problems);

            enter(fund, form.Amount!.Value, text);
            var union = await db.Set<Organisation>().Where(organisation => organisation.Id == fund.OrganisationId).Select(organisation => organisation.Name).SingleAsync(cancellationToken);
            answer.Is(() => View(fund, union));
            await db.SaveLedgerAsync(() => db.SaveChangesAsync(cancellationToken));
            return View(fund, union);
        }, cancellationToken);

    private IQueryable<FundView> Views(IQueryable<Fund> funds) =>
        from fund in funds.AsNoTracking()
        join union in db.Set<Organisation>() on fund.OrganisationId equals union.Id
        orderby union.Path, fund.Source, fund.Name
        select new FundView(fund.Id, union.Name, fund.Source, fund.Name, fund.Document, fund.Available, fund.Reserved, fund.Spent, fund.EntryCount, fund.OpenedAt);

    private IQueryable<FundEntryView> Views(IQueryable<FundEntry> entries) =>
        from entry in entries.AsNoTracking()
        join person in db.Set<StaffMember>() on entry.PersonId equals person.Id
        select new FundEntryView(
            entry.Number,
            entry.Kind,
            entry.Amount,
            entry.AvailableAfter,
            entry.ReservedAfter,
            entry.SpentAfter,
            entry.Text,
            db.Set<PaymentBatch>().Where(batch => batch.Id == entry.BatchId).Select(batch => batch.Number).FirstOrDefault(),
            db.Set<Payment>().Where(payment => payment.Id == entry.PaymentId).Select(payment => payment.Number).FirstOrDefault(),
            person.Name,
            entry.At);

    private static FundView View(Fund fund, string union) =>
        new(fund.Id, union, fund.Source, fund.Name, fund.Document, fund.Available, fund.Reserved, fund.Spent, fund.EntryCount, fund.OpenedAt);

    private static string Text(string? given, string field, int longest, List<ValidationProblem> problems)
    {
        var text = given?.Trim() ?? "";
        if (text.Length == 0)
            problems.Add(new("field-required", field, "This field is required."));
        else if (text.Length > longest)
            problems.Add(new("field-too-long", field, $"At most {longest} characters.", longest));
        return text;
    }

    private static string KindOf(FundEntryKind kind) => kind switch
    {
        FundEntryKind.Allocation => "拨入",
        FundEntryKind.Reservation => "冻结",
        FundEntryKind.Payment => "支出",
        FundEntryKind.Release => "解冻",
        _ => "更正",
    };

    private static RuleViolationException Missing() => new("not-found", "There is no such fund.");
}
