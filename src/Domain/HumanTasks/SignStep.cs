namespace AidWorkflows.Domain.HumanTasks;

/// <summary>All tasks of one step: who is next, and what the signatures so far come to.</summary>
public sealed class SignStep(IEnumerable<HumanTask> tasks)
{
    private readonly List<HumanTask> tasks = [.. tasks.OrderBy(task => task.Position).ThenBy(task => task.CreatedAt).ThenBy(task => task.Id)];

    public IReadOnlyList<HumanTask> Tasks => tasks;

    /// <summary>The step's rule is that of the tasks the workflow asked for.</summary>
    private HumanTask First => tasks.Find(task => task.Purpose == TaskPurpose.Step) ?? tasks[0];

    /// <summary>Those whose turn it is after this answer.</summary>
    public IEnumerable<HumanTask> NextAfter(HumanTask answered) =>
        tasks.Where(task => task.Status == HumanTaskStatus.Waiting && task.WaitsFor == answered.Id);

    /// <summary>The task whose outcome is the step's, or null while others have to answer.</summary>
    public HumanTask? Decider(HumanTask answered)
    {
        if (answered.Purpose == TaskPurpose.Supplement)
            return null;
        if (First.SignRule == SignRule.Any)
            return !answered.IsRefusal || First.Refusal == RefusalRule.OneDecides || !tasks.Exists(task => task.IsAlive) ? answered : null;

        if (answered.IsRefusal && First.Refusal == RefusalRule.OneDecides)
            return answered;
        if (tasks.Exists(task => task.IsAlive))
            return null;

        return tasks.Where(task => task.IsRefusal).OrderBy(task => task.CompletedAt).FirstOrDefault() ?? answered;
    }

    /// <summary>The task whose form goes with the decision: the decider's, or the last that had one.</summary>
    public HumanTask FormOf(HumanTask decider) => decider.Form is not null
        ? decider
        : tasks.Where(task => task is { Status: HumanTaskStatus.Completed, Form: not null }).OrderByDescending(task => task.CompletedAt).FirstOrDefault() ?? decider;

    /// <summary>Whether a person has signed another task of the step, or was represented there.</summary>
    public bool HasSigned(Guid personId, HumanTask elsewhereThan) => tasks.Exists(task =>
        task != elsewhereThan && task.Status == HumanTaskStatus.Completed && task.Purpose != TaskPurpose.Supplement
        && task.Signatures.Any(signature => signature.PersonId == personId || signature.OnBehalfOf == personId));

    /// <summary>Whether a person has a part in the step already, now or by a signature.</summary>
    public bool Has(Guid personId) => tasks.Exists(task =>
        (task.IsAlive && task.AssigneePersonId == personId)
        || (task.Status != HumanTaskStatus.Recalled && task.Signatures.Any(signature => signature.PersonId == personId || signature.OnBehalfOf == personId)));
}
