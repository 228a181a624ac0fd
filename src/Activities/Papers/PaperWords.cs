using System.Globalization;
using AidWorkflows.Domain.Archives;
using AidWorkflows.Domain.Cases;
using AidWorkflows.Domain.Letters;
using AidWorkflows.Domain.Organisations;
using AidWorkflows.Domain.Papers;
using AidWorkflows.Domain.Payments;
using AidWorkflows.Domain.Reports;
using AidWorkflows.Domain.Visits;

namespace AidWorkflows.Activities.Papers;

/// <summary>
/// The words of the printed forms. Documents are in Chinese whatever language a clerk reads the pages in, and are made by workflows,
/// where there is no reader at all; so they do not take their words from the pages' lists.
/// </summary>
internal static class PaperWords
{
    private static readonly Dictionary<Enum, string> Names = new()
    {
        [AidKind.Living] = "生活救助",
        [AidKind.Medical] = "医疗救助",
        [AidKind.Study] = "助学救助",
        [FamilyRelation.Spouse] = "配偶",
        [FamilyRelation.Child] = "子女",
        [FamilyRelation.Parent] = "父母",
        [FamilyRelation.Other] = "其他",
        [SchoolStage.None] = "不在读",
        [SchoolStage.Compulsory] = "义务教育",
        [SchoolStage.SeniorHigh] = "高中（含中专、中职）",
        [SchoolStage.HigherEducation] = "大学（含高职高专）",
        [IncomeKind.Wage] = "工资",
        [IncomeKind.Pension] = "养老金",
        [IncomeKind.Business] = "经营收入",
        [IncomeKind.Transfer] = "转移收入",
        [IncomeKind.Property] = "财产收入",
        [IncomeKind.Aid] = "已获帮扶",
        [IncomeKind.Other] = "其他收入",
        [RigidExpenseKind.Illness] = "患病支出",
        [RigidExpenseKind.Disability] = "残疾支出",
        [RigidExpenseKind.Schooling] = "子女就学支出",
        [RigidExpenseKind.Employment] = "必要就业成本",
        [AmountOrigin.Declared] = "本人申报",
        [AmountOrigin.Document] = "有材料证明",
        [AmountOrigin.Register] = "登记数据",
        [VisitPurpose.FirstReview] = "初审走访",
        [VisitPurpose.CountyReview] = "县级审核走访",
        [VisitPurpose.Recheck] = "复核走访",
        [VisitPurpose.Exit] = "退出走访",
        [VisitPurpose.ReExamination] = "复查走访",
        [VisitConclusion.Eligible] = "符合",
        [VisitConclusion.NotEligible] = "不符合",
        [VisitConclusion.Doubtful] = "存疑",
        [VisitConclusion.StillInHardship] = "仍困难",
        [VisitConclusion.Relieved] = "解困",
        [VisitConclusion.OutOfHardship] = "已达脱困标准",
        [RequestStatus.Submitted] = "待审批",
        [RequestStatus.InReview] = "审批中",
        [RequestStatus.AwaitingSupplement] = "待补充材料",
        [RequestStatus.Approved] = "已批准",
        [RequestStatus.Rejected] = "未批准",
        [RequestStatus.Withdrawn] = "已撤回",
        [CaseStatus.Submitted] = "正在审核",
        [CaseStatus.InReview] = "正在审核",
        [CaseStatus.AwaitingSupplement] = "待补充材料",
        [CaseStatus.Approved] = "已获批准",
        [CaseStatus.Rejected] = "未获批准",
        [CaseStatus.Withdrawn] = "已撤回",
        [OrganisationLevel.Grassroots] = "基层工会",
        [OrganisationLevel.County] = "县级工会",
        [OrganisationLevel.City] = "市级工会",
        [OrganisationLevel.Province] = "省级工会",
        [OrganisationLevel.National] = "全国总工会",
        [ExitRoute.Request] = "本人申请退档",
        [ExitRoute.Finding] = "入户认定脱困",
        [WorkerSignature.Signed] = "本人已签字",
        [WorkerSignature.Refused] = "本人拒绝签字",
        [WorkerSignature.Unable] = "本人无法签字",
        [ArchiveState.Temporary] = "临时档案",
        [ArchiveState.Active] = "在册",
        [ArchiveState.Relieved] = "解困",
        [ArchiveState.OutOfHardship] = "脱困",
        [ArchiveState.Withdrawn] = "退档",
        [ArchiveState.Merged] = "并档",
        [PaymentStatus.Pending] = "待付款",
        [PaymentStatus.InBatch] = "已列入付款批次",
        [PaymentStatus.Paid] = "已付款",
        [PaymentStatus.Failed] = "付款失败",
        [QualityMeasure.Archives] = "提升档案质量",
        [QualityMeasure.DynamicManagement] = "提升动态管理质量",
        [QualityMeasure.Funds] = "提升资金使用质量",
        [QualityMeasure.FollowUp] = "提升跟踪督查质量",
        [QualityMeasure.Service] = "优化服务流程",
        [NeededPaperStatus.Missing] = "未提供",
        [NeededPaperStatus.Provided] = "已收，待核",
        [NeededPaperStatus.Accepted] = "已收",
        [NeededPaperStatus.Rejected] = "退回重交",
        [NeededPaperStatus.Deferred] = "后补",
        [NeededPaperStatus.Overdue] = "逾期未补",
    };

