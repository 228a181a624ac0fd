using AidWorkflows.Domain.Reports;
using AidWorkflows.Host.Site;
using AidWorkflows.Host.Spreadsheets;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Reports;

/// <summary>Reports as workbooks, in the reader's language.</summary>
internal sealed class ReportSheets(IStringLocalizer<Words> words)
{
    public byte[] Month(ReportView report)
    {
        var title = words["Reports.Of", report.OrganisationName, report.Month].Value;
        var figures = report.Figures;
        return XlsxFile.Write(
            new Sheet(
                words["Reports.Figures"], [new(words["Reports.Figure"], Width: 44), new(words["Reports.Count"], ColumnKind.Number)],
                [.. Counts(figures).Select(line => (IReadOnlyList<object?>)[line.Name, line.Count])])
            { Titles = [title] },
            new Sheet(
                words["Reports.Month.Aid"], [new(words["Request.Kind"]), new(words["Reports.Count"], ColumnKind.Number), new(words["Award.Amount"], ColumnKind.Money, 20)],
                [.. figures.Awards.Select(award => (IReadOnlyList<object?>)[words[$"AidKind.{award.Kind}"].Value, award.Count, award.Amount])])
            {
                Titles = [title],
                Total = [words["Reports.Total"].Value, figures.Awards.Sum(award => award.Count), figures.Awards.Sum(award => award.Amount)],
            },
            Targets(title, figures.Targets),
            Payments(title, figures.Payments),
            Indicators(title, figures.Indicators));
    }

    public byte[] Year(YearBook book)
    {
        var title = words["Targets.Of", book.CountyName, book.Year].Value;
        return XlsxFile.Write(Targets(title, book.Targets));
    }

    public byte[] Quality(QualityBook book) => XlsxFile.Write(Indicators(words["Indicators.Of", book.CountyName, book.Year], book.Indicators));

    public IEnumerable<(string Name, int Count)> Counts(ReportFigures figures)
    {
        yield return (words["Reports.Applications"], figures.Applications);
        foreach (var (state, count) in figures.ArchivesByState)
            yield return (words["Reports.Archives", words[$"ArchiveState.{state}"].Value], count);
        foreach (var (tier, count) in figures.ArchivesByTier)
            yield return (tier == "none" ? words["Reports.NoTier"] : ArchiveMarks.Tier(words, tier), count);
        if (figures.Coverage is { } coverage)
        {
            yield return (words["Coverage.OnFile"], coverage.OnFile);
            yield return (words["Coverage.NeverAided"], coverage.NeverAided);
            yield return (words["Coverage.EligibleNotOnFile"], coverage.EligibleNotOnFile);
            yield return (words["Coverage.Unchanged"], coverage.UnchangedForAYear);
        }

        yield return (words["Reports.ExitsBegun"], figures.ExitsBegun);
        yield return (words["Reports.ExitsLeft"], figures.ExitsLeft);
        yield return (words["Reports.ExitsStayed"], figures.ExitsStayed);
        yield return (words["Reports.AppealsReceived"], figures.AppealsReceived);
        yield return (words["Reports.AppealsUpheld"], figures.AppealsUpheld);
        yield return (words["Reports.AppealsDismissed"], figures.AppealsDismissed);
        yield return (words["Reports.AppealsLate"], figures.AppealsLate);
    }

    private Sheet Targets(string title, IReadOnlyList<TargetFigure> targets) => new(
        words["Targets.Title"],
        [
            new(words["Request.Kind"]), new(words["Targets.PlannedHouseholds"], ColumnKind.Number), new(words["Targets.DoneHouseholds"], ColumnKind.Number), new(words["Targets.PlannedPeople"], ColumnKind.Number),
            new(words["Targets.DonePeople"], ColumnKind.Number), new(words["Award.Amount"], ColumnKind.Money, 20), new(words["Targets.Citation"], Width: 40),
        ],
        [.. targets.Select(target => (IReadOnlyList<object?>)[words[$"AidKind.{target.Kind}"].Value, target.PlannedHouseholds, target.Households, target.PlannedPeople, target.People, target.Amount, target.Citation])])
    {
        Titles = [title, words["Targets.Label"]],
        Total = [words["Reports.Total"].Value, null, null, null, null, targets.Sum(target => target.Amount), null],
    };

    private Sheet Payments(string title, IReadOnlyList<PaymentFigure> payments) => new(
        words["Reports.Payments"], [new(words["Payment.Status"]), new(words["Reports.Count"], ColumnKind.Number), new(words["Payment.Amount"], ColumnKind.Money, 20)],
        [.. payments.Select(payment => (IReadOnlyList<object?>)[words[$"PaymentStatus.{payment.Status}"].Value, payment.Count, payment.Amount])])
    {
        Titles = [title],
        Total = [words["Reports.Total"].Value, payments.Sum(payment => payment.Count), payments.Sum(payment => payment.Amount)],
    };

    private Sheet Indicators(string title, IReadOnlyList<QualityIndicator> indicators) => new(
        words["Indicators.Title"],
        [
            new(words["Indicators.Measure"], Width: 24), new(words["Indicators.Name"], Width: 30), new(words["Indicators.Numerator"], ColumnKind.Number), new(words["Indicators.Denominator"], ColumnKind.Number),
            new(words["Indicators.PercentNumber"], ColumnKind.Number), new(words["Indicators.Median"], ColumnKind.Number), new(words["Indicators.Ninth"], ColumnKind.Number), new(words["Indicators.Definition"], Width: 70),
        ],
        [.. indicators.Select(one => (IReadOnlyList<object?>)[
            words[$"QualityMeasure.{one.Measure}"].Value, words[$"Indicator.{one.Key}"].Value, one.Numerator, one.Denominator, one.Percent is { } percent ? decimal.Round(percent, 1) : null, one.Median, one.Ninth, words[$"IndicatorText.{one.Key}"].Value])])
    {
        Titles = [title],
    };

    public static string Percent(QualityIndicator one) => one.Percent is { } percent ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{percent:0.#}%") : "-";
}
