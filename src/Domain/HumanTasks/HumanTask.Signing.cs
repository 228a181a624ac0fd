using System.Text.Json.Nodes;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.People;
using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.HumanTasks;

/// <summary>Answering: what an answer has to be, and who has signed it.</summary>
public sealed partial class HumanTask
{
    /// <summary>Any outcome but the first, which is the affirmative one.</summary>
    public bool IsRefusal => Status == HumanTaskStatus.Completed && Purpose != TaskPurpose.Supplement && Outcome != Outcomes[0];

    /// <summary>All that is wrong with an answer; empty when it can be signed.</summary>
    /// <param name="now">Limits of days may be said as "today".</param>
    public IReadOnlyList<ValidationProblem> Check(TaskAnswer answer, DateTimeOffset now)
    {
        List<ValidationProblem> problems = [];
        if (!Outcomes.Contains(answer.Outcome))
            problems.Add(new("unknown-outcome", "outcome", $"The outcome must be one of: {string.Join(", ", Outcomes)}.", string.Join(", ", Outcomes)));
        if (answer.Comment?.Length > MaximumCommentLength)
            problems.Add(new("comment-too-long", "comment", $"A comment has at most {MaximumCommentLength} characters.", MaximumCommentLength));
        var form = FormToSign(answer);
        if (Form is not null)
            problems.AddRange(FormSchema.Parse(Form).Validate(form, ChinaTime.DateOf(now)));
        else if (form is not null && !IsEmptyObject(form))
            problems.Add(new("form-not-asked", "form", "This task has no form."));

        return problems;
    }

    /// <summary>Signs an outcome. True when that completes the task, false when a second person has to sign too.</summary>
    public bool Sign(Actor actor, TaskAnswer answer, KeptOut keptOut, DateTimeOffset now)
    {
        RequireOpen();
        RequireCandidate(actor, keptOut);
        if (Check(answer, now) is { Count: > 0 } problems)
            throw new InvalidInputException(problems);

        RequireUnassignedOr(actor);
        RequireNoQuestion();
        var form = FormToSign(answer);
        var absent = RepresentedBy(actor);
        RequireSameAsFirst(actor.PersonId, absent, answer, form);

        signatures.Add(new TaskSignature(actor.PersonId, answer.Outcome, answer.Comment, now, absent));
        FormData = form;
        if (SignRule == SignRule.TwoPerson && signatures.Count == 1)
        {
            Assign(null, now);
            RecordFor(absent, "task-signed-first", actor.PersonId, now, ("outcome", answer.Outcome));
            return false;
        }

        Status = HumanTaskStatus.Completed;
        Outcome = answer.Outcome;
        Comment = answer.Comment;
        CompletedBy = actor.PersonId;
        CompletedAt = now;
        RecordFor(absent, answer.InBatch ? "task-batch-completed" : "task-completed", actor.PersonId, now, ("outcome", answer.Outcome));
        return true;
    }

    // The second signer may send no form and so sign what the first one filled in.
    private string? FormToSign(TaskAnswer answer) =>
        AwaitsSecondPerson && (answer.Form is null || IsEmptyObject(answer.Form)) ? FormData : answer.Form;

    private void RequireSameAsFirst(Guid personId, Guid? absent, TaskAnswer answer, string? form)
    {
        if (!AwaitsSecondPerson)
            return;

        var first = signatures[0];
        Guid?[] already = [first.PersonId, first.OnBehalfOf];
        if (already.Contains(personId) || (absent is not null && already.Contains(absent)))
            throw new RuleViolationException("second-person-required", "You have signed already; a second person has to sign this task.");
        if (first.Outcome != answer.Outcome)
        {
            throw new RuleViolationException(
                "outcomes-differ",
                $"The first person signed '{first.Outcome}'. Sign the same outcome, or ask that person to take the signature back.",
                "outcome",
                first.Outcome);
        }

        if (!JsonNode.DeepEquals(FormData is null ? null : JsonNode.Parse(FormData), form is null ? null : JsonNode.Parse(form)))
        {
            throw new RuleViolationException(
                "forms-differ", "The form is not what the first person signed. Sign it unchanged, or ask that person to take the signature back.", "form");
        }
    }

    // A stand-in's deed is told as such: "B for A".
    private void RecordFor(Guid? absent, string code, Guid personId, DateTimeOffset now, params (string Key, string Value)[] data)
    {
        if (absent is { } person)
            Record($"{code}-for", personId, now, [.. data, ("for", person.ToString())]);
        else
            Record(code, personId, now, data);
    }

    private static bool IsEmptyObject(string json) => JsonNode.Parse(json) is JsonObject { Count: 0 };
}
