using AidWorkflows.Domain.Rules;

namespace AidWorkflows.Domain.Papers;

/// <summary>
/// One version of a document's template. A draft is edited until it is published; after that it never changes, because documents
/// say which version made them.
/// </summary>
public sealed class TemplateVersion
{
    public const int LongestComment = 400;
    public const int LongestTitle = 100;

    public TemplateVersion(PaperRule rule, int number, TemplateText text, Guid? author, DateTimeOffset now)
    {
        Id = RisingId.New(now);
        Kind = rule.Kind;
        Number = number;
        Write(rule, text, author, now);
    }

    // For the object-relational mapper.
    private TemplateVersion()
    {
    }

    public Guid Id { get; private set; }

    public PaperKind Kind { get; private set; }

    /// <summary>1, 2, 3 ... within the kind.</summary>
    public int Number { get; private set; }

    /// <summary>The document's title in Chinese.</summary>
    public string Title { get; private set; } = "";

    public string TitleEnglish { get; private set; } = "";

    public string Body { get; private set; } = "";

    public string Comment { get; private set; } = "";

    /// <summary>Null for what the first start loaded from a file.</summary>
    public Guid? Author { get; private set; }

    public DateTimeOffset EditedAt { get; private set; }

    /// <summary>When this very text was last looked at with the facts of a case.</summary>
    public DateTimeOffset? PreviewedAt { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    public Guid? PublishedBy { get; private set; }

    public long RowVersion { get; private set; }

    public bool IsPublished => PublishedAt is not null;

    /// <exception cref="RuleViolationException">template-published.</exception>
    /// <exception cref="InvalidInputException">With every mistake and its line.</exception>
    public void Edit(TemplateText text, Guid author, DateTimeOffset now)
    {
        RequireDraft();
        Write(PaperRule.Of(Kind), text, author, now);
    }

    public void Previewed(DateTimeOffset now)
    {
        if (IsPublished)
            return;

        PreviewedAt = now;
        RowVersion++;
    }

    /// <exception cref="RuleViolationException">template-published, template-not-previewed, field-required.</exception>
    public void Publish(string comment, Guid personId, DateTimeOffset now)
    {
        RequireDraft();
        if (PreviewedAt is null)
            throw new RuleViolationException("template-not-previewed", "Look at the draft with a real case before it is published.", "body");
        if (string.IsNullOrWhiteSpace(comment))
            throw new RuleViolationException("field-required", "This field is required.", "comment");
        if (comment.Length > LongestComment)
            throw new RuleViolationException("field-too-long", $"At most {LongestComment} characters.", "comment", LongestComment);

        TemplateCheck.Require(PaperRule.Of(Kind), Body);
        Comment = comment.Trim();
        PublishedAt = now;
        PublishedBy = personId;
        RowVersion++;
    }

    /// <summary>What came with the program counts from the first start on.</summary>
    public void PublishShipped(DateTimeOffset now)
    {
        PublishedAt = now;
        RowVersion++;
    }

    private void RequireDraft()
    {
        if (IsPublished)
            throw new RuleViolationException("template-published", $"Version {Number} is published and never changes; edit a new draft.", "body", Number);
    }

    private void Write(PaperRule rule, TemplateText text, Guid? author, DateTimeOffset now)
    {
        List<ValidationProblem> problems = [.. ProblemsOf("title", text.Title), .. ProblemsOf("titleEnglish", text.TitleEnglish), .. TemplateCheck.Check(rule, text.Body)];
        if (problems.Count > 0)
            throw new InvalidInputException(problems);

        Title = text.Title.Trim();
        TitleEnglish = text.TitleEnglish.Trim();
        Body = text.Body.ReplaceLineEndings("\n");
        Author = author;
        EditedAt = now;
        PreviewedAt = null;
        RowVersion++;
    }

    private static IEnumerable<ValidationProblem> ProblemsOf(string field, string? title)
    {
        if (string.IsNullOrWhiteSpace(title))
            yield return new("field-required", field, "This field is required.");
        else if (title.Length > LongestTitle)
            yield return new("field-too-long", field, $"At most {LongestTitle} characters.", LongestTitle);
    }
}

/// <summary>What an administrator writes.</summary>
public sealed record TemplateText(string Title, string TitleEnglish, string Body);
