namespace AidWorkflows.Data.Publishing;

/// <summary>Section <c>Publishing</c>: what it takes to publish a workflow definition.</summary>
public sealed class PublishingOptions
{
    public const string Section = "Publishing";

    /// <summary>Refuses publications without a comment. Clients of Elsa that know no comments can then not publish.</summary>
    public bool CommentRequired { get; set; }

    /// <summary>Who changed a draft cannot publish it; somebody else has to approve.</summary>
    public bool TwoPerson { get; set; }
}
