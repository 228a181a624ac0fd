using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Domain.Assessment;

/// <summary>
/// All arithmetic of an assessment goes through here, so that no number can come about without its source. The same figure asked
/// for twice is the same entry.
/// </summary>
public sealed class FigureSheet
{
    private const decimal Fen = 0.01m;

    private readonly List<Figure> figures = [];
    private readonly Dictionary<string, Figure> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Figure> byId = new(StringComparer.Ordinal);
    private readonly bool keeps;

    /// <param name="keeps">False for trial runs of which only the result matters.</param>
    public FigureSheet(bool keeps = true) => this.keeps = keeps;

    public IReadOnlyList<Figure> Figures => figures;

    public Figure? Find(string id) => byId.GetValueOrDefault(id);

    public Figure Convention(string code, decimal value, FigureUnit unit) =>
        Add(new Figure("", code, value, unit, FigureOrigin.Convention));

    public Figure Given(string code, decimal value, FigureUnit unit, FigureOrigin origin, string reference, string? subject = null, Guid? memberId = null, string? evidence = null) =>
        Add(new Figure("", code, value, unit, origin) { Reference = reference, Subject = subject, MemberId = memberId, Evidence = evidence });

    public Figure Policy(string code, decimal value, FigureUnit unit, string path, Citation citation, string? subject = null) =>
        Add(new Figure("", code, value, unit, FigureOrigin.Policy) { Reference = path, Citation = citation, Subject = subject });

    public Figure Sum(string code, FigureUnit unit, IReadOnlyList<Figure> parts, string? subject = null)
    {
        var total = 0m;
        foreach (var part in parts)
            total += part.Value;
        return Computed(code, total, unit, FigureOperation.Sum, parts, subject);
    }

    public Figure Difference(string code, FigureUnit unit, Figure from, Figure take, string? subject = null) =>
        Computed(code, from.Value - take.Value, unit, FigureOperation.Difference, [from, take], subject);

    public Figure Product(string code, FigureUnit unit, Figure one, Figure other, string? subject = null) =>
        Computed(code, one.Value * other.Value, unit, FigureOperation.Product, [one, other], subject);

    public Figure Quotient(string code, FigureUnit unit, Figure whole, Figure by, string? subject = null) =>
        Computed(code, whole.Value / by.Value, unit, FigureOperation.Quotient, [whole, by], subject);

    public Figure Lesser(string code, Figure one, Figure other) =>
        Computed(code, Math.Min(one.Value, other.Value), one.Unit, FigureOperation.Lesser, [one, other], null);

    public Figure Greater(string code, Figure one, Figure other) =>
        Computed(code, Math.Max(one.Value, other.Value), one.Unit, FigureOperation.Greater, [one, other], null);

    public Figure Rounded(string code, Figure figure, RoundingRule rule) => Rounded(code, figure, rule, FigureOperation.Rounded, rule.Mode);

    public Figure RoundedDown(string code, Figure figure, RoundingRule rule) => Rounded(code, figure, rule, FigureOperation.RoundedDown, RoundingMode.Down);

    public Figure RoundedUp(string code, Figure figure, RoundingRule rule) => Rounded(code, figure, rule, FigureOperation.RoundedUp, RoundingMode.Up);

    /// <summary>The amount in whole fen nearest to a limit that still satisfies the operator.</summary>
    public Figure NearestThatHolds(string code, Figure limit, ComparisonOperator comparison)
    {
        var (operation, value) = comparison switch
        {
            ComparisonOperator.LessThan => (FigureOperation.LargestBelow, (decimal.Ceiling(limit.Value / Fen) * Fen) - Fen),
            ComparisonOperator.AtMost => (FigureOperation.LargestUpTo, decimal.Floor(limit.Value / Fen) * Fen),
            ComparisonOperator.MoreThan => (FigureOperation.SmallestAbove, (decimal.Floor(limit.Value / Fen) * Fen) + Fen),
            _ => (FigureOperation.SmallestFrom, decimal.Ceiling(limit.Value / Fen) * Fen),
        };
        return Computed(code, value, limit.Unit, operation, [limit], null);
    }

    private Figure Rounded(string code, Figure figure, RoundingRule rule, FigureOperation operation, RoundingMode mode)
    {
        var value = RoundingRule.Round(figure.Value, rule.Unit, mode);
        return keeps
            ? Add(Made(code, value, figure.Unit, operation, [figure], null) with { RoundedTo = rule.Unit, RoundedBy = mode, Citation = rule.Citation, Reference = rule.Path })
            : new Figure("", code, value, figure.Unit, FigureOrigin.Computed);
    }

    private Figure Computed(string code, decimal value, FigureUnit unit, FigureOperation operation, IReadOnlyList<Figure> operands, string? subject) =>
        keeps ? Add(Made(code, value, unit, operation, operands, subject)) : new Figure("", code, value, unit, FigureOrigin.Computed);

    private static Figure Made(string code, decimal value, FigureUnit unit, FigureOperation operation, IReadOnlyList<Figure> operands, string? subject) =>
        new("", code, value, unit, FigureOrigin.Computed) { Operation = operation, Operands = [.. operands.Select(operand => operand.Id)], Subject = subject };

    private Figure Add(Figure figure)
    {
        if (!keeps)
            return figure;

        var operands = figure.Operands is null ? "" : string.Join(',', figure.Operands);
        var key = $"{figure.Code}|{figure.Value}|{figure.Origin}|{figure.Reference}|{figure.Operation}|{operands}|{figure.Subject}|{figure.MemberId}";
        if (known.TryGetValue(key, out var same))
            return same;

        var added = figure with { Id = $"f{figures.Count + 1}" };
        figures.Add(added);
        known.Add(key, added);
        byId.Add(added.Id, added);
        return added;
    }
}
