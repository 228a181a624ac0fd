using System.Text.Json;
using AidWorkflows.Domain.HumanTasks;
using AidWorkflows.Domain.Organisations;

namespace AidWorkflows.Host.HumanTasks;

/// <summary>A task as lists and the API show it.</summary>
public sealed record TaskView
{
    public required Guid Id { get; init; }

    public required string Key { get; init; }

    public required string Title { get; init; }

    public string? CaseNumber { get; init; }

    public required string WorkflowInstanceId { get; init; }

    public required OrganisationLevel Level { get; init; }

    public required string Role { get; init; }

    public required string OrganisationName { get; init; }

    /// <summary>The affirmative one first.</summary>
    public required IReadOnlyList<string> Outcomes { get; init; }

    /// <summary>JSON schema of the form's fields; null when only the outcome is asked.</summary>
    public JsonElement? Form { get; init; }

    public required SignRule SignRule { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Why that is the deadline: the parts of the count, and the calendar's warnings.</summary>
    public JsonElement? DueExplanation { get; init; }

    public PersonView? Assignee { get; init; }

    public required HumanTaskStatus Status { get; init; }

    /// <summary>Set while the first of two people has signed.</summary>
    public PersonView? FirstSigner { get; init; }

    public string? Outcome { get; init; }

    /// <summary>Why the task exists: the workflow's step, a signer added before or after, or a supplement.</summary>
    public required TaskPurpose Purpose { get; init; }

    /// <summary>What whoever added the task asks for.</summary>
    public string? Request { get; init; }

    public PersonView? AddedBy { get; init; }

    /// <summary>Steps that may be gone back to, by key; "*" is any earlier one, "applicant" the applicant's union.</summary>
    public required IReadOnlyList<string> ReturnTo { get; init; }

    public required IReadOnlyList<SignatureView> Signatures { get; init; }

    /// <summary>Opinions asked for, and copies.</summary>
    public required IReadOnlyList<ParticipantView> Participants { get; init; }

    /// <summary>All signers of the step, when it has several; not told in answers to writes.</summary>
    public IReadOnlyList<SignerView>? Signers { get; init; }

    public DateTimeOffset? UrgedAt { get; init; }

    public PersonView? UrgedBy { get; init; }

    public int Reminders { get; init; }

    public DateTimeOffset? EscalatedAt { get; init; }

    /// <summary>Why nobody can do the task; told in the views "all" and "stuck".</summary>
    public StuckTask? Stuck { get; init; }

    public bool BatchAllowed { get; init; }

    public decimal? Amount { get; init; }

    public PersonView? CompletedBy { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }
}

/// <param name="OnBehalfOf">The absent person whose stand-in signed.</param>
public sealed record SignatureView(PersonView Person, PersonView? OnBehalfOf, string Outcome, DateTimeOffset At);

/// <param name="EndedAt">When a copy was read, an opinion given, or the question taken back.</param>
public sealed record ParticipantView(ParticipantKind Kind, PersonView Person, PersonView? By, string? Request, string? Answer, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt);

/// <summary>One signer's place in a step.</summary>
public sealed record SignerView(Guid TaskId, PersonView? Person, TaskPurpose Purpose, HumanTaskStatus Status, string? Outcome, DateTimeOffset? At);

public sealed record PersonView(Guid Id, string Name);

public sealed record TaskList(IReadOnlyList<TaskView> Items, int TotalCount);
