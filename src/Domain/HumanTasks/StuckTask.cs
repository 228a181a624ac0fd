namespace AidWorkflows.Domain.HumanTasks;

/// <summary>What decides who could do a task, without the people.</summary>
/// <param name="NamedSigner">The only one who may; the task is not given back to a group.</param>
/// <param name="Signers">Who has signed it already, and who was represented there.</param>
public sealed record TaskCandidacy(SignRule SignRule, IReadOnlyCollection<Guid> ExcludedPersons, Guid? NamedSigner = null, IReadOnlyCollection<Guid>? Signers = null);

/// <summary>
/// A task that waits for nobody: too few people are left who may do it. It is found out whenever somebody looks and never stored,
/// because a declaration, a departure or a new colleague changes it without the task.
/// </summary>
/// <param name="Needed">How many more persons have to sign.</param>
/// <param name="WithRole">The active people of the task's union and role; of a named signer, that person alone.</param>
/// <param name="KeptOut">How many of them each rule keeps out.</param>
public sealed record StuckTask(int Needed, int WithRole, IReadOnlyDictionary<string, int> KeptOut)
{
    /// <summary>Null when there are people enough.</summary>
    public static StuckTask? Of(TaskCandidacy task, IEnumerable<Guid> withRole, KeptOut keptOut)
    {
        List<Guid> people = [.. withRole.Where(person => task.NamedSigner is null || task.NamedSigner == person)];
        var signed = task.Signers is { Count: > 0 } ? 1 : 0;
        var needed = task.SignRule == SignRule.TwoPerson ? 2 - signed : 1;
        var rules = people.Select(person => RuleFor(person, task, keptOut)).ToList();
        return rules.Count(rule => rule is null) >= needed
            ? null
            : new StuckTask(needed, people.Count, rules.OfType<string>().GroupBy(rule => rule, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal));
    }

    private static string? RuleFor(Guid person, TaskCandidacy task, KeptOut keptOut) =>
        task.Signers?.Contains(person) == true ? "second-person-required" : HumanTask.ExclusionOf(person, task.ExcludedPersons, keptOut);
}
