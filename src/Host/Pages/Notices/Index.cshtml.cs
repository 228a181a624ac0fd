using AidWorkflows.Host.Notices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AidWorkflows.Host.Pages.Notices;

[AllowAnonymous]
internal sealed class IndexModel(NoticeBoard board) : PageModel
{
    public IReadOnlyList<NoticeView> Notices { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Notices = (await board.ListAsync(cancellationToken)).Items;
}
