using AidWorkflows.Activities.Cases;
using AidWorkflows.Activities.Papers;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Engine.Activities;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Letters;

/// <summary>Each letter is a document from the moment that it is written.</summary>
internal static class LetterPaper
{
    public static Task MakeAsync(ActivityContext context, Letter letter) => context.Services.GetRequiredService<PaperMaker>()
        .MakeAsync(PaperFactsReader.KindOf(letter.Kind), letter.Id, CaseOfWorkflow.PersonOf(context), context.Now, context.CancellationToken);
}
