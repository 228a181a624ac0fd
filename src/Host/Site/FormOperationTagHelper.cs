using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace AidWorkflows.Host.Site;

/// <summary>
/// Names the write of every form that posts (<see cref="FormPage.Operation"/>), each form of a page by a name of its own. No page can
/// forget it, and whoever sends the same form twice sends the same name.
/// </summary>
[HtmlTargetElement("form", Attributes = "method")]
public sealed class FormOperationTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!string.Equals(context.AllAttributes["method"].Value?.ToString(), "post", StringComparison.OrdinalIgnoreCase))
            return;

        var operation = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        operation.Attributes["type"] = "hidden";
        operation.Attributes["name"] = nameof(FormPage.Operation);
        operation.Attributes["value"] = Guid.NewGuid().ToString();
        output.PostContent.AppendHtml(operation);
    }
}
