namespace AidWorkflows.Host;

/// <summary>Names <c>Resources/Words.*.resx</c>, all text that people see, for <c>IStringLocalizer&lt;Words&gt;</c>.</summary>
public sealed class Words;
