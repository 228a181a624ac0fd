using AidWorkflows.Data;
using AidWorkflows.Data.Calendar;
using AidWorkflows.Domain.Awards;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Spreadsheets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Host.Payments;

/// <summary>S-072: what has been approved and is not paid, by the working days since the approval.</summary>
internal sealed class PaymentAgeing(AidDbContext db, IOptions<PaymentOptions> options, TimeProvider clock)
{
    /// <param name="organisation">The code of a union, whose payments and those of the unions below it are wanted.</param>
    public async Task<AgeingList> ListAsync(string? organisation, Actor actor, CancellationToken cancellationToken)
    {
        var path = await PathAsync(organisation, actor, cancellationToken);
        var calendar = await WorkCalendars.LoadAsync(db, cancellationToken);
        var today = ChinaTime.Today(clock);
        var unpaid = await (
            from payment in db.Set<Payment>().AsNoTracking()
            join aidCase in db.Set<AidCase>() on payment.CaseId equals aidCase.Id
            join award in db.Set<Award>() on payment.AwardId equals award.Id
            join union in db.Set<Organisation>() on aidCase.OrganisationId equals union.Id
            where payment.Status != PaymentStatus.Paid && aidCase.OrganisationPath.StartsWith(path)
            orderby award.DecidedAt, payment.Id
            select new { Payment = payment, aidCase.CaseNumber, Union = union.Name, award.DecidedAt }).ToListAsync(cancellationToken);

        // Working days are counted once for each day, not for each payment.
        Dictionary<DateOnly, int> counted = [];
        List<AgeingRow> rows = [];
        foreach (var row in unpaid)
        {
            var day = ChinaTime.DateOf(row.DecidedAt);
            if (!counted.TryGetValue(day, out var days))
                counted[day] = days = calendar.CountWorkingDays(day, today);
            rows.Add(new AgeingRow(
                row.Payment.Number, row.CaseNumber, row.Union, row.Payment.PayeeName, row.Payment.Amount, row.Payment.Status, row.DecidedAt, days, days > options.Value.LateAfterWorkingDays));
        }

        return new AgeingList(Groups(rows), rows, rows.Sum(row => row.Amount), options.Value.LateAfterWorkingDays);
    }

    public static Sheet SheetOf(AgeingList list) => new(
        "账龄",
        [
            new("付款编号", Width: 22), new("案件编号", Width: 18), new("受理工会", Width: 28), new("收款人"), new("金额（元）", ColumnKind.Money),
            new("状态", Width: 12), new("批准日期", ColumnKind.Date), new("已过工作日", ColumnKind.Number), new("是否超期", Width: 10),
        ],
        [.. list.Rows.Select(row => (IReadOnlyList<object?>)
            [row.PaymentNumber, row.CaseNumber, row.OrganisationName, row.PayeeName, row.Amount, StatusOf(row.Status), row.ApprovedAt, row.WorkingDays, row.IsLate ? "是" : "否"])])
    {
        Titles = ["待发放资金账龄表"],
        Total = ["合计", null, null, null, list.Total, null, null, null, null],
    };

    private static string StatusOf(PaymentStatus status) => status switch
    {
        PaymentStatus.Pending => "待发放",
        PaymentStatus.InBatch => "已列入批次",
        PaymentStatus.Failed => "发放失败",
        _ => "已发放",
    };

    private List<AgeingGroup> Groups(List<AgeingRow> rows)
    {
        List<AgeingGroup> groups = [];
        var from = 0;
        foreach (var to in options.Value.AgeingGroups)
        {
            Add(to);
            from = to + 1;
        }

        Add(null);
        return groups;

        void Add(int? to)
        {
            var within = rows.FindAll(row => row.WorkingDays >= from && (to is null || row.WorkingDays <= to));
            groups.Add(new AgeingGroup(from, to, within.Count, within.Sum(row => row.Amount)));
        }
    }

    private async Task<string> PathAsync(string? code, Actor actor, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(code))
            return actor.OrganisationPath;

        var path = await db.Set<Organisation>().Where(organisation => organisation.Code == code).Select(organisation => organisation.Path).SingleOrDefaultAsync(cancellationToken);
        return path is not null && actor.Oversees(path)
            ? path
            : throw new InvalidInputException([new ValidationProblem("unknown-organisation", "organisation", "There is no such union among those that you oversee.")]);
    }
}

/// <param name="LateAfterWorkingDays">After more working days than these a payment is late.</param>
public sealed record AgeingList(IReadOnlyList<AgeingGroup> Groups, IReadOnlyList<AgeingRow> Rows, decimal Total, int LateAfterWorkingDays);

/// <param name="To">The last working day of the group; null for the open one.</param>
public sealed record AgeingGroup(int From, int? To, int Count, decimal Total);

public sealed record AgeingRow(
    string PaymentNumber, string CaseNumber, string OrganisationName, string PayeeName, decimal Amount, PaymentStatus Status, DateTimeOffset ApprovedAt, int WorkingDays, bool IsLate);
