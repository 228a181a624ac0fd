namespace AidWorkflows.Data.Publishing;

/// <summary>Section <c>Publishing</c>: what it takes to publish a workflow definition.</summary>
public sealed class PublishingOptions
{
    public const string Section = "Publishing";

    /// <summary>Refuses publications without a comment. Clients of Elsa that know no comments can then not publish.</summary>
    public bool CommentRequired { get; set; }

    /// <summary>Who changed a draft cannot publish it; somebody else has to approve.</summary>
    public bool TwoPerson { get; set; }

    /// <summary>Steps by definition id, such as "publicity", that no way to a payment may go around; a warning says where one does.</summary>
    public Dictionary<string, string[]> RequiredSteps { get; } = new(StringComparer.Ordinal);
}
