using AidWorkflows.Domain.Policies;

namespace AidWorkflows.Host.Pages.Shared;

/// <summary>A citation with the pack whose documents it names, for <c>_Citation</c>.</summary>
/// <param name="Address">Where the rule stands; null on the policy's own page.</param>
public sealed record CitationView(PolicyPack Pack, Citation Citation, string? Address = null)
{
    /// <summary>《title》number, clause; a title that has its marks already keeps them.</summary>
    public string Text
    {
        get
        {
            var document = Pack.Documents.FirstOrDefault(candidate => candidate.Id == Citation.Document);
            if (document is null)
                return Citation.Clause;

            var title = document.Title.Contains('《', StringComparison.Ordinal) ? document.Title : $"《{document.Title}》";
            return $"{title}{document.Number} {Citation.Clause}";
        }
    }
}
