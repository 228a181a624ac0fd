using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Visits;

/// <summary>Cases that were drawn by lot for a county's visits, with all that is needed to draw them again. It is never changed.</summary>
public sealed class VisitSample
{
    /// <param name="actor">Draws for the own county.</param>
    public VisitSample(Actor actor, int year, string seed, IEnumerable<string> candidates, int count, DateTimeOffset now)
    {
        Candidates = SampleDraw.Ordered(candidates);
        if (Candidates.Count == 0)
            throw new RuleViolationException("sample-no-candidates", "There is no new file without a visit to draw from.");
        if (count < 1 || count > Candidates.Count)
            throw new RuleViolationException("sample-count", $"A number from 1 to {Candidates.Count}.", "count", Candidates.Count);

        Id = RisingId.New(now);
        OrganisationId = actor.OrganisationId;
        OrganisationPath = actor.OrganisationPath;
        Year = year;
        Seed = seed;
        Algorithm = SampleDraw.Algorithm;
        CandidatesHash = SampleDraw.HashOf(Candidates);
        Count = count;
        Drawn = SampleDraw.Draw(seed, Candidates, count);
        DrawnBy = actor.PersonId;
        DrawnAt = now;
    }

    // For the object-relational mapper.
    private VisitSample()
    {
    }

    public Guid Id { get; private set; }

    public Guid OrganisationId { get; private set; }

    public string OrganisationPath { get; private set; } = "";

    public int Year { get; private set; }

    public string Seed { get; private set; } = "";

    public string Algorithm { get; private set; } = "";

    /// <summary>Case numbers in ascending order.</summary>
    public IReadOnlyList<string> Candidates { get; private set; } = [];

    public string CandidatesHash { get; private set; } = "";

    public int Count { get; private set; }

    /// <summary>Case numbers in the order in which they were drawn.</summary>
    public IReadOnlyList<string> Drawn { get; private set; } = [];

    public Guid DrawnBy { get; private set; }

    public DateTimeOffset DrawnAt { get; private set; }

    /// <summary>Draws again from what is recorded.</summary>
    public SampleCheck DrawAgain()
    {
        var hash = SampleDraw.HashOf(Candidates);
        var drawn = SampleDraw.Draw(Seed, Candidates, Count);
        return new SampleCheck(drawn, hash, hash == CandidatesHash && Algorithm == SampleDraw.Algorithm && drawn.SequenceEqual(Drawn));
    }
}

/// <summary>A sample drawn once more.</summary>
/// <param name="IsSame">List of candidates, algorithm and result are those that were recorded.</param>
public sealed record SampleCheck(IReadOnlyList<string> Drawn, string CandidatesHash, bool IsSame);
