using System.Globalization;
using System.Text.Json.Nodes;
using AidWorkflows.Data.Calendar;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Assessment;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Notices;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Registers;
using AidWorkflows.Domain.Visits;
using AidWorkflows.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Tests.Host.Procedure;

/// <summary>
/// Random sequences of actions on the whole program, right ones and wrong ones: whatever people do, no step is skipped (S-054), no
/// archive is opened before the notice has had its working days (S-052), nobody decides who is kept out, no aid is paid without an
/// archive (S-002) and none over its cap (S-023, S-024, S-032). AIDWORKFLOWS_SEQUENCES says how many; 10,000 for a release, or by parts: 0..5000 and 5000..10000.
/// </summary>
public sealed class RandomSequencesTests
{
    private const int ForEveryChange = 60;

    /// <summary>On one server; their days add up, and a simulated clock goes no farther than ten years.</summary>
    private const int OnOneServer = 100;

    private static readonly string[] People = ["grassroots1", "grassroots2", "county1", "county2", "city1", "province1", "national1"];

    /// <summary>With two reviewers in the county: whoever reviewed first does not look at the comparison, and whoever did that does not decide on the aid.</summary>
    private static readonly (string Step, string KeptOutBy)[] KeptOut = [("comparison", "archive-review"), ("county-review", "comparison")];

    [Fact]
    public async Task Whatever_people_do_no_step_is_skipped_and_nobody_decides_who_is_kept_out()
    {
        var (first, end) = ReadRange(Environment.GetEnvironmentVariable("AIDWORKFLOWS_SEQUENCES") ?? $"{ForEveryChange}");
        var ends = new Dictionary<CaseStatus, int>();
        List<string> broken = [];
        for (var begin = first; begin < end; begin += OnOneServer)
            await WalkAsync(begin, Math.Min(begin + OnOneServer, end), ends, broken);

        Assert.True(broken.Count == 0, string.Join("\n\n", broken));
        // Otherwise the sequences would prove nothing.
        Assert.True(ends.GetValueOrDefault(CaseStatus.Approved) > (end - first) / 10, string.Join(", ", ends));
        Assert.True(ends.GetValueOrDefault(CaseStatus.Rejected) > 0, string.Join(", ", ends));
    }

    private static async Task WalkAsync(int first, int end, Dictionary<CaseStatus, int> ends, List<string> broken)
    {
        var server = new AidServer();
        await server.InitializeAsync();
        try
        {
            await ProcedureWalk.PublishAsync(server, "needy-worker-aid", model => KeepOut(model, "comparison", "archive-review"));
            await ProcedureWalk.PublishAsync(server, "aid-approval", model => KeepOut(model, "county-review", "case:comparison"));
            var people = new Dictionary<string, HttpClient>(StringComparer.Ordinal);
            foreach (var name in People.Append("admin"))
                people[name] = await server.SignInAsync(name);
            for (var seed = first; seed < end; seed++)
            {
                var walk = new RandomWalk(server, people, new Draws(seed + 1), 20_000 + seed);
                var caseId = await walk.RunAsync();
                if (await BrokenRulesAsync(server, caseId, ends) is { Count: > 0 } rules)
                    broken.Add($"Sequence {seed}: {string.Join("; ", rules)}\n{string.Join('\n', walk.Story)}");
            }

            foreach (var client in people.Values)
                client.Dispose();
        }
        finally
        {
            await ((IAsyncLifetime)server).DisposeAsync();
        }
    }

    private static (int First, int End) ReadRange(string text)
    {
        var ends = text.Split("..").Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToList();
        return ends is [var first, var last] ? (first, last) : (0, ends.Single());
    }

