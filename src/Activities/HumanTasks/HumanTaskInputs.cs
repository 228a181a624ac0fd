using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AidWorkflows.Data;
using AidWorkflows.Data.Calendar;
using AidWorkflows.Data.HumanTasks;
using AidWorkflows.Data.People;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.People;
using AidWorkflows.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.HumanTasks;

/// <summary>Reads what the designer set on a human task. What cannot be read is an incident and no task.</summary>
internal static class HumanTaskInputs
{
    private const string Registrar = "registrar";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static HumanTaskSpecification ReadSpecification(ActivityContext context, AidCase? aidCase)
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
                context.Texts("ExcludeEarlierSteps"))
            {
                Refusal = ActivityInputs.Choice<RefusalRule>(context, "Refusal"),
                ReturnTo = context.Texts("ReturnTo"),
                CopyTo = context.Texts("CopyTo"),
                Amount = Amount(context, "Amount"),
                Batch = context.Flag("BatchApproval") ? new BatchLimit(Amount(context, "BatchUpTo")) : null,
            };
            foreach (var receiver in specification.CopyTo)
                ReadReceiver(context, receiver);
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

    public static async Task<Organisation> FindOrganisationAsync(AidDbContext db, ActivityContext context, string? path, OrganisationLevel level)
    {
        var organisations = db.Set<Organisation>().AsNoTracking().Where(organisation => organisation.Level == level && (path != null || organisation.ClosedAt == null));
        var found = path is null
            ? await organisations.OrderBy(organisation => organisation.Path).Take(2).ToListAsync(context.CancellationToken)
            : await organisations.Where(organisation => path.StartsWith(organisation.Path)).OrderBy(organisation => organisation.Path).Take(2).ToListAsync(context.CancellationToken);
        return found is [var only]
            ? only
            : throw new ActivityFaultException(
                "AW3102", $"There is not exactly one organisation of level {level} for '{context.Node.DisplayName}'. Add it to the tree above the case's union, then retry.");
    }

    public static async Task<TaskDeadline?> DeadlineAsync(AidDbContext db, ActivityContext context)
    {
        if (WorkingDays(context, "DueInWorkingDays", 0) is not { } days)
            return null;

        var due = await AfterAsync(db, context, days);
        var explanation = new { parts = due.Explain(), warnings = due.Warnings };
        return new TaskDeadline(due.EndsAt.ToUniversalTime(), JsonSerializer.Serialize(explanation, Json));
    }

    /// <summary>So many working days from now, as the calendar has them.</summary>
    public static async Task<DueDate> AfterAsync(AidDbContext db, ActivityContext context, int workingDays)
    {
        var calendar = await WorkCalendars.LoadAsync(db, context.CancellationToken);
        return calendar.DueAfter(ChinaTime.DateOf(context.Now), workingDays);
    }

    public static int? WorkingDays(ActivityContext context, string name, int least)
    {
        if (context.Text(name) is not { } text)
            return null;

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days >= least && days <= 1000
            ? days
            : throw new ActivityFaultException("AW3101", $"'{context.Node.DisplayName}': {name} must be {least} to 1000.");
    }

    /// <summary>The persons who sign, in order: those named, or else everybody of the union with the role who is not kept out.</summary>
    public static async Task<IReadOnlyList<Guid>> SignersAsync(
        AidDbContext db, ActivityContext context, HumanTaskSpecification specification, Organisation organisation, AidCase? aidCase)
    {
        var staff = context.Services.GetRequiredService<StaffDirectory>();
        var fit = (await staff.WithRoleAsync(organisation.Id, specification.Role, context.CancellationToken)).Select(person => person.Id).ToList();
        fit.RemoveAll(specification.ExcludedPersons.Contains);
        var earlier = await db.SignersAsync(context.InstanceId, aidCase?.Id, specification.ExcludeEarlierSteps, null, context.CancellationToken);
        fit.RemoveAll(earlier.Contains);
        var relatives = await context.Services.GetRequiredService<SeparationOfDuties>().RelativesAsync(aidCase?.Id, context.CorrelationId, context.CancellationToken);
        fit.RemoveAll(relatives.Contains);
        List<Guid> named = [.. context.Texts("Signers").Select(person => ReadPerson(context, person, aidCase)).Distinct()];
        if (named.Exists(person => !fit.Contains(person)))
        {
            throw new ActivityFaultException(
                "AW3107", $"'{context.Node.DisplayName}' names a signer who is not an active {specification.Role} of the union {organisation.Code}, or who is kept out of this step.");
        }

        var signers = named.Count > 0 ? named : fit;
        return signers.Count is > 0 and <= 50
            ? signers
            : throw new ActivityFaultException("AW3107", $"'{context.Node.DisplayName}' has {signers.Count} signers; 1 to 50 can be. Name them, or give people the role.");
    }

    /// <summary>Whether too few people of the union may do the step, as things stand when it begins (Q-15).</summary>
    public static async Task<bool> IsForNobodyAsync(
        AidDbContext db, ActivityContext context, HumanTaskSpecification specification, Organisation organisation, AidCase? aidCase)
    {
        var withRole = await context.Services.GetRequiredService<StaffDirectory>().WithRoleAsync(organisation.Id, specification.Role, context.CancellationToken);
        var earlier = await db.SignersAsync(context.InstanceId, aidCase?.Id, specification.ExcludeEarlierSteps, null, context.CancellationToken);
        var relatives = await context.Services.GetRequiredService<SeparationOfDuties>().RelativesAsync(aidCase?.Id, context.CorrelationId, context.CancellationToken);
        return StuckTask.Of(new TaskCandidacy(specification.SignRule, specification.ExcludedPersons), withRole.Select(person => person.Id), new KeptOut(earlier, relatives)) is not null;
    }

    /// <summary>Who gets a copy, for this union.</summary>
    public static async Task<IReadOnlyList<Guid>> ReceiversAsync(AidDbContext db, ActivityContext context, HumanTask task)
    {
        var staff = context.Services.GetRequiredService<StaffDirectory>();
        List<Guid> receivers = [];
        foreach (var receiver in task.CopyTo)
        {
            var (person, level, role) = ReadReceiver(context, receiver);
            if (person is { } id)
            {
                receivers.Add(id);
                continue;
            }

            var path = task.OrganisationPath;
            var organisations = await db.Set<Organisation>().AsNoTracking()
                .Where(organisation => organisation.Level == level && path.StartsWith(organisation.Path)).Select(organisation => organisation.Id).ToListAsync(context.CancellationToken);
            foreach (var organisation in organisations)
                receivers.AddRange((await staff.WithRoleAsync(organisation, role, context.CancellationToken)).Select(member => member.Id));
        }

        return receivers;
    }

    private static (Guid? Person, OrganisationLevel Level, string Role) ReadReceiver(ActivityContext context, string receiver)
    {
        if (Guid.TryParse(receiver, out var id))
            return (id, default, "");
        if (receiver.Split(':') is [var level, var role] && Enum.TryParse<OrganisationLevel>(level, ignoreCase: true, out var known) && Enum.IsDefined(known) && StaffRoles.All.Contains(role))
            return (null, known, role);

        throw new ActivityFaultException("AW3101", $"'{context.Node.DisplayName}': CopyTo has '{receiver}', which is neither a person's id nor a level and role such as city:Reviewer.");
    }

    private static decimal? Amount(ActivityContext context, string name) =>
        context.Text(name) is null ? null : decimal.Round(ActivityInputs.Amount(context, name), 2, MidpointRounding.AwayFromZero);
}
