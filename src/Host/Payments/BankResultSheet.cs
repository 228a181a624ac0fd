using System.Globalization;
using System.Text.RegularExpressions;
using AidWorkflows.Domain.Money;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Host.Registers;

namespace AidWorkflows.Host.Payments;

/// <summary>A bank's result file, held against the batch row by row. The layout is in docs/payments.md.</summary>
internal sealed partial class BankResultSheet
{
    private const int LongestReason = 200;
    private const int LongestNumber = 40;

    private static readonly string[] NeededColumns = ["付款编号", "户名", "金额", "结果", "日期"];
    private static readonly string[] DayFormats = ["yyyy-MM-dd", "yyyyMMdd", "yyyy/M/d", "yyyy-M-d"];
    private static readonly string[] PaidWords = ["成功", "已入账", "success", "paid"];
    private static readonly string[] FailedWords = ["失败", "退回", "退票", "failed", "returned"];

    private readonly PaymentBatch batch;
    private readonly DateOnly today;
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly List<ResultRow> rows = [];
    private readonly List<BankResult> good = [];

    private BankResultSheet(PaymentBatch batch, DateOnly today)
    {
        this.batch = batch;
        this.today = today;
    }

    public IReadOnlyList<ResultRow> Rows => rows;

    public IReadOnlyList<BankResult> Good => good;

    /// <exception cref="RuleViolationException">register-file-unreadable, result-columns, result-empty, result-too-long.</exception>
    public static BankResultSheet Read(byte[] bytes, PaymentBatch batch, DateOnly today)
    {
        var sheet = RegisterSheet.Read(bytes);
        var columns = NeededColumns.Append("失败原因").ToDictionary(name => name, name => sheet.Headings.ToList().IndexOf(name), StringComparer.Ordinal);
        var missing = NeededColumns.Where(name => columns[name] < 0).ToList();
        if (missing.Count > 0)
            throw new RuleViolationException("result-columns", $"The file has no column for: {string.Join(", ", missing)}. Nothing was stored.", "file", string.Join("、", missing));

        var read = new BankResultSheet(batch, today);
        foreach (var row in sheet.Rows())
        {
            if (read.rows.Count == PaymentBatch.MostPayments * 2)
                throw new RuleViolationException("result-too-long", "The file has many more rows than a batch has payments.", "file");
            read.Add(row, name => columns[name] is >= 0 and var at && at < row.Cells.Length ? row.Cells[at].Trim() : "");
        }

        return read.rows.Count > 0 ? read : throw new RuleViolationException("result-empty", "The file has no row below its heading.", "file");
    }

    private void Add(SheetRow row, Func<string, string> cell)
    {
        var number = cell("付款编号").TrimStart('\'');
        var isPaid = OutcomeOf(cell("结果"));
        DateOnly? day = DateOnly.TryParseExact(cell("日期"), DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
        var code = row.IsReadable ? ProblemOf(number, cell, isPaid, day) : "result-row";
        seen.Add(number);

        // What is no number of ours may be anything, also somebody's name or card.
        rows.Add(new ResultRow(row.Line, code is "result-payment-unknown" or "result-row" ? "" : number[..Math.Min(number.Length, LongestNumber)], isPaid, code));
        if (code is null)
            good.Add(new BankResult(number, isPaid!.Value, isPaid.Value ? "" : ReasonOf(cell("失败原因")), day!.Value));
    }

    private string? ProblemOf(string number, Func<string, string> cell, bool? isPaid, DateOnly? day)
    {
        // The batch may hold a payment once only; an earlier attempt stands in another batch.
        if (batch.Attempts.FirstOrDefault(attempt => attempt.PaymentNumber == number) is not { } attempt)
            return "result-payment-unknown";
        if (seen.Contains(number))
            return "result-row-twice";
        if (attempt.Status != PaymentAttemptStatus.Waiting)
            return "result-settled-already";
        if (!Yuan.TryParse(cell("金额"), out var amount, out _) || amount != attempt.Amount)
            return "result-amount-differs";
        if (!PersonName.TryParse(cell("户名").TrimStart('\''), out var name, out _) || name.Reveal() != attempt.PayeeName)
            return "result-name-differs";
        if (isPaid is null)
            return "result-outcome-unknown";

        return day is null || day > today || day < Domain.Calendar.ChinaTime.DateOf(batch.MadeAt) ? "result-day-wrong" : null;
    }

    private static bool? OutcomeOf(string word)
    {
        if (PaidWords.Contains(word, StringComparer.OrdinalIgnoreCase))
            return true;
        return FailedWords.Contains(word, StringComparer.OrdinalIgnoreCase) ? false : null;
    }

    // Banks put card numbers into their reasons.
    private static string ReasonOf(string text)
    {
        var reason = LongNumber().Replace(text.Length == 0 ? "-" : text, "***");
        return reason.Length > LongestReason ? reason[..LongestReason] : reason;
    }

    [GeneratedRegex("[0-9０-９][0-9０-９ -]{5,}[0-9０-９xXｘＸ]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LongNumber();
}
