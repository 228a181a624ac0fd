using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Activities.Cases;
using AidWorkflows.Data;
using AidWorkflows.Data.Calendar;
using AidWorkflows.Data.HumanTasks;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;
using AidWorkflows.Engine.Activities;
using AidWorkflows.Engine.Definitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.HumanTasks;

/// <summary>
/// Asks people to do something and waits for their answer. Every rule is checked again when the answer arrives, under the
/// instance's lock, so that two answers at the same moment cannot both pass.
/// </summary>
internal sealed class HumanTaskActivity : Activity
{
    public const string TypeName = "Aid.HumanTask";

    private const string Registrar = "registrar";
    private const string TaskId = "taskId";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public override string Type => TypeName;

    public override bool WritesDomain => true;

    public override bool AnswersAreGivenAgain => true;

    public override IReadOnlyList<InputDescriptor> Inputs { get; } =
    [
        new("Title", "String"),
        new("Key", "String"),
        new("Level", "String"),
        new("Role", "String"),
        new("Outcomes", "String[]"),
        new("Form", "JsonObject"),
        new("DueInWorkingDays", "Int32"),
        new("SignRule", "String", JsonValue.Create("single")),
        new("ExcludedPersons", "String[]"),
        new("ExcludeEarlierSteps", "String[]"),
    ];

    /// <summary>Comment and form are kept out of the journal; a definition that binds them to a variable does so knowingly.</summary>
    public override IReadOnlyList<OutputDescriptor> Outputs { get; } =
    [
        new("Outcome", "String"),
        new("Comment", "String", IsSensitive: true),
        new("FormData", "Object", IsSensitive: true),
        new("CompletedBy", "String"),
    ];

    public override IReadOnlyList<string> PossibleOutcomes(ActivityNode node) => LiteralTexts(node, "outcomes");

    public override bool ReturnsOneOutcome(ActivityNode node) => true;

    public override IReadOnlyList<string> StepsDone(ActivityNode node) => HumanTaskSetup.StepsDone(node);

    public override IEnumerable<SetupProblem> CheckSetup(ActivityNode node) => HumanTaskSetup.Check(node, PossibleOutcomes(node));

