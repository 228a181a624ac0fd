using AidWorkflows.Domain.Organisations;
using AidWorkflows.Host.Organisations;
using AidWorkflows.Host.Staff;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Site;

/// <summary>Roles, unions and their history in the reader's words.</summary>
internal static class StaffMarks
{
    private const char Indent = '\u3000';

    public static string Roles(IStringLocalizer<Words> words, IEnumerable<string> roles) =>
        string.Join(words["ListSeparator"], roles.Select(role => words[$"Role.{role}"].Value)) is { Length: > 0 } text ? text : words["Staff.NoRole"];

    public static string Sentence(IStringLocalizer<Words> words, StaffChangeView change) => words[
        $"StaffChangeKind.{change.Kind}",
        change.OrganisationAfter ?? "", Roles(words, change.RolesAfter ?? []), change.OrganisationBefore ?? "", Roles(words, change.RolesBefore ?? []), change.NameBefore ?? "", change.NameAfter ?? ""];

    public static string Sentence(IStringLocalizer<Words> words, UnionChangeView change) =>
        words[$"OrganisationChangeKind.{change.Kind}", change.NameBefore ?? "", change.NameAfter ?? change.OrganisationName];

    /// <summary>Unions to choose from, indented as in the tree; one that is chosen already is among them, also when it is closed or far down.</summary>
    public static List<SelectListItem> Choices(IReadOnlyList<UnionChoice> unions, string empty, UnionView? chosen = null)
    {
        var top = unions.Count == 0 ? 0 : unions.Min(union => Depth(union.Path));
        List<SelectListItem> items = [new(empty, ""), .. unions.Select(union => new SelectListItem($"{new string(Indent, Depth(union.Path) - top)}{union.Name}", union.Id.ToString()))];
        if (chosen is not null && unions.All(union => union.Id != chosen.Id))
            items.Add(new SelectListItem(chosen.Name, chosen.Id.ToString()));
        return items;
    }

    /// <summary>How many steps a path has.</summary>
    public static int Depth(string path) => path.Count(c => c == '/') - 1;

    /// <summary>The levels that a union below this one can have, highest first.</summary>
    public static List<SelectListItem> LevelsBelow(IStringLocalizer<Words> words, OrganisationLevel level) =>
        [new(words["Choose"], ""), .. Enum.GetValues<OrganisationLevel>().Where(below => below < level).OrderDescending().Select(below => new SelectListItem(words[$"OrganisationLevel.{below}"], below.ToString()))];
}
