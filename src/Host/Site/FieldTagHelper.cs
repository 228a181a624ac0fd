using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace AidWorkflows.Host.Site;

/// <summary>
/// One labelled field with its hint and its error, tied together for screen readers:
/// <c>&lt;field for="Form.Name" label="Person.Name" required="true" /&gt;</c>.
/// </summary>
[HtmlTargetElement("field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTagHelper(IHtmlGenerator html, IStringLocalizer<Words> words) : TagHelper
{
    [HtmlAttributeName("for")]
    public required ModelExpression For { get; set; }

    /// <summary>Key of the label in the word list; <see cref="Text"/> is for labels that a workflow brings along.</summary>
    public string? Label { get; set; }

    public string? Text { get; set; }

    public string? Hint { get; set; }

    public string? HintText { get; set; }

    public bool Required { get; set; }

    /// <summary><c>text</c>, <c>money</c>, <c>number</c>, <c>date</c>, <c>password</c>, <c>lines</c> or, with <see cref="Items"/>, a choice.</summary>
    public string Type { get; set; } = "text";

    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>The choice lists people of this form, so it follows when one is added.</summary>
    public bool People { get; set; }

    public string Autocomplete { get; set; } = "off";

    public int? MaxLength { get; set; }

    public string Column { get; set; } = "col-12 col-md-6 col-lg-4";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var name = For.Name;
        var id = TagBuilder.CreateSanitizedId(ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(name), "_");
        var errors = ViewContext.ViewData.ModelState.TryGetValue(name, out var state) ? state.Errors : [];
        var hint = HintText ?? (Hint is null ? null : words[Hint].Value);
        var described = string.Join(' ', new[] { hint is null ? null : $"{id}-hint", errors.Count > 0 ? $"{id}-error" : null }.OfType<string>());

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Column);
        output.Content.AppendHtml(LabelFor(id));
        output.Content.AppendHtml(Type == "money" ? InMoneyGroup(Control(name, described, errors.Count > 0)) : Control(name, described, errors.Count > 0));
        if (hint is not null)
            output.Content.AppendHtml(Small("form-hint", $"{id}-hint", hint));
        if (errors.Count > 0)
            output.Content.AppendHtml(Small("invalid-feedback", $"{id}-error", string.Join(' ', errors.Select(error => error.ErrorMessage).Distinct())));
    }

    private TagBuilder LabelFor(string id)
    {
        var label = new TagBuilder("label");
        label.AddCssClass(Required ? "form-label required" : "form-label");
        label.Attributes["for"] = id;
        label.InnerHtml.Append(Text ?? words[Label!]);
        return label;
    }

    private TagBuilder Control(string name, string described, bool invalid)
    {
        Dictionary<string, object?> attributes = new() { ["class"] = Items is null ? "form-control" : "form-select", ["autocomplete"] = Autocomplete };
        if (invalid)
        {
            attributes["class"] += " is-invalid";
            attributes["aria-invalid"] = "true";
        }

        if (described.Length > 0)
            attributes["aria-describedby"] = described;
        if (Required)
            attributes["aria-required"] = "true";
        if (MaxLength is not null)
            attributes["maxlength"] = MaxLength;
        if (Type is "money" or "number")
            attributes["inputmode"] = "decimal";
        if (People)
            attributes["data-people"] = "";
        return Build(name, attributes);
    }

    private TagBuilder Build(string name, Dictionary<string, object?> attributes)
    {
        if (Items is not null)
            return html.GenerateSelect(ViewContext, For.ModelExplorer, null, name, Items, false, attributes);
        if (Type == "lines")
            return html.GenerateTextArea(ViewContext, For.ModelExplorer, name, 4, 0, attributes);
        if (Type == "password")
            return html.GeneratePassword(ViewContext, For.ModelExplorer, name, null, attributes);

        attributes["type"] = Type == "date" ? "date" : "text";
        return html.GenerateTextBox(ViewContext, For.ModelExplorer, name, For.Model, null, attributes);
    }

    private TagBuilder InMoneyGroup(TagBuilder control)
    {
        var group = new TagBuilder("div");
        group.AddCssClass("input-group");
        group.InnerHtml.AppendHtml(control);
        var unit = new TagBuilder("span");
        unit.AddCssClass("input-group-text");
        unit.InnerHtml.Append(words["Money.Unit"]);
        group.InnerHtml.AppendHtml(unit);
        return group;
    }

    private static TagBuilder Small(string cssClass, string id, string text)
    {
        var small = new TagBuilder("div");
        small.AddCssClass(cssClass);
        small.Attributes["id"] = id;
        small.InnerHtml.Append(text);
        return small;
    }
}
