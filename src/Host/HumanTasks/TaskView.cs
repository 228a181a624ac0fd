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

    public PersonView? CompletedBy { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }
}

public sealed record PersonView(Guid Id, string Name);

public sealed record TaskList(IReadOnlyList<TaskView> Items, int TotalCount);
