using AidWorkflows.Domain.Archives;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Site;

/// <summary>How the state and tier of an archive are shown.</summary>
internal static class ArchiveMarks
{
    public static string Of(ArchiveState state) => state switch
    {
        ArchiveState.Active => "mark-good",
        ArchiveState.Temporary => "mark-wait",
        ArchiveState.Relieved => "mark-soon",
        _ => "",
    };

    /// <summary>By its name where the tier is known, else as the policy pack calls it.</summary>
    public static string Tier(IStringLocalizer<Words> words, string? tier)
    {
        if (tier is null)
            return "-";

        var name = words[$"Tier.{tier}"];
        return name.ResourceNotFound ? tier : name.Value;
    }
}
