using System.Net;
using System.Net.Http.Json;

namespace AidWorkflows.Tests.TestData;

/// <summary>
/// Gives a person a household archive, entered by the county from paper, so that an application goes straight to the decision on
/// aid; the way to an archive has tests of its own.
/// </summary>
public static class PaperArchives
{
    /// <param name="county">Signed in as a reviewer of the county; its base address may end with /api/v1/ or not.</param>
    public static async Task EnterAsync(HttpClient county, SyntheticPerson person)
    {
        using var answer = await county.PostAsJsonAsync("/api/v1/archives", new
        {
            paperNumber = "旧档-001",
            organisation = "qingshan",
            openedOn = "2025-01-02",
            name = person.Name,
            idNumber = person.IdNumber,
        });

        // Somebody may have one from an earlier application.
        if (answer.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.Conflict))
            throw new InvalidOperationException($"Entering an archive answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}
