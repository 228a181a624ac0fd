using System.Globalization;
using System.Resources;
using AidWorkflows.Domain.Cases;

namespace AidWorkflows.Host.Languages;

/// <summary>
/// What the workflow of an aid item is called in lists of instances. The name is stored, so it cannot follow its reader; it is in
/// Chinese, as the names of the shipped definitions and their steps are.
/// </summary>
internal static class InstanceNames
{
    private static readonly ResourceManager Texts = new("AidWorkflows.Host.Resources.Words", typeof(Words).Assembly);
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    public static string Of(string caseNumber, AidKind kind) => $"{caseNumber} {Texts.GetString($"AidKind.{kind}", Chinese)}";
}
