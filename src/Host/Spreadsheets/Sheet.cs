using System.Globalization;
using AidWorkflows.Domain.Calendar;

namespace AidWorkflows.Host.Spreadsheets;

/// <summary>What a column holds, and so how its cells are written.</summary>
internal enum ColumnKind
{
    /// <summary>Also card and identity numbers: as numbers a spreadsheet rounds them.</summary>
    Text = 0,

    /// <summary>A count.</summary>
    Number = 1,

    /// <summary>Yuan with two decimals.</summary>
    Money = 2,

    /// <summary>A <see cref="DateOnly"/>, or the day in China of a <see cref="DateTimeOffset"/>.</summary>
    Date = 3,
}

/// <param name="Width">In characters of the default font; a Chinese character takes two.</param>
internal sealed record SheetColumn(string Heading, ColumnKind Kind = ColumnKind.Text, int Width = 16);

/// <summary>A table for people's spreadsheets and banks' programs, written by <see cref="XlsxFile"/> or <see cref="CsvFile"/>.</summary>
/// <param name="Rows">One value for each column: text, whole number, decimal, date or null.</param>
internal sealed record Sheet(string Name, IReadOnlyList<SheetColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>Lines above the heading, in XLSX only: a CSV file begins with its heading.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>The line of sums below the rows, in XLSX only.</summary>
    public IReadOnlyList<object?>? Total { get; init; }

    /// <summary>The value as a machine writes it.</summary>
    internal static string Plain(ColumnKind kind, object? value) => value switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => ChinaTime.DateOf(instant).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal amount when kind == ColumnKind.Money => amount.ToString("0.00", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
