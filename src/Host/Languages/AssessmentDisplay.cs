using AidWorkflows.Data.Policies;
using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Cases;

namespace AidWorkflows.Host.Languages;

/// <summary>The latest assessment of a case with all that a page needs to tell it.</summary>
internal sealed class AssessmentDisplay(PolicyLibrary policies, FigureWords figures)
{
    /// <summary>Null when the case has not been assessed. Its household and latest assessment must be loaded.</summary>
    public async Task<ShownAssessment?> OfAsync(AidCase aidCase, CancellationToken cancellationToken)
    {
        if (aidCase.Assessments.MaxBy(assessment => assessment.Number) is not { } assessment)
            return null;

        var policy = await policies.GetAsync(assessment.PolicyVersionId, cancellationToken);
        var result = assessment.Read();
        var members = aidCase.Members.ToDictionary(member => member.Id, member => member.Name);
        return new ShownAssessment(assessment, result, policy, figures.Of(result, members), members);
    }
}

internal sealed record ShownAssessment(
    CaseAssessment Assessment, HouseholdAssessment Result, PolicyInForce Policy, FigureTexts Texts, IReadOnlyDictionary<Guid, string> Members)
{
    public string PolicyAddress => $"/policies/{Policy.Pack.Key}/{Policy.Number}";

    /// <summary>The tests that made the result: of the tier that was taken, else of the tier that is nearest.</summary>
    public TierResult Telling => Result.Tiers.FirstOrDefault(tier => tier.Tier == Result.Tier)
        ?? Result.Tiers.FirstOrDefault(tier => tier.Tier == Result.NearestChanges.Select(change => change.Tier).FirstOrDefault())
        ?? Result.Tiers[0];

    /// <summary>The way to the household's position, and to losing it.</summary>
    public IEnumerable<NearestChange> Changes =>
    [
        .. Result.NearestChanges.Where(change => change.Direction == ChangeDirection.ToQualify).Take(1),
        .. Result.NearestChanges.Where(change => change.Direction == ChangeDirection.ToLose).Take(1),
    ];

    public string Address(string path) => $"{PolicyAddress}#{PolicyAnchor.Of(path)}";
}

/// <summary>The place of a rule in the page of its policy version.</summary>
internal static class PolicyAnchor
{
    /// <summary>"$.tiers[0].aids[1].cap" stands under "p-tiers-0-aids-1".</summary>
    public static string Of(string path)
    {
        var end = path.LastIndexOf(']');
        var entry = end >= 0 ? path[..(end + 1)] : path.Split('.') is [_, var section, ..] ? $"$.{section}" : path;
        return "p" + string.Concat(entry.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Replace("--", "-", StringComparison.Ordinal).TrimEnd('-').TrimStart('$');
    }
}