    private static readonly Dictionary<string, string> Tiers = new(StringComparer.Ordinal)
    {
        ["deep"] = "深度困难职工",
        ["relative"] = "相对困难职工",
        ["accident"] = "意外致困职工",
        ["condition-1"] = "金秋助学条件一",
        ["condition-2"] = "金秋助学条件二",
        ["below-standard"] = "低于低保线的职工",
        ["slightly-above"] = "略高于低保线且有特定困难的职工",
        ["disaster"] = "遭受灾害、重大意外的职工",
        ["other-hardship"] = "有其他特殊困难的职工",
        ["none"] = "未定类别",
    };

    private static readonly Dictionary<string, string> Programmes = new(StringComparer.Ordinal)
    {
        [AidProgrammes.NeedyWorkerAid] = "困难职工帮扶",
        [AidProgrammes.GoldenAutumn] = "金秋助学",
        [AidProgrammes.CountyAidCentre] = "县职工帮扶中心“一站式”服务",
    };

    private static readonly Dictionary<string, string> Steps = new(StringComparer.Ordinal)
    {
        ["home-visit"] = "入户走访",
        ["first-review"] = "基层工会初审",
        ["archive-review"] = "县级工会审核",
        ["county-visit"] = "县级工会走访",
        ["comparison"] = "家庭经济状况核对",
        ["assessment"] = "测算困难类别",
        ["objection"] = "异议核查",
        ["county-review"] = "县级工会审批",
        ["province-review"] = "省级工会审批",
        ["national-review"] = "全国总工会审批",
        ["exit"] = "退出认定",
        ["exit-appeal"] = "退出复查",
    };

    private static readonly Dictionary<string, string> Indicators = new(StringComparer.Ordinal)
    {
        ["archive-complete"] = "档案完整率",
        ["archive-current"] = "档案更新率",
        ["ledger-complete"] = "收入台账连续率",
        ["recheck-in-time"] = "复核及时率",
        ["paid"] = "资金按时发放率",
        ["fund-used"] = "资金使用率",
        ["visits-new"] = "新建档入户率",
        ["visits-doubtful"] = "存疑入户率",
        ["objections-in-time"] = "异议办结及时率",
        ["steps-in-time"] = "环节按期率",
        ["decisions"] = "办理时效",
    };

    private static readonly Dictionary<string, string> Outcomes = new(StringComparer.Ordinal)
    {
        ["eligible"] = "符合条件",
        ["not-eligible"] = "家庭经济状况不符合建档标准",
        ["excluded"] = "属于排除情形，不予帮扶",
        ["unproven"] = "有关情况未申报，尚不能判定",
        ["no-standard"] = "没有适用的低保标准，尚不能判定",
    };

    public static string Of(Enum value) => Names.GetValueOrDefault(value) ?? value.ToString();

    public static string? Tier(string? tier) => tier is null ? null : Tiers.GetValueOrDefault(tier, tier);

    public static string Programme(string programme) => Programmes.GetValueOrDefault(programme, programme);

    public static string Indicator(string key) => Indicators.GetValueOrDefault(key, key);

    public static string Step(string key, string title) => Steps.GetValueOrDefault(key, title);

    public static string Of(LetterReason reason) => reason.Code switch
    {
        "step" => $"作出结论的环节：{Step(reason.Data["step"], reason.Data["step"])}。",
        "assessment" => $"按所适用政策测算：{Outcomes.GetValueOrDefault(reason.Data["outcome"], reason.Data["outcome"])}。",
        "exclusion" when reason.Data.TryGetValue("until", out var until) => $"当年不得申请的情形：{reason.Data["name"]}（至 {until}）。",
        "exclusion" => $"不享受帮扶的情形：{reason.Data["name"]}。",
        "nearest-change" => $"{reason.Data["tier"]}标准：现为 {Yuan(reason.Data["current"])} 元，须{Operator(reason.Data["operator"])} {Yuan(reason.Data["limit"])} 元。",
        "exit-by-request" => "本人申请退档。",
        "exit-by-finding" => "经两名以上工作人员入户走访，已达到脱困标准。",
        "appeal-dismissed" => "复查结果：符合退出标准，按程序退出。",
        "appeal-upheld" => "复查结果：不符合退出标准，继续在册。",
        "objection-upheld" => "核查结果：异议成立，不予建档。",
        "objection-dismissed" => "核查结果：异议不成立，按程序继续公示。",
        _ => reason.Code,
    };

    private static string Operator(string sign) => sign switch
    {
        "<" => "低于",
        "<=" => "不高于",
        ">" => "高于",
        ">=" => "不低于",
        _ => sign,
    };

    private static string Yuan(string figure) =>
        decimal.TryParse(figure, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? Domain.Money.MoneyFormat.Number(amount) : figure;
}
