namespace AidWorkflows.Domain.Policies;

/// <summary>Q-13: which date's standard counts when it changes within the year.</summary>
public enum StandardDate
{
    Application,
    Assessment,
}

/// <summary>The monthly minimum-living standard (低保) of a place for a time (S-012, S-015).</summary>
/// <param name="Organisation">Path of the union whose area it holds in, or "*" for everywhere.</param>
/// <param name="Level">"urban" or "rural"; the aid of S-023 is counted in urban standards.</param>
public sealed record MinimumLivingStandard(
    string Path, string Organisation, string Place, string Level, DateOnly From, DateOnly? To, decimal Monthly, Citation Citation)
{
    public bool IsInForce(DateOnly day) => day >= From && (To is null || day <= To);
}

/// <summary>All standards of a pack, and the rule for choosing among them.</summary>
public sealed record StandardTable(string Path, StandardDate Use, Citation Citation, IReadOnlyList<MinimumLivingStandard> Amounts)
{
    /// <summary>The one of the nearest place: a county's own before one for everywhere.</summary>
    public MinimumLivingStandard? Find(string organisationPath, DateOnly day) => Amounts
        .Where(standard => PolicyScope.Covers(standard.Organisation, organisationPath) && standard.IsInForce(day))
        .OrderByDescending(standard => PolicyScope.Depth(standard.Organisation))
        .FirstOrDefault();
}
