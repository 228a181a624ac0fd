using AidWorkflows.Data.Publishing;

namespace AidWorkflows.Host.Site;

/// <summary>The tint behind what was done with a definition; the word in it says the same.</summary>
internal static class HistoryMarks
{
    public static string Of(DefinitionEventKind kind) => kind switch
    {
        DefinitionEventKind.Published or DefinitionEventKind.Loaded => "mark-good",
        DefinitionEventKind.PublicationRequested => "mark-wait",
        DefinitionEventKind.PublicationRejected or DefinitionEventKind.Deleted or DefinitionEventKind.VersionDeleted => "mark-bad",
        DefinitionEventKind.Retracted or DefinitionEventKind.RequestInvalidated => "mark-soon",
        _ => "",
    };
}