    private static void KeepOut(JsonObject model, string step, string earlier)
    {
        var node = model["root"]!["activities"]!.AsArray().Single(activity => (string)activity!["id"]! == step)!;
        node["excludeEarlierSteps"] = new JsonObject { ["typeName"] = "String[]", ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = $"[\"{earlier}\"]" } };
    }

    private static Task<List<string>> BrokenRulesAsync(AidServer server, Guid caseId, Dictionary<CaseStatus, int> ends) => server.InDatabaseAsync(async db =>
    {
        List<string> broken = [];
        var aidCase = await db.Set<AidCase>().AsNoTracking().Include(found => found.Requests).Include(found => found.Awards).Include(found => found.Payments).AsSplitQuery().SingleAsync(found => found.Id == caseId);
        ends[aidCase.Status] = ends.GetValueOrDefault(aidCase.Status) + 1;
        var archive = await db.Set<HouseholdArchive>().AsNoTracking().SingleOrDefaultAsync(found => found.CaseId == caseId);
        var opened = archive?.State is ArchiveState.Active or ArchiveState.Relieved or ArchiveState.OutOfHardship;
        if (opened)
            broken.AddRange(await SkippedAsync(db, aidCase));
        else if (aidCase.Awards.Count + aidCase.Payments.Count > 0)
            broken.Add("aid without an active archive");
        if (aidCase.Payments.Sum(payment => payment.Amount) != aidCase.Awards.Sum(award => award.Amount))
            broken.Add("payments are not the awards");
        broken.AddRange(await WrongAmountsAsync(db, aidCase));
        broken.AddRange(await WrongHandsAsync(db, caseId));
        var instances = db.Instances.Where(instance => instance.CorrelationId == aidCase.CaseNumber);
        if (await db.Incidents.Where(incident => instances.Any(instance => instance.Id == incident.InstanceId)).Select(incident => incident.Message).FirstOrDefaultAsync() is { } incident)
            broken.Add($"incident: {incident}");
        return broken;
    });

    /// <summary>What has to be there before an archive is opened, in this order.</summary>
    private static async Task<IReadOnlyList<string>> SkippedAsync(AidWorkflows.Data.AidDbContext db, AidCase aidCase)
    {
        List<string> broken = [];
        if (!await db.Set<Visit>().AnyAsync(visit => visit.CaseId == aidCase.Id && visit.Purpose == VisitPurpose.FirstReview))
            broken.Add("no first visit");
        if (!await db.Set<RegisterComparison>().AnyAsync(comparison => comparison.CaseId == aidCase.Id))
            broken.Add("no comparison");
        var notices = await db.Set<Notice>().AsNoTracking().Where(notice => notice.CaseId == aidCase.Id).OrderBy(notice => notice.Id).ToListAsync();
        if (notices.Count == 0 || notices[^1].State != NoticeState.Ended)
            broken.Add("the archive was opened without a notice that ended");
        var calendar = await WorkCalendars.LoadAsync(db, default);
        foreach (var notice in notices.Where(notice => notice.State == NoticeState.Ended))
        {
            var days = notice.WorkingDaysBefore + calendar.CountWorkingDays(notice.StartedOn, ChinaTime.DateOf(notice.StateSince.AddTicks(-1)));
            if (days < 5)
                broken.Add($"the notice was shown for {days} working days");
        }

        var events = await db.Set<CaseEvent>().AsNoTracking().Where(entry => entry.CaseId == aidCase.Id).OrderBy(entry => entry.At).ThenBy(entry => entry.Id).Select(entry => entry.Code).ToListAsync();
        string[] order = ["case-opened", "visit-recorded", "archive-begun", "registers-compared", "notice-shown", "notice-ended", "archive-state-changed", "award-granted", "payment-created"];
        var firsts = order.Where(events.Contains).Select(code => events.IndexOf(code)).ToList();
        if (!firsts.SequenceEqual(firsts.Order()))
            broken.Add($"steps in another order: {string.Join(' ', events)}");
        return broken;
    }

    /// <summary>
    /// The caps of the document itself: twelve months of the standard for living (S-023), the part that the household paid for medical (S-024);
    /// 80 % of it, one item and at most 16,000 for the relative tier (S-030 to S-032), whose amounts no province ever sees.
    /// </summary>
    private static async Task<IReadOnlyList<string>> WrongAmountsAsync(AidWorkflows.Data.AidDbContext db, AidCase aidCase)
    {
        List<string> broken = [];
        var assessments = await db.Set<CaseAssessment>().AsNoTracking().Where(assessment => assessment.CaseId == aidCase.Id).OrderBy(assessment => assessment.Number).ToListAsync();
        foreach (var award in aidCase.Awards)
        {
            var assessment = assessments.Last(candidate => candidate.AssessedAt <= award.DecidedAt);
            var isRelative = assessment.Tier == "relative";
            var cap = award.Kind == AidKind.Living
                ? 12 * assessment.Read().Standard!.Amount
                : aidCase.Requests.Single(request => request.Id == award.RequestId).SelfPaidAmount!.Value;
            if (isRelative)
                cap = award.Kind == AidKind.Living ? cap * 0.8m : Math.Min(cap, 16_000);
            if (award.Amount <= 0 || award.Amount > cap)
                broken.Add($"{award.Kind} aid of {award.Amount} where {cap} is the most for {assessment.Tier}");
        }

        if (assessments.Count > 0 && assessments.TrueForAll(assessment => assessment.Tier == "relative"))
        {
            if (aidCase.Awards.Count > 1)
                broken.Add("several aid items for a relative household");
            var above = await db.Set<HumanTask>().AsNoTracking().Where(task => task.CaseId == aidCase.Id && (task.Level == OrganisationLevel.Province || task.Level == OrganisationLevel.National)).Select(task => task.Key).ToListAsync();
            if (above.Count > 0)
                broken.Add($"a relative household was sent up: {string.Join(", ", above)}");
        }

        return broken;
    }

    /// <summary>One person where two have to sign, or somebody who is kept out of the step.</summary>
    private static async Task<IReadOnlyList<string>> WrongHandsAsync(AidWorkflows.Data.AidDbContext db, Guid caseId)
    {
        List<string> broken = [];
        var done = await db.Set<HumanTask>().AsNoTracking().Where(task => task.CaseId == caseId && task.Status == HumanTaskStatus.Completed).OrderBy(task => task.CompletedAt).ToListAsync();
        foreach (var task in done.Where(task => task.SignRule == SignRule.TwoPerson && task.Signatures.Select(signature => signature.PersonId).Distinct().Count() < 2))
            broken.Add($"{task.Key} was signed by one person");
        foreach (var (step, keptOutBy) in KeptOut)
        {
            foreach (var task in done.Where(task => task.Key == step))
            {
                // A step that was done again later, after a return, keeps out from then on.
                var earlier = done.Where(other => other.Key == keptOutBy && other.CompletedAt <= task.CompletedAt).SelectMany(other => other.Signatures).Select(signature => signature.PersonId);
                if (earlier.Intersect(task.Signatures.Select(signature => signature.PersonId)).Any())
                    broken.Add($"{step} was decided by somebody of {keptOutBy}");
            }
        }

        return broken;
    }
}
