using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace AidWorkflows.Host.Languages;

/// <summary>What a form says when it cannot even read an entry, such as letters in an amount.</summary>
internal sealed class BindingWords(IStringLocalizer<Words> words) : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options)
    {
        var messages = options.ModelBindingMessageProvider;
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => words["Binding.Invalid"]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => words["Binding.Invalid"]);
        messages.SetUnknownValueIsInvalidAccessor(_ => words["Binding.Invalid"]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => words["Binding.Invalid"]);
        messages.SetValueIsInvalidAccessor(_ => words["Binding.Invalid"]);
        messages.SetValueMustBeANumberAccessor(_ => words["Binding.Number"]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => words["Binding.Number"]);
        messages.SetValueMustNotBeNullAccessor(_ => words["Binding.Required"]);
        messages.SetMissingBindRequiredValueAccessor(_ => words["Binding.Required"]);
        messages.SetMissingKeyOrValueAccessor(() => words["Binding.Required"]);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => words["Binding.Required"]);
    }
}
