namespace AidWorkflows.Data.Publishing;

/// <summary>A publication, or a decision about one, that a rule forbids. Nothing was changed.</summary>
/// <param name="code">Stable: comment-required, comment-too-long, reason-required, draft-changed, request-not-waiting, own-draft.</param>
/// <param name="field">The entry that is wrong, when it is one.</param>
public sealed class PublicationRefusedException(string code, string? field, string message) : Exception($"AW1405 {message}")
{
    public string Code { get; } = code;

    public string? Field { get; } = field;

    internal static PublicationRefusedException CommentRequired() =>
        new("comment-required", "comment", "Say in a comment what changes and why.");

    internal static PublicationRefusedException CommentTooLong() =>
        new("comment-too-long", "comment", $"The comment may have at most {DefinitionEventRow.CommentLength} characters.");

    internal static PublicationRefusedException ReasonRequired() =>
        new("reason-required", "reason", "Say why the publication is rejected.");

    internal static PublicationRefusedException DraftChanged() =>
        new("draft-changed", null, "The draft was changed in the meantime. Look at it again before it is published.");

    internal static PublicationRefusedException RequestNotWaiting() =>
        new("request-not-waiting", null, "The publication request was decided already, or its draft was changed since.");

    internal static PublicationRefusedException OwnDraft() =>
        new("own-draft", null, "Who changed the draft cannot approve its publication; another administrator has to.");
}
