using System.Globalization;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.HumanTasks;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Cases;

/// <summary>
/// The latest completed human task with a key in the same instance: who signed, and the form with its texts, which stay out of the
/// workflow's variables.
/// </summary>
internal sealed class SignedStep
{
    private readonly JsonObject form;

    private SignedStep(HumanTask decider, IReadOnlyList<Guid> signers, JsonObject form)
    {
        Decider = decider;
        Signers = signers;
        this.form = form;
    }

    /// <summary>The task whose completion ended the step.</summary>
    public HumanTask Decider { get; }

    /// <summary>Who signed, as persons; who was only stood in for was not there.</summary>
    public IReadOnlyList<Guid> Signers { get; }

    public Guid Last => Signers[^1];

    /// <summary>The step that the input TaskKey names.</summary>
    /// <exception cref="ActivityFaultException">AW3111: no such task has been completed.</exception>
    public static Task<SignedStep> FindAsync(ActivityContext context) =>
        FindAsync(context, context.Text("TaskKey") ?? throw new ActivityFaultException("AW3101", $"'{context.Node.DisplayName}' does not say which task it goes by (TaskKey)."));

    /// <summary>Who signed and has, by now, a relative in the household of the case or archive .</summary>
    public async Task<IReadOnlySet<Guid>> RelativesAsync(ActivityContext context, Guid? caseId) =>
        (await context.Services.GetRequiredService<SeparationOfDuties>().RelativesAsync(caseId ?? Decider.CaseId, context.CorrelationId, context.CancellationToken))
            .Intersect(Signers).ToHashSet();

    /// <summary>
    /// While the last one signs, a relative may have been declared for the first: then the last signature does not count, and the first one
    /// can be taken back.
    /// </summary>
    /// <exception cref="RuleViolationException">signer-household-relative.</exception>
    public async Task RequireNoRelativeAsync(ActivityContext context)
    {
        if ((await RelativesAsync(context, null)).Count > 0)
        {
            throw new RuleViolationException(
                "signer-household-relative", "One of the signers has declared a relative in this household; that person has to take the signature back.");
        }
    }

    /// <exception cref="ActivityFaultException">AW3111: no such task has been completed.</exception>
    private static async Task<SignedStep> FindAsync(ActivityContext context, string key)
    {
        // The task that has just been completed is tracked and not yet saved.
        var db = context.Services.GetRequiredService<AidDbContext>();
        await db.Set<HumanTask>().Where(task => task.WorkflowInstanceId == context.InstanceId && task.Key == key).LoadAsync(context.CancellationToken);
        var completed = db.Set<HumanTask>().Local
            .Where(task => task.WorkflowInstanceId == context.InstanceId && task.Key == key && task.Status == HumanTaskStatus.Completed && task.Purpose != TaskPurpose.Supplement).ToList();
        if (completed.MaxBy(task => task.CompletedAt) is not { } newest)
            throw new ActivityFaultException("AW3111", $"'{context.Node.DisplayName}': no task with the key '{key}' has been completed in this workflow.");

        var step = newest.StepId ?? newest.Id;
        var signed = completed.Where(task => (task.StepId ?? task.Id) == step).ToList();
        var filled = signed.OrderBy(task => task.CompletedAt).LastOrDefault(task => task.FormData is not null);
        return new SignedStep(
            newest,
            [.. signed.SelectMany(task => task.Signatures).OrderBy(signature => signature.At).Select(signature => signature.PersonId).Distinct()],
            filled is null ? [] : JsonNode.Parse(filled.FormData!) as JsonObject ?? []);
    }

    /// <summary>Whether the worker signed, as the field "workerSigned" says (S-085); null when it does not say.</summary>
    public WorkerSignature? WorkerSigned => Text("workerSigned") switch
    {
        "已签字" or "signed" => WorkerSignature.Signed,
        "拒绝签字" or "refused" => WorkerSignature.Refused,
        "无法签字" or "unable" => WorkerSignature.Unable,
        _ => null,
    };

    public decimal? Number(string name) => decimal.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public string? Text(string name) => form[name]?.ToString() is { Length: > 0 } text ? text : null;

    public bool IsTrue(string name) => Flag(name) == true;

    public bool? Flag(string name) => form[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    public DateOnly Day(string name, DateOnly otherwise)
    {
        if (Text(name) is not { } text)
            return otherwise;

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new RuleViolationException("date-format", "Write the day as in 2026-03-01.", $"form.{name}");
    }

    /// <summary>How and when the worker was told, as the fields "method" and "deliveredOn" of the form say.</summary>
    public Delivery Delivery(DateOnly today) => new(Method(), Day("deliveredOn", today), Last);

    public DeliveryMethod Method() => Text("method") switch
    {
        "当面" or "in-person" => DeliveryMethod.InPerson,
        "书面" or "written" => DeliveryMethod.Written,
        "短信" or "sms" => DeliveryMethod.Sms,
        "电话" or "phone" => DeliveryMethod.Phone,
        _ => throw new RuleViolationException("field-not-allowed", "Say how: 当面, 书面, 短信 or 电话.", "form.method", "当面, 书面, 短信, 电话"),
    };
}
