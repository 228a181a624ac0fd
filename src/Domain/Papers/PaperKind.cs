namespace AidWorkflows.Domain.Papers;

/// <summary>The documents that the union produces. Each has a template of its own.</summary>
public enum PaperKind
{
    /// <summary>《家庭经济状况核对承诺授权书》 (S-041).</summary>
    Authorisation = 0,

    /// <summary>申请材料接收单: what was handed in, and what is still to come (S-042, S-113).</summary>
    Receipt = 1,

    /// <summary>《困难职工家庭走访调查表》 (S-044).</summary>
    VisitForm = 2,

    /// <summary>审批表 (S-045, S-047).</summary>
    ApprovalForm = 3,

    /// <summary>《不予困难帮扶告知书》 (S-051).</summary>
    RefusalNotice = 4,

    /// <summary>公示 (S-052).</summary>
    PublicNotice = 5,

    /// <summary>异议处理结果告知书 .</summary>
    ObjectionResult = 6,

    /// <summary>退档申请书 (S-083).</summary>
    ExitApplication = 7,

    /// <summary>《困难职工脱困登记表》 (S-084, S-085).</summary>
    ExitRegistration = 8,

    /// <summary>退出告知书 (S-084).</summary>
    ExitNotice = 9,

    /// <summary>复核结果通知 (S-089).</summary>
    ReexaminationResult = 10,

    /// <summary>月报 (S-095).</summary>
    MonthlyReport = 11,

    /// <summary>帮扶资金发放清单 (S-070, S-071).</summary>
    PaymentList = 12,

    /// <summary>短信: how the application ended (S-089).</summary>
    SmsDecision = 13,

    /// <summary>短信: what is still to be handed in (S-113).</summary>
    SmsPapersDue = 14,
}

/// <summary>What a document is about.</summary>
public enum PaperSubject
{
    Case = 0,
    Visit = 1,
    Letter = 2,
    Notice = 3,
    Exit = 4,
    Report = 5,
    Organisation = 6,
}
