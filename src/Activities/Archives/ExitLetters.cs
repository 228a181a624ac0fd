using System.Globalization;
using AidWorkflows.Data;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AidWorkflows.Activities.Archives;

/// <summary>The letters of an exit and their delivery. An archive from paper has no case to keep a letter with; its delivery is kept all the same.</summary>
internal static class ExitLetters
{
    public static LetterReason ReasonOf(ArchiveExit exit) => exit.Route == ExitRoute.Request
        ? new LetterReason("exit-by-request", new Dictionary<string, string> { ["on"] = exit.RequestSignedOn!.Value.ToString("O", CultureInfo.InvariantCulture) })
        : new LetterReason("exit-by-finding", new Dictionary<string, string> { ["months"] = (exit.MonthsProven ?? 0).ToString(CultureInfo.InvariantCulture) });

    public static async Task DeliverAsync(ActivityContext context, Guid? letterId, Delivery delivery)
    {
        if (letterId is not { } id)
            return;

        var letter = await context.Services.GetRequiredService<AidDbContext>().Set<Letter>().SingleAsync(candidate => candidate.Id == id, context.CancellationToken);
        letter.Deliver(delivery.Method, delivery.On, delivery.By, ChinaTime.DateOf(context.Now), context.Now);
    }
}
