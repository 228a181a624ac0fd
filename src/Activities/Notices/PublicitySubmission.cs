namespace AidWorkflows.Activities.Notices;

/// <summary>
/// What somebody says against a notice in this request, one per scope. It goes round the engine, because whatever resumes a
/// workflow is journalled.
/// </summary>
public sealed class PublicitySubmission
{
    public Guid NoticeId { get; private set; }

    public string? Text { get; private set; }

    public string? Contact { get; private set; }

    public Guid? ObjectionId { get; internal set; }

    public void Object(Guid noticeId, string text, string? contact)
    {
        NoticeId = noticeId;
        Text = text;
        Contact = contact;
    }
}