    public override async ValueTask<ActivityResult> ExecuteAsync(ActivityContext context)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();
        var aidCase = await CaseOfWorkflow.FindAsync(context);
        var specification = ReadSpecification(context, aidCase);
        var organisation = await FindOrganisationAsync(db, context, aidCase, specification.Level);
        var bookmarkId = RisingId.New(context.Now).ToString("N");
        var place = new HumanTaskPlace(
            aidCase?.Id, aidCase?.CaseNumber, context.InstanceId, bookmarkId, context.Node.Id, organisation.Id, organisation.Path);
        var task = new HumanTask(specification, place, await DeadlineAsync(db, context), context.Now);
        db.Add(task);
        context.Properties[TaskId] = task.Id.ToString();
        return ActivityResult.Wait(BookmarkFor(task));
    }

    public override async ValueTask<ActivityResult> ResumeAsync(ActivityContext context, Resumption resumption)
    {
        var db = context.Services.GetRequiredService<AidDbContext>();
        var submission = context.Services.GetRequiredService<TaskSubmission>();
        var task = await FindTaskAsync(db, context);
        if (submission.Answer is not { } answer || submission.TaskId != task.Id)
            throw new RuleViolationException("task-answer-missing", "A human task is completed by a person through the task list, not by resuming its bookmark.");

        var actor = await context.Services.GetRequiredService<StaffDirectory>().FindActorAsync(submission.PersonId, context.CancellationToken)
            ?? throw new RuleViolationException("forbidden", "This account may not act any more.");
        var earlierSigners = await db.EarlierSignersOfAsync(task, context.CancellationToken);
        if (!task.Sign(actor, answer, earlierSigners, context.Now))
        {
            task.WaitAt(RisingId.New(context.Now).ToString("N"));
            return ActivityResult.Wait(BookmarkFor(task));
        }

        context.SetOutput("Outcome", task.Outcome);
        context.SetOutput("Comment", task.Comment);
        context.SetOutput("FormData", DecidingFields(task));
        context.SetOutput("CompletedBy", actor.PersonId.ToString());
        return ActivityResult.Complete(answer.Outcome);
    }

    public override async ValueTask CanceledAsync(ActivityContext context)
    {
        // Cancelled before it could open its task, for example after a fault.
        if (!context.Properties.ContainsKey(TaskId))
            return;

        var task = await FindTaskAsync(context.Services.GetRequiredService<AidDbContext>(), context);
        task.Cancel(context.Now);
    }

    private static async Task<HumanTask> FindTaskAsync(AidDbContext db, ActivityContext context)
    {
        var id = Guid.Parse((string?)context.Properties[TaskId] ?? "");
        return await db.Set<HumanTask>().SingleOrDefaultAsync(task => task.Id == id, context.CancellationToken)
            ?? throw new ActivityFaultException("AW3104", $"The human task {id} of '{context.Node.DisplayName}' does not exist any more.");
    }

    private static NewBookmark BookmarkFor(HumanTask task) => new(
        TypeName,
        task.Id.ToString(),
        new JsonObject { [TaskId] = task.Id.ToString(), ["taskName"] = task.Key },
        Id: task.BookmarkId);

    private static HumanTaskSpecification ReadSpecification(ActivityContext context, AidCase? aidCase)
    {
        var name = context.Node.DisplayName;
        var key = context.Text("Key") ?? context.Node.Id;
        if (context.Texts("Outcomes") is not { Count: > 0 } outcomes)
            throw new ActivityFaultException("AW3101", $"'{name}' has no outcomes.");
        if (context.Text("Role") is not { } role || !StaffRoles.All.Contains(role))
            throw new ActivityFaultException("AW3101", $"'{name}' needs a role out of {string.Join(", ", StaffRoles.All)}.");

        var form = context.Input("Form") as JsonObject;
        try
        {
            var specification = new HumanTaskSpecification(
                key,
                context.Text("Title") ?? name,
                ActivityInputs.Choice<OrganisationLevel>(context, "Level"),
                role,
                outcomes,
                form is { Count: > 0 } ? form.ToJsonString(Json) : null,
                ActivityInputs.Choice<SignRule>(context, "SignRule"),
                [.. context.Texts("ExcludedPersons").Select(person => ReadPerson(context, person, aidCase))],
                context.Texts("ExcludeEarlierSteps"));
            if (specification.Form is not null)
                FormSchema.Parse(specification.Form);
            return specification;
        }
        catch (FormatException e)
        {
            throw new ActivityFaultException("AW3105", $"The form of '{name}' cannot be used. {e.Message}", e);
        }
    }

    private static Guid ReadPerson(ActivityContext context, string person, AidCase? aidCase)
    {
        if (person == Registrar && aidCase is not null)
            return aidCase.RegisteredBy;

        return Guid.TryParse(person, out var id)
            ? id
            : throw new ActivityFaultException("AW3101", $"'{context.Node.DisplayName}' excludes somebody who is neither a person's id nor '{Registrar}'.");
    }

    private static async Task<Organisation> FindOrganisationAsync(AidDbContext db, ActivityContext context, AidCase? aidCase, OrganisationLevel level)
    {
        var organisations = db.Set<Organisation>().AsNoTracking().Where(organisation => organisation.Level == level);
        var path = aidCase?.OrganisationPath;
        var found = path is null
            ? await organisations.OrderBy(organisation => organisation.Path).Take(2).ToListAsync(context.CancellationToken)
            : await organisations.Where(organisation => path.StartsWith(organisation.Path)).OrderBy(organisation => organisation.Path).Take(2).ToListAsync(context.CancellationToken);
        return found is [var only]
            ? only
            : throw new ActivityFaultException(
                "AW3102", $"There is not exactly one organisation of level {level} for '{context.Node.DisplayName}'. Add it to the tree above the case's union, then retry.");
    }

    private static async Task<TaskDeadline?> DeadlineAsync(AidDbContext db, ActivityContext context)
    {
        if (context.Text("DueInWorkingDays") is not { } text)
            return null;
        if (!int.TryParse(text, out var days) || days is < 0 or > 1000)
            throw new ActivityFaultException("AW3101", $"'{context.Node.DisplayName}': DueInWorkingDays must be 0 to 1000.");

        var calendar = await WorkCalendars.LoadAsync(db, context.CancellationToken);
        var due = calendar.DueAfter(ChinaTime.DateOf(context.Now), days);
        var explanation = new { parts = due.Explain(), warnings = due.Warnings };
        return new TaskDeadline(due.EndsAt.ToUniversalTime(), JsonSerializer.Serialize(explanation, Json));
    }

    /// <summary>Free text stays in the task; only numbers, ticks and choices go on into the workflow and its journal.</summary>
    private static JsonObject DecidingFields(HumanTask task)
    {
        var result = new JsonObject();
        if (task.Form is null || task.FormData is null)
            return result;

        var schema = FormSchema.Parse(task.Form);
        foreach (var (name, value) in JsonNode.Parse(task.FormData)!.AsObject())
        {
            if (schema.Fields.TryGetValue(name, out var field) && (field.Type != FormFieldType.Text || field.Allowed is not null))
                result[name] = value?.DeepClone();
        }

        return result;
    }
}
