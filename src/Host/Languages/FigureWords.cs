using System.Globalization;
using AidWorkflows.Domain.Assessment;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Languages;

/// <summary>What a figure is, how it came about and where it is from.</summary>
internal sealed class FigureWords(IStringLocalizer<Words> words)
{
    /// <summary>The figures of one assessment; people of the household by their name.</summary>
    public FigureTexts Of(HouseholdAssessment result, IReadOnlyDictionary<Guid, string> members) =>
        new(this, result.Figures.ToDictionary(figure => figure.Id), members);

    internal string Name(Figure figure, IReadOnlyDictionary<Guid, string> members)
    {
        var subject = figure.Code switch
        {
            "income-line" => Word("IncomeKind", figure.Subject),
            "expense-line" or "expenses" or "expenses-after-aid" or "expenses-left" or "deduction" or "deduction-cap" => Word("RigidExpenseKind", figure.Subject),
            "requested" or "earlier-aid" => Word("AidKind", figure.Subject),
            "loss-borne" => Word("LossCause", figure.Subject),
            _ => figure.Subject ?? "",
        };
        var whose = figure.MemberId is { } id ? members.GetValueOrDefault(id, words["Person.Member"]) : words["Person.Applicant"].Value;
        return words[$"Figure.{figure.Code}", subject, whose];
    }

    internal string Value(Figure figure, int decimals = 2) => figure.Unit switch
    {
        FigureUnit.Yuan => Money(figure.Value, decimals),
        FigureUnit.People => words["Unit.People", Plain(figure.Value)],
        FigureUnit.Months => words["Unit.Months", Plain(figure.Value)],
        FigureUnit.PersonMonths => words["Unit.PersonMonths", Plain(figure.Value)],
        _ => Plain(figure.Value),
    };

    internal string Formula(Figure figure, IReadOnlyDictionary<string, Figure> all)
    {
        if (figure.Operands is not { } ids)
            return "";

        var operands = ids.Select(id => Value(all[id])).ToList();
        return figure.Operation switch
        {
            FigureOperation.Sum => operands.Count == 0 ? "0" : string.Join(" + ", operands),
            FigureOperation.Difference => string.Join(" − ", operands),
            FigureOperation.Product => string.Join(" × ", operands),
            FigureOperation.Quotient => string.Join(" ÷ ", operands),
            FigureOperation.Rounded or FigureOperation.RoundedDown or FigureOperation.RoundedUp =>
                words["Formula.Rounded", Exact(all[ids[0]]), words[$"RoundingMode.{figure.RoundedBy}"], Plain(figure.RoundedTo ?? 0)],
            _ => words[$"Formula.{figure.Operation}", [.. operands]],
        };
    }

    internal string Source(Figure figure) => figure.Origin switch
    {
        FigureOrigin.Document => words["Source.Document", figure.Evidence ?? ""],
        FigureOrigin.Register => words["Source.Register", figure.Evidence ?? ""],
        FigureOrigin.Record => words["Source.Record", figure.Reference ?? ""],
        FigureOrigin.Field => words["Source.Field"],
        FigureOrigin.Policy => words["Source.Policy"],
        FigureOrigin.Computed => words["Source.Computed"],
        _ => words["Source.Convention"],
    };

    private string Word(string kind, string? subject) => subject is null ? "" : words[$"{kind}.{Pascal(subject)}"];

    private static string Pascal(string kebab) => string.Concat(kebab.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    private static string Plain(decimal number) => number.ToString("#,##0.####", CultureInfo.InvariantCulture);

    private static string Exact(Figure figure) => figure.Value.ToString("#,##0.00######", CultureInfo.InvariantCulture);

    private static string Money(decimal amount, int decimals)
    {
        if (decimals == 2)
            return Show.Money(decimal.Round(amount, 2, MidpointRounding.AwayFromZero));

        var number = amount.ToString("#,##0." + new string('0', decimals), CultureInfo.InvariantCulture);
        return SiteLanguage.IsChinese ? $"{number} 元" : $"CNY {number}";
    }
}

/// <summary>The figures of one assessment by their ids.</summary>
internal sealed class FigureTexts(FigureWords words, IReadOnlyDictionary<string, Figure> figures, IReadOnlyDictionary<Guid, string> members)
{
    private const int MostDecimals = 8;

    public IEnumerable<Figure> All => figures.Values;

    public Figure Get(string id) => figures[id];

    public string Name(string id) => words.Name(figures[id], members);

    public string Value(string id) => words.Value(figures[id]);

    public string Formula(Figure figure) => words.Formula(figure, figures);

    public string Source(Figure figure) => words.Source(figure);

    /// <summary>Two figures with as many decimals as it takes to see that they differ.</summary>
    public (string Left, string Right) Pair(string left, string right)
    {
        var (one, other) = (figures[left], figures[right]);
        var decimals = 2;
        while (one.Value != other.Value && decimals < MostDecimals && decimal.Round(one.Value, decimals) == decimal.Round(other.Value, decimals))
            decimals++;
        return (words.Value(one, decimals), words.Value(other, decimals));
    }

    /// <summary>The figure and all that it is computed from, deepest first, each once.</summary>
    public IReadOnlyList<Figure> Derivation(string id)
    {
        List<Figure> found = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        Visit(id);
        return found;

        void Visit(string next)
        {
            if (!seen.Add(next))
                return;

            foreach (var operand in figures[next].Operands ?? [])
                Visit(operand);
            found.Add(figures[next]);
        }
    }
}
