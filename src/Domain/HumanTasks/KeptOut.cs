namespace AidWorkflows.Domain.HumanTasks;

/// <summary>Who may not do a task because of what lies outside of it.</summary>
/// <param name="EarlierSigners">Who signed the steps in <see cref="HumanTask.ExcludeEarlierSteps"/>.</param>
/// <param name="Relatives">Q-15: who has declared a relative in the household that the task is about.</param>
public sealed record KeptOut(IReadOnlySet<Guid> EarlierSigners, IReadOnlySet<Guid> Relatives)
{
    public static KeptOut Nobody { get; } = new(new HashSet<Guid>(), new HashSet<Guid>());

    /// <summary>The rule that keeps this person out; null when none does.</summary>
    public string? RuleFor(Guid personId) =>
        Relatives.Contains(personId) ? "household-relative" : EarlierSigners.Contains(personId) ? "four-eyes" : null;
}
