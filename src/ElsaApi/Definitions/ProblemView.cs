using AidWorkflows.Engine.Definitions;

namespace AidWorkflows.ElsaApi.Definitions;

/// <summary>A problem of a definition in words, Chinese first.</summary>
internal sealed record ProblemView(string Message, string Severity, string Code, string? ActivityId, string? NodeId, string? Property, int? Line, int? Column)
{
    public static ProblemView From(DefinitionProblem problem)
    {
        var place = problem.Property is null ? problem.ActivityName : $"{problem.ActivityName}.{problem.Property}";
        var at = problem.Line is null ? "" : $" ({problem.Line}:{problem.Column})";
        return new ProblemView(
            $"{place}: {Chinese(problem)}{at} / {problem.Message}",
            problem.Severity.ToString(), problem.Code, problem.ActivityId, problem.NodeId, problem.Property, problem.Line, problem.Column);
    }

    private static string Chinese(DefinitionProblem problem) => problem.Code switch
    {
        "unknown-activity-type" => $"活动类型 {problem.Subject} 在本系统中不存在",
        "unreachable" => "从起点无法到达此活动",
        "outcome-not-connected" => $"结果“{problem.Subject}”没有连接到下一步",
        "outcome-never-happens" => $"连线的起点“{problem.Subject}”不是此活动的结果",
        "connection-to-nothing" => "连线的一端不存在",
        "unknown-variable" => $"变量“{problem.Subject}”不存在",
        "unknown-input" => $"流程没有输入“{problem.Subject}”",
        "unknown-name" => $"脚本中使用的“{problem.Subject}”不存在",
        "syntax-error" => "脚本有语法错误",
        _ => problem.Code,
    };
}
