using System.Globalization;
using AidWorkflows.Domain.Money;

namespace AidWorkflows.Domain.Reports;

/// <summary>S-005: four qualities and one optimisation (四提一优).</summary>
public enum QualityMeasure
{
    /// <summary>档案质量.</summary>
    Archives = 0,

    /// <summary>动态管理质量.</summary>
    DynamicManagement = 1,

    /// <summary>资金使用质量.</summary>
    Funds = 2,

    /// <summary>跟踪督查质量.</summary>
    FollowUp = 3,

    /// <summary>优化服务流程.</summary>
    Service = 4,
}

/// <summary>One figure of quality: how many of how many are as they should be.</summary>
/// <param name="Key">Its definition is the text of that name.</param>
/// <param name="Numerator">A count, or yuan where <see cref="IsMoney"/>.</param>
/// <param name="Median">Working days that half of them took at most; only where time is measured (S-092).</param>
/// <param name="Ninth">Working days that nine of ten took at most.</param>
public sealed record QualityIndicator(string Key, QualityMeasure Measure, decimal Numerator, decimal Denominator, int? Median = null, int? Ninth = null)
{
    /// <summary>Numerator and denominator are amounts in yuan.</summary>
    public bool IsMoney { get; init; }

    /// <summary>What is not as it should be, to be worked off; not kept in reports.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<IndicatorRow> Failing { get; init; } = [];

    /// <summary>In percent with one decimal; null when there is nothing to measure.</summary>
    public decimal? Percent => Denominator == 0 ? null : decimal.Round(100m * Numerator / Denominator, 1, MidpointRounding.AwayFromZero);

    /// <summary>"12", or "1,200.00" for an amount.</summary>
    public string Show(decimal value) => IsMoney ? MoneyFormat.Number(value) : value.ToString("0", CultureInfo.InvariantCulture);

    /// <param name="days">Working days that each took.</param>
    public static (int? Median, int? Ninth) Quantiles(IReadOnlyCollection<int> days)
    {
        if (days.Count == 0)
            return (null, null);

        List<int> ordered = [.. days.Order()];
        int At(int tenths) => ordered[Math.Max(0, (int)Math.Ceiling(ordered.Count * tenths / 10.0) - 1)];
        return (At(5), At(9));
    }
}

/// <summary>One archive, case or fund that an indicator counts against.</summary>
public sealed record IndicatorRow(string? ArchiveNumber, string? CaseNumber, DateTimeOffset Since)
{
    public FundLeft? Fund { get; init; }
}

/// <summary>A fund and what is not spent of it.</summary>
public sealed record FundLeft(Guid Id, string Name, decimal Amount);
