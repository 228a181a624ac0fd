using AidWorkflows.Data.Policies;
using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Data.Assessment;

/// <summary>Assesses a case by the policy version it is pinned to, and keeps the result with the case; the caller saves.</summary>
public sealed class CaseAssessor(AidDbContext db, PolicyLibrary policies)
{
    private readonly HouseholdHistory history = new(db);

    /// <summary>Pins the version in force on the day of the application, then assesses by it.</summary>
    /// <returns>Null when no policy is in force for the programme and union on that day.</returns>
    public async Task<CaseAssessment?> AssessNewAsync(AidCase aidCase, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await policies.FindInForceAsync(aidCase.Programme, aidCase.OrganisationPath, ChinaTime.DateOf(aidCase.OpenedAt), cancellationToken);
        if (found is null)
            return null;

        aidCase.PinPolicy(found.VersionId);
        return await AssessAsync(aidCase, found, null, now, cancellationToken);
    }

    /// <summary>Assesses a case again, by its own version. Its requests and awards must be loaded.</summary>
    /// <returns>Null when the case has no policy version.</returns>
    public async Task<CaseAssessment?> AssessAgainAsync(AidCase aidCase, Guid? personId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (aidCase.PolicyVersionId is not { } versionId)
            return null;

        await LoadHouseholdAsync(aidCase, cancellationToken);
        return await AssessAsync(aidCase, await policies.GetAsync(versionId, cancellationToken), personId, now, cancellationToken);
    }

    /// <summary>How a case stands now, without keeping it. Its requests and awards must be loaded.</summary>
    /// <returns>Null when the case has no policy version.</returns>
    public async Task<HouseholdAssessment?> LookAsync(AidCase aidCase, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (aidCase.PolicyVersionId is not { } versionId)
            return null;

        await LoadHouseholdAsync(aidCase, cancellationToken);
        var policy = await policies.GetAsync(versionId, cancellationToken);
        return HouseholdAssessor.Assess(policy.Pack, await FactsAsync(aidCase, now, cancellationToken), policy.Number);
    }

    private async Task<CaseAssessment> AssessAsync(AidCase aidCase, PolicyInForce policy, Guid? personId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var facts = await FactsAsync(aidCase, now, cancellationToken);
        return aidCase.KeepAssessment(facts, HouseholdAssessor.Assess(policy.Pack, facts, policy.Number), personId, now);
    }

    private async Task LoadHouseholdAsync(AidCase aidCase, CancellationToken cancellationToken)
    {
        var entry = db.Entry(aidCase);
        await entry.Collection(value => value.Members).LoadAsync(cancellationToken);
        await entry.Collection(value => value.Income).LoadAsync(cancellationToken);
        await entry.Collection(value => value.RigidExpenses).LoadAsync(cancellationToken);
        await entry.Collection(value => value.Assessments).Query().OrderByDescending(assessment => assessment.Number).Take(1).LoadAsync(cancellationToken);
    }

    private async Task<HouseholdFacts> FactsAsync(AidCase aidCase, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var applied = ChinaTime.DateOf(aidCase.OpenedAt);
        return new HouseholdFacts
        {
            AppliedOn = applied,
            AssessedOn = ChinaTime.DateOf(now),
            OrganisationPath = aidCase.OrganisationPath,
            Members = [.. aidCase.Members.OrderBy(member => member.Id).Select(member => new MemberFact(member.Id, member.School))],
            Income = [.. aidCase.Income.OrderBy(line => line.Id)],
            RigidExpenses = [.. aidCase.RigidExpenses.OrderBy(line => line.Id)],
            Loss = aidCase.Loss,
            Causes = aidCase.Causes,
            Dwellings = aidCase.Dwellings,
            Declarations = aidCase.Declarations,
            Requests = Pending(aidCase),
            EarlierAid = await history.AidAsync(aidCase, now, cancellationToken),
            EarlierBars = await history.BarsAsync(aidCase, applied, cancellationToken),
        };
    }

    private static List<RequestedAid> Pending(AidCase aidCase) =>
    [
        .. aidCase.Requests.OrderBy(request => request.Id).Select((request, i) => (Request: request, Index: i))
            .Where(entry => !entry.Request.IsDecided)
            .Select(entry => new RequestedAid(
                $"requests[{entry.Index}]", entry.Request.Id, entry.Request.Kind, entry.Request.Amount, entry.Request.SelfPaidAmount, entry.Request.MemberId, entry.Request.Bill)),
    ];
}
