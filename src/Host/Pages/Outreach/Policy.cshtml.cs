using AidWorkflows.Data.Policies;
using AidWorkflows.Domain.Calendar;
using AidWorkflows.Domain.Policies;
using AidWorkflows.Host.Outreach;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages.Outreach;

/// <summary>S-097: the policy in force and the way to an archive, for everybody; its views are counted.</summary>
[AllowAnonymous]
internal sealed class PolicyModel(PolicyLibrary library, SurveyDesk desk, OutreachDesk outreach, TimeProvider clock) : PageModel
{
    public IReadOnlyList<PolicyPack> Packs { get; private set; } = [];

    public IReadOnlyList<ContactRow> Contacts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await desk.CountViewAsync(cancellationToken);
        var today = ChinaTime.Today(clock);
        List<PolicyPack> packs = [];
        foreach (var pack in (await library.ListAsync(cancellationToken)).GroupBy(version => version.PackKey, StringComparer.Ordinal).OrderBy(pack => pack.Key, StringComparer.Ordinal))
        {
            var version = pack.Where(one => !one.IsWithdrawn && one.EffectiveFrom <= today).MaxBy(one => one.EffectiveFrom);
            if (version is not null && (version.EffectiveTo is null || version.EffectiveTo >= today))
                packs.Add((await library.GetAsync(version.Id, cancellationToken)).Pack);
        }

        Packs = packs;
        Contacts = [.. (await outreach.ContactsAsync("/", cancellationToken)).Where(contact => contact.Person is not null)];
    }
}
