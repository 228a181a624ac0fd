using System.Globalization;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Visits;
using Microsoft.EntityFrameworkCore;

namespace AidWorkflows.Activities.Visits;

/// <summary>The newest completed step with a key, as the form and the signatures of a visit.</summary>
internal sealed class SignedForm
{
    private readonly HumanTask decider;
    private readonly JsonObject form;

    private SignedForm(HumanTask decider, IReadOnlyList<Guid> signers, JsonObject form)
    {
        this.decider = decider;
        this.form = form;
        Signers = signers;
    }

    public Guid TaskId => decider.Id;

    /// <summary>Who signed, as persons; who was only stood in for was not there.</summary>
    public IReadOnlyList<Guid> Signers { get; }

    /// <summary>The form's day, else the day of the last signature.</summary>
    public DateOnly VisitedOn => DateOnly.TryParseExact(Text("visitedOn"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : ChinaTime.DateOf(decider.CompletedAt!.Value);

    public VisitFindings Findings => new(
        Conclusion,
        Text("housing"),
        decimal.TryParse(Text("incomeSeen"), NumberStyles.Float, CultureInfo.InvariantCulture, out var income) ? income : null,
        form["causeConfirmed"] is JsonValue confirmed && confirmed.TryGetValue<bool>(out var answer) ? answer : null,
        Text("peopleMet"),
        Text("note") ?? decider.Comment);

    /// <summary>The form's own word, else what the signed outcome comes to.</summary>
    private VisitConclusion Conclusion => Text("conclusion") switch
    {
        "符合" or "eligible" => VisitConclusion.Eligible,
        "不符合" or "not-eligible" => VisitConclusion.NotEligible,
        "存疑" or "doubtful" => VisitConclusion.Doubtful,
        _ => decider.IsRefusal ? VisitConclusion.NotEligible : VisitConclusion.Eligible,
    };

    /// <summary>Null when no step with this key has been completed in the instance.</summary>
    public static async Task<SignedForm?> FindAsync(AidDbContext db, string instanceId, string taskKey, CancellationToken cancellationToken)
    {
        var tasks = await db.Set<HumanTask>().AsNoTracking()
            .Where(task => task.WorkflowInstanceId == instanceId && task.Key == taskKey && task.Status == HumanTaskStatus.Completed && task.Purpose != TaskPurpose.Supplement)
            .ToListAsync(cancellationToken);
        if (tasks.MaxBy(task => task.CompletedAt) is not { } newest)
            return null;

        var step = newest.StepId ?? newest.Id;
        var signed = tasks.Where(task => (task.StepId ?? task.Id) == step).OrderBy(task => task.CompletedAt).ToList();
        var filled = signed.FindLast(task => task.FormData is not null);
        return new SignedForm(
            newest,
            [.. signed.SelectMany(task => task.Signatures).OrderBy(signature => signature.At).Select(signature => signature.PersonId).Distinct()],
            filled is null ? [] : JsonNode.Parse(filled.FormData!) as JsonObject ?? []);
    }

    private string? Text(string name) => form[name]?.ToString() is { Length: > 0 } text ? text : null;
}
